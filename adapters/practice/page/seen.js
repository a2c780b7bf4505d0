// Which messages each person has looked at. Kept in this browser only.

const KEY = "practice-room-seen";

const seen = read();

export const number = (message) => Number(message.id.slice(1));
const corner = (message) => message.thread ?? message.place;

export const isNew = (message, person) =>
  message.from !== person && number(message) > (seen[`${person} ${corner(message)}`] ?? 0);

// Everything that stands in this place or thread has been looked at.
export function look(person, messages, where) {
  const here = messages.filter((message) => corner(message) === where).map(number);
  remember(`${person} ${where}`, Math.max(0, ...here));
}

export const hasLetters = (person) => person.letters > (seen[`letters ${person.id}`] ?? 0);
export const openLetters = (person) => remember(`letters ${person.id}`, person.letters);

function remember(key, value) {
  if (seen[key] === value) return;
  seen[key] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing shows more as new; nothing else changes.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
