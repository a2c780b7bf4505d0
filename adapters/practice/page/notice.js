// One sentence under the page, until it is dismissed or is so no more.

import { Away } from "./api.js";
import { find, make } from "./dom.js";

const PATIENCE = 2_000;

let away = null; // what was said when nobody answered
let again = null;

export function notice(sentence) {
  const close = () => notice("");
  find("notice").replaceChildren(
    ...(sentence
      ? [make("p", {}, sentence), make("button", { type: "button", class: "plain", on: { click: close } }, "Dismiss")]
      : []),
  );
}

export const isAway = (refused) => refused instanceof Away;

// Where nobody answers, it is asked again until somebody does.
export function note(refused, ask) {
  if (!isAway(refused)) return;
  away = refused;
  clearTimeout(again);
  again = setTimeout(ask, PATIENCE);
}

// Somebody answers. Gives what had been said when nobody did, if so.
export function answered() {
  const was = away;
  away = null;
  if (was) notice("");
  return was;
}
