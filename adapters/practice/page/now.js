// What the page knows just now. Changed by main.js; drawing only reads it, and notes what it has drawn.

const at = new URLSearchParams(location.search);

export const now = {
  me: at.get("as"),
  here: at.get("place"),
  thread: null, // the message whose thread is open
  view: { people: [], places: [], messages: [], whispers: [], form: null },
  known: -1, // the newest message that was on the page when it was last drawn
  heard: null, // the newest whisper before the last act that brought new ones
};
