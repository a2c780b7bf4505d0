// Going about: who you are, and where you look.

import { find } from "./dom.js";
import * as drafts from "./drafts.js";
import { toEnd } from "./drawing.js";
import { lost } from "./focus.js";
import { draw, listen, refresh } from "./looking.js";
import { notice } from "./notice.js";
import { FEW, now } from "./now.js";
import * as seen from "./seen.js";

export async function be(person) {
  if (person === now.me) return showSide(false);
  const first = !now.me;
  drafts.keepAll();
  if (now.here?.startsWith("dm:")) now.here = person ? `dm:${person}` : null;
  now.me = person;
  now.thread = null;
  drafts.bring();
  Object.assign(now, { limit: FEW, known: null, seek: Infinity });
  // What was read out, or stands out of sight, may be for the last person alone.
  for (const theirs of ["messages", "thread-messages", "news", "rang"]) find(theirs).replaceChildren();
  notice("");
  listen();
  remember();
  await refresh();
  showSide(false);
  if (first) find("place-title").focus();
  return undefined;
}

export function go(place) {
  drafts.keepAll();
  now.here = place;
  now.thread = null;
  drafts.bring();
  remember();
  draw();
  toEnd(find("scroll"));
  showSide(false);
}

export function enter(thread) {
  const firstNew = now.view.messages.find((one) => one.thread === thread && seen.isNew(one, now.me));
  drafts.keepAll();
  now.thread = thread;
  drafts.bring();
  find("thread-messages").replaceChildren();
  draw();
  find("thread-title").focus();
  if (firstNew) find("thread-messages").querySelector(`[data-key="${firstNew.id}"]`).scrollIntoView();
}

export function leaveThread() {
  const back = now.thread;
  drafts.keepAll();
  now.thread = null;
  drafts.bring();
  draw();
  document.querySelector(`#message-${back} [data-focus=thread]`)?.focus();
}

// Whoever looks back goes on seeing what they saw.
export async function lookBack() {
  const scroll = find("scroll");
  const below = scroll.scrollHeight - scroll.scrollTop;
  now.limit *= 2;
  await refresh();
  scroll.scrollTop = scroll.scrollHeight - below;
  if (find("earlier").hidden) scroll.focus();
}

function remember() {
  const query = new URLSearchParams(Object.entries({ as: now.me, place: now.here }).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

export function showSide(yes) {
  document.body.classList.toggle("side-open", yes);
  find("show-side").setAttribute("aria-expanded", String(yes));
  if (!yes && lost()) find("place-title").focus(); // what was chosen there is out of sight
}
