// The form that somebody has open, in a dialog. What was typed is never thrown away unasked.

import { body, buttons } from "./cards.js";
import { find, grow, make, words } from "./dom.js";

const dialog = find("form");
let shown = null; // the form as the practice room last gave it
let does = null;

export function prepare(deeds) {
  does = deeds;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("close", () => shown && dialog.showModal());
}

// Shows `form`, or closes the dialog when there is none. The same form again changes nothing.
// `mine`: the story waits for this person, who may have it done for them.
export function show(form, mine) {
  if (JSON.stringify(form) !== JSON.stringify(shown)) redraw(form);
  if (form) dialog.querySelector(".mine").hidden = !mine;
}

function redraw(form) {
  shown = form;
  if (!form) {
    dialog.close();
    return;
  }
  dialog.replaceChildren(drawn(form));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  beginAt(form);
}

// A sentence about the form as a whole; the boxes keep what is in them.
export function complain(sentence) {
  const place = dialog.querySelector(".whole");
  place.textContent = sentence;
  place.focus();
  busy(false);
}

export const isOpen = () => shown !== null;

function drawn(form) {
  return make(
    "form",
    { method: "dialog", novalidate: true, on: { submit: send } },
    words(form.title, "h2", { id: "form-title", tabindex: "-1" }),
    ...body(form.intro),
    words(form.errors[""] ?? "", "p", { class: "whole", role: "alert", tabindex: "-1" }),
    ...form.fields.map((field) => fieldset(field, form.errors[field.name])),
    buttons(form, (button) => does.press(button, form)),
    make(
      "div",
      { class: "ends" },
      form.submit ? make("button", { type: "submit", class: "main", dir: "auto" }, form.submit) : null,
      make("button", { type: "button", dir: "auto", on: { click: leave } }, form.cancel),
      make(
        "p",
        { class: "mine", hidden: true },
        make("span", { class: "quiet" }, "Your turn in the story."),
        make("button", { type: "button", class: "plain", on: { click: hand } }, "Do it for me"),
      ),
    ),
  );
}

function beginAt(form) {
  const wrong = dialog.querySelector("[aria-invalid=true]");
  const whole = form.errors[""] && dialog.querySelector(".whole");
  const first = dialog.querySelector("input, textarea, select");
  (whole || wrong || first || dialog.querySelector("#form-title")).focus();
}

async function send(event) {
  event.preventDefault();
  if (dialog.querySelector("form").ariaBusy === "true") return;
  busy(true);
  await does.submit(shown, answers());
  busy(false);
}

function busy(yes) {
  const form = dialog.querySelector("form");
  if (form) form.ariaBusy = String(yes);
}

function answers() {
  const given = new FormData(dialog.querySelector("form"));
  const several = (field) => field.kind === "some_of" || field.kind === "people";
  return Object.fromEntries(
    shown.fields.map((field) => [
      field.name,
      several(field) ? given.getAll(field.name).filter(Boolean) : given.get(field.name) ?? "",
    ]),
  );
}

// A form that came back with mistakes shows what was typed as its own: it counts as changed.
const changed = () =>
  Object.keys(shown.errors ?? {}).length > 0 ||
  shown.fields.some((field) => {
    const now = answers()[field.name];
    return JSON.stringify(now) !== JSON.stringify(field.values ?? field.value);
  });

function leave() {
  const close = () => does.cancel(shown);
  if (changed()) ask("What you wrote has not been sent. Close it all the same?", "Close without sending", close);
  else close();
}

// Has the story's own words sent.
function hand() {
  if (changed()) ask("The story has its own words for this. Send those, and not yours?", "Send the story’s words", does.mine);
  else does.mine();
}

function ask(question, yes, deed) {
  dialog.querySelector(".sure")?.remove();
  const stay = () => {
    dialog.querySelector(".sure").remove();
    dialog.querySelector("input, textarea, select").focus();
  };
  const sure = make(
    "div",
    { class: "sure", role: "alert" },
    make("p", {}, question),
    make("button", { type: "button", on: { click: stay } }, "Keep writing"),
    make("button", { type: "button", class: "grave", on: { click: deed } }, yes),
  );
  dialog.querySelector(".ends").after(sure);
  sure.querySelector("button").focus();
}

// One field: its label, a hint, the box or choices, and what is wrong with it.

function fieldset(field, error) {
  const id = `field-${field.name}`;
  const told = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const common = {
    id,
    name: field.name,
    "aria-describedby": told || undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-required": field.required ? "true" : undefined,
  };
  const many = field.kind === "one_of" || field.kind === "some_of" || (field.kind === "people" && field.most > 1);
  const label = [words(field.label, "span"), field.required ? null : make("span", { class: "quiet" }, "if you like")];
  return make(
    many ? "fieldset" : "div",
    { class: error ? "field wrong" : "field", role: field.kind === "one_of" ? "radiogroup" : undefined,
      "aria-describedby": many ? told || undefined : undefined },
    many ? make("legend", {}, ...label) : make("label", { for: id }, ...label),
    field.hint ? words(field.hint, "p", { class: "hint", id: `${id}-hint` }) : null,
    error ? words(error, "p", { class: "error", id: `${id}-error` }) : null,
    many ? choices(field, common) : BOXES[field.kind](field, common),
  );
}

const BOXES = {
  line: (field, common) => counted(field, make("input", { type: "text", dir: "auto", autocomplete: "off", ...common, value: field.value })),
  lines: (field, common) => {
    const area = make("textarea", { rows: "3", dir: "auto", ...common });
    area.value = field.value;
    requestAnimationFrame(grow(area));
    return counted(field, area);
  },
  day: (field, common) => make("input", { type: "date", ...common, value: field.value }),
  people: (field, common) =>
    make(
      "select",
      common,
      make("option", { value: "" }, "Choose somebody"),
      ...field.choices.map((one) => make("option", { value: one.value, selected: field.values.includes(one.value) }, one.label)),
    ),
};

function choices(field, common) {
  const kind = field.kind === "one_of" ? "radio" : "checkbox";
  const chosen = field.values ?? [field.value];
  return make(
    "div",
    { class: field.kind === "people" ? "choices people-choices" : "choices" },
    ...field.choices.map((one, index) =>
      make(
        "label",
        {},
        make("input", {
          ...common,
          id: index ? `${common.id}-${index}` : common.id,
          "aria-required": undefined,
          type: kind,
          value: one.value,
          checked: chosen.includes(one.value),
        }),
        words(one.label, "span"),
      ),
    ),
  );
}

// How much room is left is told only when the last tenth is begun, and said aloud once then and once
// when it is too much. Nothing is ever cut off.
function counted(field, box) {
  const count = make("p", { class: "count quiet" });
  const aloud = make("p", { class: "unseen", role: "status" });
  let said = "";
  const tell = () => {
    const left = field.most - [...box.value].length;
    const words = left > field.most / 10 ? "" : room(left);
    const stage = words && (left < 0 ? "over" : "near");
    count.textContent = words;
    count.classList.toggle("over", left < 0);
    if (stage !== said) aloud.textContent = words;
    said = stage;
  };
  box.addEventListener("input", tell);
  queueMicrotask(tell);
  return make("div", {}, box, count, aloud);
}

function room(left) {
  const count = Math.abs(left).toLocaleString("en-GB");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return `${count} ${characters} ${left < 0 ? "too many" : "left"}`;
}
