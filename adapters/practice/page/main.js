// The practice room's page: who you are, what you see, and what you do.

import * as api from "./api.js";
import { composer } from "./composer.js";
import { find, once } from "./dom.js";
import * as drafts from "./drafts.js";
import { drawPlace, newestWhisper, toEnd } from "./drawing.js";
import * as form from "./form.js";
import { answered, isAway, note, notice } from "./notice.js";
import { FEW, now } from "./now.js";
import * as seen from "./seen.js";
import * as side from "./side.js";
import * as welcome from "./welcome.js";

let source = null;
let asking = 0;
let looking = null;

// Looking

// When it has come to its end, what is new has been drawn.
function refresh() {
  looking = look(++asking, now.me);
  return looking;
}

async function look(turn, asked) {
  try {
    const fresh = await api.state(asked, now.limit);
    if (turn !== asking) return looking; // a later answer is on its way
    now.view = { places: [], messages: [], whispers: [], form: null, script: null, ...fresh };
    back();
    draw();
  } catch (refused) {
    notice(refused.message);
    note(refused, refresh);
    if (!isAway(refused) && asked && turn === asking && !now.view.people.length) be(null);
  }
  return undefined;
}

function back() {
  const away = answered();
  if (away) form.unsay(away.message);
  if (away && source?.readyState === EventSource.CLOSED) listen();
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
  if (!now.view.places.some((place) => place.id === now.here)) {
    now.here = now.view.places[0]?.id ?? null;
    drafts.bring();
  }
  if (now.me) seen.lookAt(now);
  side.people(now.view.people, now.me, be);
  side.door(now.view.people, now.me);
  side.places(now.view.places, now.here, (place) => seen.newIn(place, now), go);
  side.clock(now.view.now);
  side.script(now.view.script);
  find("welcome").hidden = Boolean(now.me);
  find("place").hidden = !now.me;
  document.body.classList.toggle("at-welcome", !now.me);
  if (now.me) drawPlace({ press: pressOn, dismiss: (one) => perform({ dismiss: one.id }), enter });
  else welcome.show(now.view.people, be);
  form.show(now.view.form, now.view.script?.mine);
}

// Going about

async function be(person) {
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
  showSide(false);
  await refresh();
  if (first) find("place-title").focus();
  return undefined;
}

function go(place) {
  drafts.keepAll();
  now.here = place;
  now.thread = null;
  drafts.bring();
  remember();
  draw();
  toEnd(find("scroll"));
  showSide(false);
}

function enter(thread) {
  const firstNew = now.view.messages.find((one) => one.thread === thread && seen.isNew(one, now.me));
  drafts.keepAll();
  now.thread = thread;
  drafts.bring();
  find("thread-messages").replaceChildren();
  draw();
  find("thread-title").focus();
  if (firstNew) find("thread-messages").querySelector(`[data-key="${firstNew.id}"]`).scrollIntoView();
}

function leaveThread() {
  const back = now.thread;
  drafts.keepAll();
  now.thread = null;
  drafts.bring();
  draw();
  document.querySelector(`#message-${back} [data-focus=thread]`)?.focus();
}

// Whoever looks back goes on seeing what they saw.
async function lookBack() {
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

function listen() {
  source?.close();
  source = now.me ? api.listen(now.me, soon) : null;
}

// Doing

// Names one press, so that a press that is sent twice is heard once.
const anew = () => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join("-");

// Does it, and shows what came of it. True when it was done.
async function perform(deed, key) {
  notice("");
  try {
    const before = newestWhisper();
    const { whispers } = await api.act({ as: now.me, ...deed }, key);
    for (const one of whispers) now.corners.set(one.id, now.corner);
    if (whispers.length) now.seek = before;
  } catch (refused) {
    complain(refused);
    if (!form.isOpen()) await refresh();
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

const press = (button, carrier) => perform({ press: button.id, message: carrier.id }, anew());

const pressOn = (button, carrier, element) =>
  once(element, () => {
    now.corner = element.closest("#thread") ? now.thread : null;
    return press(button, carrier);
  });

const unsent = new Map(); // where words could not be sent: sent again, they go by the same key

async function send(area, thread) {
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

const inside = () => now.view.people.find((one) => one.id === now.me)?.inside;

function run(words) {
  now.corner = null;
  return perform({ command: `/lc ${words}`.trim(), place: now.here }, anew());
}

async function runTyped(box) {
  const typed = box.value;
  const words = typed.replace(/^\s*\/lc(?=\s|$)/, ""); // some type the whole command
  if ((await run(words.trim())) && box.value === typed) box.value = "";
}

async function move(to) {
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
async function play(wish) {
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

function showSide(yes) {
  document.body.classList.toggle("side-open", yes);
  find("show-side").setAttribute("aria-expanded", String(yes));
}

// Beginning

composer("say", "say-text", (area) => send(area));
composer("reply", "reply-text", (area) => send(area, now.thread));
find("command").addEventListener("submit", (event) => {
  event.preventDefault();
  once(find("command").querySelector("[type=submit]"), () => runTyped(find("command-text")));
});
for (const button of document.querySelectorAll("[data-command]")) {
  button.addEventListener("click", () => once(button, () => run(button.dataset.command)));
}
find("earlier").addEventListener("click", lookBack);
find("thread-close").addEventListener("click", leaveThread);
find("thread").addEventListener("keydown", (event) => event.key === "Escape" && leaveThread());
find("show-side").addEventListener("click", () => showSide(!document.body.classList.contains("side-open")));
find("door").addEventListener("click", () => perform(inside() ? { go: "room" } : { come: "room" }, anew()));
find("play-others").addEventListener("click", () => play({}));
find("play-mine").addEventListener("click", () => play({ mine: true }));
find("play-pass").addEventListener("click", () => play({ pass: true }));
side.prepareClock(move);
form.prepare({
  press,
  submit: (open, answers) => perform({ submit: open.id, answers }),
  cancel: (open) => perform({ cancel: open.id }),
  mine: () => play({ mine: true }),
});
drafts.bring();
listen();
refresh();
