// Doing: pressing, saying, commanding, moving the clock, and playing the others.

import * as api from "./api.js";
import { find, once } from "./dom.js";
import * as drafts from "./drafts.js";
import { newestWhisper } from "./drawing.js";
import * as form from "./form.js";
import { go } from "./going.js";
import { refresh } from "./looking.js";
import { note, notice } from "./notice.js";
import { now } from "./now.js";
import * as side from "./side.js";

// Names one press, so that a press that is sent twice is heard once.
const anew = () => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join("-");

// Does it, and shows what came of it. True when it was done.
export async function perform(deed, key) {
  notice("");
  try {
    const before = newestWhisper();
    const { whispers } = await api.act({ as: now.me, ...deed }, key);
    for (const one of whispers) now.corners.set(one.id, now.corner);
    if (whispers.length) now.seek = before;
  } catch (refused) {
    complain(refused);
    if (!form.isOpen()) refresh(); // not waited for: it can be sent again at once
    return false;
  }
  await refresh();
  return true;
}

function complain(refused) {
  note(refused, refresh);
  if (form.isOpen()) form.complain(refused.message);
  else notice(refused.message);
}

export const press = (button, carrier) => perform({ press: button.id, message: carrier.id }, anew());

export const pressOn = (button, carrier, element) =>
  once(element, () => {
    now.corner = element.closest("#thread") ? now.thread : null;
    return press(button, carrier);
  });

const unsent = new Map(); // where words could not be sent: sent again, they go by the same key

export async function send(area, thread) {
  const [text, from] = [area.value, drafts.spot(area)];
  const command = !thread && /^\s*\/lc(\s|$)/.test(text);
  now.corner = thread ?? null;
  const deed = command ? { command: text.trim(), place: now.here } : { say: text, place: now.here, thread };
  if (unsent.get(from)?.text !== text) unsent.set(from, { text, key: anew() });
  if (await perform(deed, unsent.get(from).key)) {
    unsent.delete(from);
    drafts.sent(from, text);
  }
  if (drafts.spot(area) === from) area.focus();
}

// Into a channel, or out of it.
export const walk = ({ id, inside }) => perform(inside ? { go: id } : { come: id }, anew());

// A new channel, with everybody who is in this one; and there one goes.
export async function makeChannel() {
  const before = now.view.channels.map((one) => one.id);
  const here = now.view.places.find((one) => one.id === now.here);
  const place = here?.kind === "room" ? here.id : undefined;
  if (!(await perform({ make: "channel", place }, anew()))) return;
  const made = now.view.channels.find((one) => !before.includes(one.id));
  if (made) go(made.id);
}

export function run(words) {
  now.corner = null;
  return perform({ command: `/lc ${words}`.trim(), place: now.here }, anew());
}

export async function runTyped(box) {
  const typed = box.value;
  const words = typed.replace(/^\s*\/lc(?=\s|$)/, ""); // some type the whole command
  if ((await run(words.trim())) && box.value === typed) box.value = "";
}

export async function move(to) {
  notice("");
  find("rang").textContent = "Moving the clock …";
  try {
    side.rang(await api.clock(to), now.view, now.me);
  } catch (refused) {
    find("rang").textContent = "";
    complain(refused);
  }
  await refresh();
}

let playing = false;

// Pressed twice, it is played once. True when it was played.
export async function play(wish) {
  if (playing) return false;
  playing = true;
  notice("");
  const before = newestWhisper();
  let done = true;
  try {
    const { played } = await api.play({ as: now.me, ...wish });
    if (played) now.seek = before;
  } catch (refused) {
    complain(refused);
    done = false;
  }
  await refresh();
  playing = false;
  return done;
}
