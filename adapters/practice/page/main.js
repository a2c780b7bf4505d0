// The practice room's page: who you are, what you see, and what you do.

import * as api from "./api.js";
import { find, grow, make } from "./dom.js";
import { drawPlace, newestWhisper, toEnd } from "./drawing.js";
import * as form from "./form.js";
import { now } from "./now.js";
import * as seen from "./seen.js";
import * as side from "./side.js";

const drafts = new Map(); // what each person has begun to write, and where

let source = null;
let asking = 0;

// Looking

async function refresh() {
  const asked = now.me;
  const turn = ++asking;
  try {
    const fresh = await api.state(asked);
    if (turn !== asking) return; // a later answer is on its way
    now.view = { places: [], messages: [], whispers: [], form: null, script: null, ...fresh };
    draw();
  } catch (refused) {
    notice(refused.message);
    if (asked && turn === asking && !now.view.people.length) be(null);
  }
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refresh();
  }, 30);
}

function draw() {
  if (!now.view.places.some((place) => place.id === now.here)) now.here = now.view.places[0]?.id ?? null;
  markSeen();
  side.people(now.view.people, now.me, be);
  side.places(now.view.places, now.here, news, go);
  side.clock(now.view.now);
  side.script(now.view.script);
  find("welcome").hidden = Boolean(now.me);
  find("place").hidden = !now.me;
  if (now.me) drawPlace({ press: pressOn, dismiss: (one) => perform({ dismiss: one.id }), enter });
  form.show(now.view.form);
}

function markSeen() {
  if (!now.me) return;
  seen.look(now.me, now.view.messages, now.here);
  if (now.thread) seen.look(now.me, now.view.messages, now.thread);
  const self = now.view.people.find((one) => one.id === now.me);
  if (self && now.here === `dm:${now.me}`) seen.openLetters(self);
}

const news = (place) => now.view.messages.filter((one) => one.place === place.id && seen.isNew(one, now.me)).length;

// Going about

function be(person) {
  if (person === now.me) return showSide(false);
  keepDraft();
  if (now.here?.startsWith("dm:")) now.here = person ? `dm:${person}` : null;
  now.me = person;
  now.thread = null;
  bringDraft();
  now.known = -1;
  now.heard = null;
  find("messages").replaceChildren();
  find("whispers").replaceChildren();
  notice("");
  listen();
  remember();
  showSide(false);
  return refresh();
}

function go(place) {
  keepDraft();
  now.here = place;
  now.thread = null;
  bringDraft();
  remember();
  draw();
  toEnd(find("scroll"));
  showSide(false);
}

function enter(thread) {
  const firstNew = now.view.messages.find((one) => one.thread === thread && seen.isNew(one, now.me));
  keepDraft();
  now.thread = thread;
  bringDraft();
  find("thread-messages").replaceChildren();
  draw();
  find("thread-title").focus();
  if (firstNew) find("thread-messages").querySelector(`[data-key="${firstNew.id}"]`).scrollIntoView();
}

function leaveThread() {
  const back = now.thread;
  keepDraft();
  now.thread = null;
  draw();
  document.querySelector(`#message-${back} [data-focus=thread]`)?.focus();
}

// Half a message stays with whoever was writing it, where they were writing it.
function keepDraft() {
  drafts.set(`${now.me} ${now.here}`, find("say-text").value);
  drafts.set(`${now.me} ${now.thread}`, find("reply-text").value);
}

function bringDraft() {
  write(find("say-text"), drafts.get(`${now.me} ${now.here}`) ?? "");
  write(find("reply-text"), drafts.get(`${now.me} ${now.thread}`) ?? "");
}

function write(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input"));
}

function remember() {
  const query = new URLSearchParams(Object.entries({ as: now.me, place: now.here }).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

function listen() {
  source?.close();
  source = now.me ? api.listen(now.me, soon) : null;
}

// Doing

// Names one press, so that a press that is sent twice is heard once.
const anew = () => crypto.randomUUID?.();

// Does it, and shows what came of it. True when it was done.
async function perform(deed, key) {
  notice("");
  try {
    const before = newestWhisper();
    const { whispers } = await api.act({ as: now.me, ...deed }, key);
    if (whispers.length) now.heard = before;
  } catch (refused) {
    if (form.isOpen()) form.complain(refused.message);
    else notice(refused.message);
    if (!form.isOpen()) await refresh();
    return false;
  }
  await refresh();
  return true;
}

async function pressOn(button, carrier, element) {
  if (element?.ariaBusy === "true") return;
  if (element) element.ariaBusy = "true";
  await perform({ press: button.id, message: carrier.id }, anew());
  if (element) element.ariaBusy = "false";
}

async function send(area, thread) {
  const text = area.value;
  const command = !thread && /^\s*\/lc(\s|$)/.test(text);
  const deed = command ? { command: text.trim(), place: now.here } : { say: text, place: now.here, thread };
  if (await perform(deed, anew())) {
    write(area, "");
  }
  area.focus();
}

async function move(to) {
  notice("");
  find("rang").textContent = "Moving the clock …";
  try {
    side.rang((await api.clock(to)).rang);
  } catch (refused) {
    find("rang").textContent = "";
    notice(refused.message);
  }
  await refresh();
}

async function play(wish) {
  notice("");
  const before = newestWhisper();
  try {
    const { played } = await api.play({ as: now.me, ...wish });
    if (played) now.heard = before;
  } catch (refused) {
    notice(refused.message);
  }
  await refresh();
}

function notice(sentence) {
  const close = () => notice("");
  find("notice").replaceChildren(
    ...(sentence
      ? [make("p", {}, sentence), make("button", { type: "button", class: "plain", on: { click: close } }, "Dismiss")]
      : []),
  );
}

function showSide(yes) {
  document.body.classList.toggle("side-open", yes);
  find("show-side").setAttribute("aria-expanded", String(yes));
}

// Beginning

function composer(formId, areaId, thread) {
  const area = find(areaId);
  grow(area);
  find(formId).addEventListener("submit", (event) => {
    event.preventDefault();
    send(area, thread());
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find(formId).requestSubmit();
  });
}

composer("say", "say-text", () => undefined);
composer("reply", "reply-text", () => now.thread);
find("command").addEventListener("submit", async (event) => {
  event.preventDefault();
  const box = find("command-text");
  const words = box.value.replace(/^\s*\/lc(?=\s|$)/, ""); // some type the whole command
  if (await perform({ command: `/lc ${words.trim()}`.trim(), place: now.here })) box.value = "";
});
for (const button of document.querySelectorAll("[data-command]")) {
  button.addEventListener("click", () => perform({ command: button.dataset.command, place: now.here }));
}
find("thread-close").addEventListener("click", leaveThread);
find("thread").addEventListener("keydown", (event) => event.key === "Escape" && leaveThread());
find("show-side").addEventListener("click", () => showSide(!document.body.classList.contains("side-open")));
find("play-others").addEventListener("click", () => play({}));
find("play-mine").addEventListener("click", () => play({ mine: true }));
side.prepareClock(move);
form.prepare({
  press: pressOn,
  submit: (open, answers) => perform({ submit: open.id, answers }),
  cancel: (open) => perform({ cancel: open.id }),
});
listen();
refresh();
