// The practice room's page: who you are, what you see, and what you do.

import * as api from "./api.js";
import { dayLine, message, whisper } from "./cards.js";
import { find, grow, keep, make } from "./dom.js";
import * as form from "./form.js";
import * as seen from "./seen.js";
import * as side from "./side.js";
import { isoDay, shortDay, time } from "./when.js";

const WHISPERS_SHOWN = 2;
const WHISPERS_LAST = 3_600_000; // milliseconds of the community's time

const at = new URLSearchParams(location.search);
let me = at.get("as");
let here = at.get("place");
let openThread = null;
let view = { people: [], places: [], messages: [], whispers: [], form: null };
let source = null;
let known = -1; // the newest message that was on the page when it was last drawn
let heard = null; // the newest whisper before the last act that brought new ones

// Looking

async function refresh() {
  const asked = me;
  try {
    const fresh = await api.state(asked);
    if (asked !== me) return;
    view = { places: [], messages: [], whispers: [], form: null, script: null, ...fresh };
    draw();
  } catch (refused) {
    notice(refused.message);
    if (asked && asked === me && !view.people.length) be(null);
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
  if (!view.places.some((place) => place.id === here)) here = view.places[0]?.id ?? null;
  markSeen();
  side.people(view.people, me, be);
  side.places(view.places, here, news, go);
  side.clock(view.now);
  side.script(view.script);
  find("welcome").hidden = Boolean(me);
  find("place").hidden = !me;
  if (me) drawPlace();
  form.show(view.form);
}

function drawPlace() {
  const place = view.places.find((one) => one.id === here);
  const stay = stayAtEnd(find("scroll"));
  const self = view.people.find((one) => one.id === me);
  find("place-title").textContent = place.name;
  find("you").textContent = `You are ${self.name}, ${self.role}`;
  document.title = `${place.name}, as ${self.name} · Practice room`;
  find("say-label").textContent = place.kind === "room" ? "Everybody in the channel sees this" : "Only the bot sees this";
  drawMessages(place);
  drawThread();
  drawWhispers();
  stay();
  announce();
}

// Whoever is reading the newest goes on reading the newest; whoever looks back is left in peace.
function stayAtEnd(scroll) {
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  return () => atEnd && toEnd(scroll);
}

const toEnd = (scroll) => { scroll.scrollTop = scroll.scrollHeight; };

function drawMessages(place) {
  const top = view.messages.filter((one) => one.place === here && !one.thread);
  const lines = byDay(top.map((one) => ({ ...one, ...threadOf(one) })));
  const entry = { people: view.people, press: pressOn, thread: intoThread };
  keep(find("messages"), lines, keyOf, (one) => (one.day ? dayLine(one.at) : message(one, entry)));
  find("empty").hidden = top.length > 0;
  find("empty").textContent = place.kind === "room" ? "Nothing has been said here yet." : "The bot has not written to you yet.";
}

// Messages, with a line before each new day.
const byDay = (messages) =>
  messages.flatMap((one, index) => {
    const day = isoDay(one.at);
    return index && day === isoDay(messages[index - 1].at) ? [one] : [{ day, at: one.at }, one];
  });

const keyOf = (line) => (line.day ? `${here} ${line.day}` : line.id);

function threadOf(one) {
  const replies = view.messages.filter((reply) => reply.thread === one.id);
  const fresh = replies.filter((reply) => seen.isNew(reply, me)).length;
  return { replies: replies.length, last: replies.at(-1)?.at, fresh, open: openThread === one.id };
}

function intoThread(one) {
  if (here !== "room" && !one.replies) return null;
  const count = one.replies === 1 ? "1 reply" : `${one.replies} replies`;
  const label = one.replies ? `${count}, last ${shortDay(one.last)} ${time(one.last)}` : "Reply in a thread";
  return make(
    "button",
    {
      type: "button",
      class: one.replies ? "into-thread" : "into-thread plain",
      "aria-expanded": String(one.open),
      "aria-controls": "thread",
      "data-focus": "thread",
      on: { click: () => enter(one.id) },
    },
    label,
    one.fresh ? make("span", { class: "badge" }, `${one.fresh} new`) : null,
  );
}

function drawThread() {
  const top = view.messages.find((one) => one.id === openThread && one.place === here);
  find("thread").hidden = !top;
  document.body.classList.toggle("in-thread", Boolean(top));
  if (!top) {
    openThread = null;
    return;
  }
  const stay = stayAtEnd(find("thread-scroll"));
  const shown = view.messages.filter((one) => one === top || one.thread === top.id);
  const entry = { people: view.people, press: pressOn };
  keep(find("thread-messages"), byDay(shown), keyOf, (one) => (one.day ? dayLine(one.at) : message(one, entry)));
  stay();
}

function drawWhispers() {
  heard ??= newestWhisper() - 1;
  const lasting = (one) => seen.number(one) > heard && Date.parse(view.now) - Date.parse(one.at) < WHISPERS_LAST;
  const latest = view.whispers.filter(lasting).slice(-WHISPERS_SHOWN);
  const dismiss = (one) => perform({ dismiss: one.id });
  keep(find("whispers"), latest, (one) => one.id, (one) => whisper(one, { press: pressOn, dismiss }));
}

const newestWhisper = () => Math.max(0, ...view.whispers.map(seen.number));

function announce() {
  const newest = Math.max(0, ...view.messages.map(seen.number));
  const fresh = view.messages.filter((one) => seen.number(one) > known && one.from !== me);
  if (known >= 0 && fresh.length) {
    const last = fresh.at(-1);
    const who = view.people.find((one) => one.id === last.from)?.name ?? "Learning community";
    const more = fresh.length > 1 ? `, and ${fresh.length - 1} more` : "";
    find("news").textContent = `New from ${who}: ${last.title || last.text.slice(0, 100)}${more}`;
  }
  known = newest;
}

function markSeen() {
  if (!me) return;
  seen.look(me, view.messages, here);
  if (openThread) seen.look(me, view.messages, openThread);
  const self = view.people.find((one) => one.id === me);
  if (self && here === `dm:${me}`) seen.openLetters(self);
}

const news = (place) => view.messages.filter((one) => one.place === place.id && seen.isNew(one, me)).length;

// Going about

function be(person) {
  if (person === me) return showSide(false);
  if (here?.startsWith("dm:")) here = person ? `dm:${person}` : null;
  me = person;
  openThread = null;
  known = -1;
  heard = null;
  find("messages").replaceChildren();
  find("whispers").replaceChildren();
  notice("");
  listen();
  remember();
  showSide(false);
  return refresh();
}

function go(place) {
  here = place;
  openThread = null;
  remember();
  draw();
  toEnd(find("scroll"));
  showSide(false);
}

function enter(thread) {
  const firstNew = view.messages.find((one) => one.thread === thread && seen.isNew(one, me));
  openThread = thread;
  find("thread-messages").replaceChildren();
  draw();
  find("thread-title").focus();
  if (firstNew) find("thread-messages").querySelector(`[data-key="${firstNew.id}"]`).scrollIntoView();
}

function leaveThread() {
  const back = openThread;
  openThread = null;
  draw();
  document.querySelector(`#message-${back} [data-focus=thread]`)?.focus();
}

function remember() {
  const query = new URLSearchParams(Object.entries({ as: me, place: here }).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

function listen() {
  source?.close();
  source = me ? api.listen(me, soon) : null;
}

// Doing

// Names one press, so that a press that is sent twice is heard once.
const anew = () => crypto.randomUUID?.();

// Does it, and shows what came of it. True when it was done.
async function perform(deed, key) {
  notice("");
  try {
    const before = newestWhisper();
    const { whispers } = await api.act({ as: me, ...deed }, key);
    if (whispers.length) heard = before;
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
  const deed = command ? { command: text.trim(), place: here } : { say: text, place: here, thread };
  if (await perform(deed, anew())) {
    area.value = "";
    area.dispatchEvent(new Event("input"));
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
    const { played } = await api.play({ as: me, ...wish });
    if (played) heard = before;
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
composer("reply", "reply-text", () => openThread);
find("command").addEventListener("submit", async (event) => {
  event.preventDefault();
  const box = find("command-text");
  if (await perform({ command: `/lc ${box.value}`.trim(), place: here })) box.value = "";
});
for (const button of document.querySelectorAll("[data-command]")) {
  button.addEventListener("click", () => perform({ command: button.dataset.command, place: here }));
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
