// Half a message stays with whoever was writing it, where they were writing it, also after a reload.

import { find } from "./dom.js";
import { now } from "./now.js";
import * as store from "./store.js";

const SPOTS = {
  "say-text": () => `message ${now.me} ${now.here}`,
  "reply-text": () => `message ${now.me} ${now.thread}`,
};
const areas = () => Object.keys(SPOTS).map(find);

export const spot = (area) => SPOTS[area.id]();

export function keep(...written) {
  for (const area of written) store.set(spot(area), area.value || undefined);
}

export const keepAll = () => keep(...areas());

export function bring() {
  for (const area of areas()) write(area, store.get(spot(area)) ?? "");
}

// What was sent from there goes; what was written after it stays.
export function sent(from, text) {
  const written = store.get(from) ?? "";
  const rest = written.startsWith(text) ? written.slice(text.length) : written;
  store.set(from, rest || undefined);
  for (const area of areas()) if (spot(area) === from) write(area, rest);
}

function write(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input"));
}
