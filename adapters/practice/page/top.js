// The top of a place: who is there, what is pinned, and whether the bot has left.

import { card } from "./cards.js";
import { find, keep, make, words } from "./dom.js";

const GONE = "The bot has left this channel. It posts nothing here, and hears nothing. A command brings it back.";

export function drawTop(place, everyone, { press }) {
  drawPeople(place, everyone);
  find("pinned").hidden = !place.pinned.length;
  keep(find("pinned"), place.pinned, (one) => one.id, (one) => pinned(one, press));
  const gone = place.bot ? "" : GONE;
  if (find("bot-left").textContent !== gone) find("bot-left").textContent = gone;
}

function drawPeople({ kind, people = [], bot }, everyone) {
  const names = everyone.filter((one) => people.includes(one.id)).map((one) => one.name);
  find("here").hidden = kind !== "room";
  find("here-many").textContent = `${names.length} ${names.length === 1 ? "person" : "people"} here`;
  const shown = bot ? [...names, "Learning community (bot)"] : names;
  keep(find("here-list"), shown.map((name) => ({ name })), (one) => one.name, ({ name }) => words(name, "li"));
}

// Folded, so that it takes no room from the talk; a button like any other opens it.
function pinned(one, press) {
  const held = document.querySelector(`#pinned [data-key="${one.id}"]`);
  const title = words(one.title || one.text.slice(0, 80), "span");
  return make(
    "details",
    { open: held?.open ?? false },
    make("summary", { "data-focus": "summary" }, make("span", { class: "tag" }, "pinned"), " ", title),
    card(one.title ? { ...one, title: "" } : one, press),
  );
}
