// Drawing what stands in a place: messages, cards, and whispers among them.

import { make, words } from "./dom.js";
import { day, shortDay, time } from "./when.js";

export function avatar(person, tone) {
  const initials = person ? person.name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("") : "";
  const look = person ? `avatar tone-${tone}` : "avatar bot";
  return make("span", { class: look, "aria-hidden": "true" }, initials);
}

export function dayLine(at) {
  return make("li", { class: "day" }, make("span", {}, day(at)));
}

// One message with its author, its words or its card, and the way into its thread.
export function message(one, { people, press, thread }) {
  const tone = people.findIndex((person) => person.id === one.from);
  const author = people[tone];
  const name = author?.name ?? "Learning community";
  return make(
    "li",
    { class: author ? "message" : "message from-bot", id: `message-${one.id}` },
    avatar(author, tone),
    make(
      "article",
      { "aria-label": `${name}, ${shortDay(one.at)} ${time(one.at)}` },
      make(
        "p",
        { class: "by" },
        words(name, "strong"),
        author ? null : make("span", { class: "tag" }, "bot"),
        make("time", { datetime: one.at, title: `${day(one.at)}, ${time(one.at)}` }, time(one.at)),
        one.revised ? make("span", { class: "quiet" }, "changed") : null,
      ),
      author ? words(one.text, "p", { class: "said" }) : card(one, press),
      thread ? thread(one) : null,
    ),
  );
}

export function card(view, press) {
  return make(
    "div",
    { class: "card" },
    view.title ? words(view.title, "h3") : null,
    ...body(view.body),
    buttons(view, press),
  );
}

export const body = (elements) => elements.map((one) => DRAWN[one.kind](one));

const DRAWN = {
  text: ({ text }) => words(text, "p", { class: "text" }),
  quote: ({ text, who }) =>
    make(
      "figure",
      { class: "quote" },
      make("blockquote", {}, words(text)),
      who ? words(who, "figcaption") : null,
    ),
  points: ({ lines }) => {
    // Lines that bring their own numbers need no other mark.
    const numbered = lines.every((line, at) => line.startsWith(`${at + 1}. `));
    const drawn = lines.map((line) => words(line, "li"));
    return make("ul", { class: numbered ? "points numbered" : "points" }, ...drawn);
  },
  facts: ({ pairs }) =>
    make(
      "dl",
      { class: "facts" },
      ...pairs.map(([label, what]) => make("div", {}, words(label, "dt"), words(what, "dd"))),
    ),
  moment: ({ label, text }) =>
    make("p", { class: "moment" }, words(label, "span"), words(text, "strong")),
  tally: ({ bars }) => make("ul", { class: "tally" }, ...bars.map(bar)),
};

// The bar only says again what the words say.
function bar({ label, words: said, percent }) {
  const length = make("span");
  length.style.width = `${percent}%`;
  const drawn = make("span", { class: "bar", "aria-hidden": "true" }, length);
  return make("li", {}, words(label, "span"), " ", words(said, "strong"), drawn);
}

export function buttons(view, press) {
  if (!view.buttons.length) return null;
  return make(
    "div",
    { class: "buttons" },
    ...view.buttons.map((button) =>
      make(
        "button",
        {
          type: "button",
          class: button.weight,
          dir: "auto",
          "data-focus": button.id,
          "aria-haspopup": button.asks ? "dialog" : undefined,
          on: { click: (event) => press(button, view, event.currentTarget) },
        },
        button.label,
      ),
    ),
  );
}

export function whisper(one, { press, dismiss }) {
  return make(
    "li",
    { class: "message from-bot" },
    avatar(null),
    make(
      "article",
      { class: "whisper", "aria-label": `Only you can see this, ${shortDay(one.at)} ${time(one.at)}` },
      make(
        "p",
        { class: "by" },
        make("span", { class: "only-you" }, "Only you can see this"),
        make("time", { datetime: one.at }, time(one.at)),
        make("button", { type: "button", class: "plain", on: { click: () => dismiss(one) } }, "Dismiss"),
      ),
      card(one, press),
    ),
  );
}
