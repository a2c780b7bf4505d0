// The first page: who is here, and who begins the story.

import { avatar } from "./cards.js";
import { find, keep, make, words } from "./dom.js";

const { turn, turnWords } = document.body.dataset;

export function show(everyone, choose) {
  const shown = everyone.map(({ id, name, role, blurb }, tone) => ({ id, name, role, blurb, tone }));
  keep(find("cast"), shown, (person) => person.id, (person) =>
    make(
      "li",
      {},
      make(
        "button",
        { type: "button", on: { click: () => choose(person.id) } },
        avatar(person, person.tone),
        make(
          "span",
          { class: "about" },
          make(
            "span",
            { class: "who" },
            words(person.name, "strong"),
            make("span", {}, person.role),
            person.id === turn ? make("span", { class: "badge" }, turnWords) : null,
          ),
          words(person.blurb, "span", { class: "blurb" }),
        ),
      ),
    ),
  );
}
