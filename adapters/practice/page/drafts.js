// Half a message stays with whoever was writing it, where they were writing it.

import { find } from "./dom.js";
import { now } from "./now.js";

const drafts = new Map();

const inPlace = () => `${now.me} ${now.here}`;
const inThread = () => `${now.me} ${now.thread}`;

export function keep() {
  drafts.set(inPlace(), find("say-text").value);
  drafts.set(inThread(), find("reply-text").value);
}

export function bring() {
  write(find("say-text"), drafts.get(inPlace()) ?? "");
  write(find("reply-text"), drafts.get(inThread()) ?? "");
}

export function write(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input"));
}
