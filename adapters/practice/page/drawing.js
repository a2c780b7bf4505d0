// Drawing the place somebody is in: its messages, with the whispers among them, and the open thread.

import { dayLine, message, whisper } from "./cards.js";
import { drawTop } from "./top.js";
import { find, keep, make } from "./dom.js";
import { now } from "./now.js";
import * as seen from "./seen.js";
import { isoDay, shortDay, time } from "./when.js";

// `deeds`: what can be done to what is drawn: press, dismiss, enter.
export function drawPlace(deeds) {
  const place = now.view.places.find((one) => one.id === now.here);
  const stay = stayAtEnd(find("scroll"));
  const self = now.view.people.find((one) => one.id === now.me);
  find("place-title").textContent = place.name;
  find("you").textContent = `You are ${self.name}, ${self.role}`;
  document.title = `${place.name}, as ${self.name} · Practice room`;
  find("say-label").textContent = place.kind === "room" ? "Everybody in the channel sees this" : "Only the bot sees this";
  drawTop(place, now.view.people, deeds);
  drawMessages(place, deeds);
  drawThread(deeds);
  stay();
  reveal();
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
  const lines = withWhispers(top.map((one) => ({ ...one, ...threadOf(one) })), null);
  drawLines(find("messages"), lines, { ...deeds, thread: (one) => intoThread(one, deeds) });
  find("earlier").hidden = !place.earlier;
  find("empty").hidden = lines.length > 0;
  find("empty").textContent = place.kind === "room" ? "Nothing has been said here yet." : "The bot has not written to you yet.";
}

function drawLines(list, lines, deeds) {
  const entry = { people: now.view.people, ...deeds };
  keep(list, byDay(lines), keyOf, (one) =>
    one.day ? dayLine(one.at) : seen.isWhisper(one) ? whisper(one, deeds) : message(one, entry));
}

// Whispers stand where they were said: after the newest message there was. What is whispered again in
// the same words takes the place of what was whispered before.
function withWhispers(messages, corner) {
  const here = now.view.whispers.filter((one) => one.place === now.here && (now.corners.get(one.id) ?? null) === corner);
  const last = here.filter((one, index) => !here.slice(index + 1).some((later) => sameWords(one, later)));
  const stands = (one) => (seen.isWhisper(one) ? Number(one.after?.slice(1) ?? 0) + 0.5 : seen.number(one));
  return [...messages, ...last].sort((one, other) => stands(one) - stands(other));
}

const sameWords = (one, other) => one.title === other.title && one.text === other.text;

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
  if (now.here.startsWith("dm:") && !one.replies) return null;
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

function drawThread(deeds) {
  const top = now.view.messages.find((one) => one.id === now.thread && one.place === now.here);
  find("thread").hidden = !top;
  document.body.classList.toggle("in-thread", Boolean(top));
  if (!top) {
    now.thread = null;
    return;
  }
  const stay = stayAtEnd(find("thread-scroll"));
  const shown = now.view.messages.filter((one) => one === top || one.thread === top.id);
  drawLines(find("thread-messages"), withWhispers(shown, top.id), { press: deeds.press, dismiss: deeds.dismiss });
  stay();
}

// Whoever has just been whispered to is shown it, also when they were looking further back.
function reveal() {
  const fresh = now.view.whispers.filter((one) => seen.number(one) > now.seek);
  const line = fresh.length && document.querySelector(`[data-key="${fresh.at(-1).id}"]`);
  if (!line) return;
  now.seek = Infinity;
  const tall = line.offsetHeight > line.closest(".scroll").clientHeight;
  line.scrollIntoView({ block: tall ? "start" : "nearest" });
}

const newest = (all) => Math.max(0, ...all.map(seen.number));

export const newestWhisper = () => newest(now.view.whispers);

function announce() {
  const { messages, whispers, people } = now.view;
  const before = now.known;
  now.known = { message: newest(messages), whisper: newest(whispers) };
  if (!before) return;
  const fresh = [
    ...messages.filter((one) => seen.number(one) > before.message && one.from !== now.me),
    ...whispers.filter((one) => seen.number(one) > before.whisper),
  ];
  if (!fresh.length) return;
  const last = fresh.at(-1);
  const who = people.find((one) => one.id === last.from)?.name ?? "Learning community";
  const begins = seen.isWhisper(last) ? "Only you can see this" : `New from ${who}`;
  const more = fresh.length > 1 ? `, and ${fresh.length - 1} more` : "";
  find("news").textContent = `${begins}: ${last.title || last.text.slice(0, 100)}${more}`;
}
