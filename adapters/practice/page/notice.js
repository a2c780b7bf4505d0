// One sentence under the page, until it is dismissed or is so no more.

import { Away } from "./api.js";
import { find, make } from "./dom.js";
import { comeBack, whereabouts } from "./focus.js";

const READING = 4_000; // that nobody answered is left to be read, though somebody does a moment later

let away = null; // what was said when nobody answered
let since = 0;
let again = null;
let from = null; // where the keyboard was when the sentence came

export function notice(sentence) {
  const close = () => notice("");
  const held = find("notice").contains(document.activeElement);
  if (!held) from = whereabouts();
  find("notice").replaceChildren(
    ...(sentence
      ? [make("p", {}, sentence), make("button", { type: "button", class: "plain", on: { click: close } }, "Dismiss")]
      : []),
  );
  if (held) comeBack(from);
}

export const isAway = (refused) => refused instanceof Away;

// Where nobody answers, it is asked again until somebody does.
export function note(refused, ask) {
  if (!isAway(refused)) return;
  away = refused;
  since = Date.now();
  clearTimeout(again);
  again = setTimeout(ask, READING);
}

// Somebody answers. Gives what had been said when nobody did, if so.
export function answered() {
  if (!away || Date.now() - since < READING) return null;
  const was = away;
  away = null;
  if (find("notice").querySelector("p")?.textContent === was.message) notice("");
  return was;
}
