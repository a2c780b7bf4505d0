// The top of a place: what is pinned there, and whether the bot has left.

import { card } from "./cards.js";
import { find, keep, make, words } from "./dom.js";

const GONE = "The bot has left this channel. It posts nothing here, and hears nothing. A command brings it back.";

export function drawTop(place, { press }) {
  find("pinned").hidden = !place.pinned.length;
  keep(find("pinned"), place.pinned, (one) => one.id, (one) => pinned(one, press));
  const gone = place.bot ? "" : GONE;
  if (find("bot-left").textContent !== gone) find("bot-left").textContent = gone;
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
