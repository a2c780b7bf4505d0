// The practice room's page: what is pressed or typed, and who answers it.

import { composer } from "./composer.js";
import { makeChannel, move, perform, play, press, pressOn, run, runTyped, send, walk } from "./doing.js";
import { find, once } from "./dom.js";
import * as drafts from "./drafts.js";
import * as form from "./form.js";
import { be, enter, go, leaveThread, lookBack, showSide } from "./going.js";
import { listen, prepare, refresh } from "./looking.js";
import { now } from "./now.js";
import * as side from "./side.js";

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
find("play-others").addEventListener("click", () => play({}));
find("play-mine").addEventListener("click", () => play({ mine: true }));
find("play-pass").addEventListener("click", () => play({ pass: true }));
side.prepareClock(move);
prepare({ be, go, enter, walk, makeChannel, press: pressOn, dismiss: (one) => perform({ dismiss: one.id }) });
form.prepare({
  press,
  submit: (open, answers) => perform({ submit: open.id, answers }),
  cancel: (open) => perform({ cancel: open.id }),
  mine: () => play({ mine: true }),
});
drafts.bring();
listen();
refresh();
