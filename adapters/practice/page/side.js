// Who you are, where you are, the clock, and the story that others play.

import { avatar } from "./cards.js";
import { find, keep, make, words } from "./dom.js";
import { lost } from "./focus.js";
import { hasLetters } from "./seen.js";
import { day, instant, isoDay, time } from "./when.js";

export function people(everyone, me, choose) {
  const shown = everyone.map((person, tone) => ({
    ...person, tone, me: person.id === me, fresh: person.id !== me && hasLetters(person), letters: 0,
  }));
  keep(find("people"), shown, (person) => person.id, (person) =>
    make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          "aria-current": person.me ? "true" : undefined,
          "data-focus": person.id,
          title: person.blurb,
          on: { click: () => choose(person.id) },
        },
        avatar(person, person.tone),
        make("span", { class: "who" }, words(person.name, "strong"), make("span", {}, person.role)),
        person.fresh ? make("span", { class: "dot" }, make("span", { class: "unseen" }, "has a new message")) : null,
      ),
    ),
  );
}

// Anybody can be let into a channel, and can leave it again: also somebody who was not invited.
export function doors({ people: everyone, channels, may_make: more }, me, { walk, makeChannel }) {
  const person = everyone.find((one) => one.id === me);
  const known = person ? channels : [];
  const all = known.map((one) => ({ ...one, inside: person.channels.includes(one.id), alone: known.length === 1 }));
  const shown = person && more ? [...all, { id: "new" }] : all;
  keep(find("doors"), shown, (one) => one.id, (one) =>
    one.id === "new" ? door(one, "Make a new channel", makeChannel) : door(one, doorLabel(one), () => walk(one)));
}

const doorLabel = ({ name, inside, alone }) => `${inside ? "Leave" : "Walk into"} ${alone ? "the channel" : name}`;

const door = ({ id }, label, open) =>
  make("li", {}, make("button", { type: "button", class: "plain", "data-focus": id, on: { click: open } }, label));

export function places(all, here, fresh, go) {
  const shown = all.map((place) => ({ ...place, here: place.id === here, fresh: fresh(place) }));
  keep(find("places"), shown, (place) => place.id, (place) =>
    make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          class: place.kind,
          "aria-current": place.here ? "page" : undefined,
          "data-focus": place.id,
          on: { click: () => go(place.id) },
        },
        words(place.name, "span"),
        place.fresh ? make("span", { class: "badge" }, String(place.fresh), make("span", {}, " new")) : null,
      ),
    ),
  );
}

export function clock(now) {
  find("now").dateTime = now;
  find("now-time").textContent = time(now);
  find("now-day").textContent = day(now);
  const date = find("to-date").elements.day;
  date.min = isoDay(now);
  date.value ||= isoDay(now);
}

export function prepareClock(move) {
  for (const button of document.querySelectorAll("[data-to]")) {
    button.addEventListener("click", () => move({ to: button.dataset.to }));
  }
  for (const button of document.querySelectorAll("[data-by]")) {
    button.addEventListener("click", () => move({ by: button.dataset.by }));
  }
  find("to-date").addEventListener("submit", (event) => {
    event.preventDefault();
    const { day: date, time: hour } = event.target.elements;
    move({ to: instant(date.value, hour.value) });
  });
}

// What the clock has brought, and to whom: it may all be somebody else's.
export function rang({ rang: count, news }, { people, places }, me) {
  const happened = count === 1 ? "One thing happened on the way." : `${count} things happened on the way.`;
  const said = told(news, people, places.map((one) => one.id), me);
  if (count) find("rang").textContent = `${happened} ${said}`;
  else find("rang").textContent = Object.keys(news).length ? said : "Nothing happened on the way.";
}

function told(news, people, mine, me) {
  const forMe = mine.reduce((sum, place) => sum + (news[place] ?? 0), 0);
  const others = people.filter((one) => one.id !== me && news[`dm:${one.id}`]).map((one) => one.name);
  if (forMe) return forMe === 1 ? "One new message for you." : `${forMe} new messages for you.`;
  if (others.length) return `The bot wrote to ${others.length > 2 ? `${others.length} others` : others.join(" and ")}.`;
  return Object.keys(news).length ? "The bot wrote to the others." : "Nothing new was said.";
}

export function script(story) {
  const held = find("play").contains(document.activeElement);
  find("play").hidden = !story;
  if (!story) return;
  find("turn").textContent = story.turn;
  find("play-others").disabled = story.done || story.left;
  find("play-mine").hidden = !story.mine;
  find("play-pass").hidden = !story.stuck;
  if (held && lost()) (find("play").querySelector("button:not([hidden], :disabled)") ?? find("place-title")).focus();
}
