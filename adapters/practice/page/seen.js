// Which messages each person has looked at. Kept in this browser only.

const KEY = "practice-room-seen";

const seen = read();

export const number = (message) => Number(message.id.slice(1));
// Whispers are numbered apart from messages.
export const isWhisper = (one) => "after" in one;
const whispersOf = (place) => `whispers ${place}`;
const corner = (one) => (isWhisper(one) ? whispersOf(one.place) : one.thread ?? one.place);

export const isNew = (message, person) =>
  message.from !== person && number(message) > (seen[`${person} ${corner(message)}`] ?? 0);

// Everything in the place and the thread that somebody is in has been looked at.
export function lookAt({ me, here, thread, view }) {
  look(me, view.messages, here);
  look(me, view.whispers, whispersOf(here));
  if (thread) look(me, view.messages, thread);
  const self = view.people.find((one) => one.id === me);
  if (self && here === `dm:${me}`) openLetters(self);
}

export const newIn = (place, { me, view }) =>
  [...view.messages, ...view.whispers].filter((one) => one.place === place.id && isNew(one, me)).length;

function look(person, messages, where) {
  const here = messages.filter((message) => corner(message) === where).map(number);
  remember(`${person} ${where}`, Math.max(0, ...here));
}

export const hasLetters = (person) => person.letters > (seen[`letters ${person.id}`] ?? 0);
const openLetters = (person) => remember(`letters ${person.id}`, person.letters);

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
