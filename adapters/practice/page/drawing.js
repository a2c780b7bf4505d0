// Drawing the place somebody is in: its messages, the open thread, whispers.

import { dayLine, message, whisper } from "./cards.js";
import { find, keep, make } from "./dom.js";
import { now } from "./now.js";
import * as seen from "./seen.js";
import { isoDay, shortDay, time } from "./when.js";

const WHISPERS_SHOWN = 2;
const WHISPERS_LAST = 3_600_000; // milliseconds of the community's time

// `deeds`: what can be done to what is drawn: press, dismiss, enter.
export function drawPlace(deeds) {
  const place = now.view.places.find((one) => one.id === now.here);
  const stay = stayAtEnd(find("scroll"));
  const self = now.view.people.find((one) => one.id === now.me);
  find("place-title").textContent = place.name;
  find("you").textContent = `You are ${self.name}, ${self.role}`;
  document.title = `${place.name}, as ${self.name} · Practice room`;
  find("say-label").textContent = place.kind === "room" ? "Everybody in the channel sees this" : "Only the bot sees this";
  drawMessages(place, deeds);
  drawThread(deeds);
  drawWhispers(deeds);
  stay();
  announce();
}

// Whoever is reading the newest goes on reading the newest; whoever looks back is left in peace.
function stayAtEnd(scroll) {
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  return () => atEnd && toEnd(scroll);
}

export const toEnd = (scroll) => { scroll.scrollTop = scroll.scrollHeight; };

function drawMessages(place, deeds) {
  const top = now.view.messages.filter((one) => one.place === now.here && !one.thread);
  const lines = byDay(top.map((one) => ({ ...one, ...threadOf(one) })));
  const entry = { people: now.view.people, press: deeds.press, thread: (one) => intoThread(one, deeds) };
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

const keyOf = (line) => (line.day ? `${now.here} ${line.day}` : line.id);

function threadOf(one) {
  const replies = now.view.messages.filter((reply) => reply.thread === one.id);
  const fresh = replies.filter((reply) => seen.isNew(reply, now.me)).length;
  return { replies: replies.length, last: replies.at(-1)?.at, fresh, open: now.thread === one.id };
}

function intoThread(one, { enter }) {
  if (now.here !== "room" && !one.replies) return null;
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

function drawThread({ press }) {
  const top = now.view.messages.find((one) => one.id === now.thread && one.place === now.here);
  find("thread").hidden = !top;
  document.body.classList.toggle("in-thread", Boolean(top));
  if (!top) {
    now.thread = null;
    return;
  }
  const stay = stayAtEnd(find("thread-scroll"));
  const shown = now.view.messages.filter((one) => one === top || one.thread === top.id);
  const entry = { people: now.view.people, press };
  keep(find("thread-messages"), byDay(shown), keyOf, (one) => (one.day ? dayLine(one.at) : message(one, entry)));
  stay();
}

function drawWhispers({ press, dismiss }) {
  now.heard ??= newestWhisper() - 1;
  const lasting = (one) => seen.number(one) > now.heard && Date.parse(now.view.now) - Date.parse(one.at) < WHISPERS_LAST;
  const latest = now.view.whispers.filter(lasting).slice(-WHISPERS_SHOWN);
  keep(find("whispers"), latest, (one) => one.id, (one) => whisper(one, { press, dismiss }));
}

export const newestWhisper = () => Math.max(0, ...now.view.whispers.map(seen.number));

function announce() {
  const newest = Math.max(0, ...now.view.messages.map(seen.number));
  const fresh = now.view.messages.filter((one) => seen.number(one) > now.known && one.from !== now.me);
  if (now.known >= 0 && fresh.length) {
    const last = fresh.at(-1);
    const who = now.view.people.find((one) => one.id === last.from)?.name ?? "Learning community";
    const more = fresh.length > 1 ? `, and ${fresh.length - 1} more` : "";
    find("news").textContent = `New from ${who}: ${last.title || last.text.slice(0, 100)}${more}`;
  }
  now.known = newest;
}
