// What the page knows just now. Drawing only reads it, and notes what it has drawn.

export const FEW = 50;

const at = new URLSearchParams(location.search);

export const now = {
  me: at.get("as"),
  here: at.get("place"),
  thread: null, // the message whose thread is open
  view: { people: [], places: [], messages: [], whispers: [], form: null },
  limit: FEW, // how many messages of each place are asked for
  known: null, // the newest message and whisper that were on the page when it was last drawn
  seek: Infinity, // whispers after this one are brought into sight
  corner: null, // the thread in which something is being done just now
  corners: new Map(), // whispers that came of something done in a thread, and which
};
