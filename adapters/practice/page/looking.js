// What the room looks like now: asked for again whenever there is news, and drawn.

import * as api from "./api.js";
import { find } from "./dom.js";
import * as drafts from "./drafts.js";
import { drawPlace } from "./drawing.js";
import * as form from "./form.js";
import { answered, isAway, note, notice } from "./notice.js";
import { now } from "./now.js";
import * as seen from "./seen.js";
import * as side from "./side.js";
import * as welcome from "./welcome.js";

let hands = {}; // what the buttons that are drawn do

export function prepare(given) {
  hands = given;
}

let source = null;
let asking = 0;
let looking = null;

// When it has come to its end, what is new has been drawn.
export function refresh() {
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
    if (!isAway(refused) && asked && turn === asking && !now.view.people.length) hands.be(null);
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

export function draw() {
  if (!now.view.places.some((place) => place.id === now.here)) {
    now.here = now.view.places[0]?.id ?? null;
    drafts.bring();
  }
  if (now.me) seen.lookAt(now);
  side.people(now.view.people, now.me, hands.be);
  side.doors(now.view, now.me, hands);
  side.places(now.view.places, now.here, (place) => seen.newIn(place, now), hands.go);
  side.clock(now.view.now);
  side.script(now.view.script);
  find("welcome").hidden = Boolean(now.me);
  find("place").hidden = !now.me;
  document.body.classList.toggle("at-welcome", !now.me);
  if (now.me) drawPlace(hands);
  else welcome.show(now.view.people, hands.be);
  form.show(now.view.form, now.view.script?.in_form);
}

export function listen() {
  source?.close();
  source = now.me ? api.listen(now.me, soon) : null;
}
