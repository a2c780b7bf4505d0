// What somebody has begun to write, kept for this tab alone: a reload brings it back.
//
// The page can't tell a form whose answers carry no name from any other. So no words stay longer than
// they are needed: they go when they are sent, when what they were written in is closed, and with the
// tab. They are never put where another tab or another day could find them.

const KEY = "practice-room-drafts";

const drafts = read();

export const get = (name) => drafts[name];

export function set(name, value) {
  if (value === undefined) delete drafts[name];
  else drafts[name] = value;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // A browser that keeps nothing loses drafts with a reload; nothing else changes.
  }
}

// Forgets every name that begins so, but for one.
export function forget(beginning, but) {
  for (const name of Object.keys(drafts)) {
    if (name.startsWith(beginning) && name !== but) set(name, undefined);
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
