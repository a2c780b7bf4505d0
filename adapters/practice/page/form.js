// The form that somebody has open, in a dialog. What was typed is never thrown away unasked.

import { body, buttons } from "./cards.js";
import { find, make, words } from "./dom.js";
import { fieldset, given, mend, several } from "./fields.js";
import { comeBack, whereabouts } from "./focus.js";
import { now } from "./now.js";
import * as store from "./store.js";

const ELSEWHERE =
  "This was sent or closed in another window. Your words are still here: copy what you want to keep.";

const dialog = find("form");
let shown = null; // the form as the practice room last gave it
let next = { form: null, mine: false }; // what is to be shown
let acting = false; // something done here is on its way, and what comes of it is no surprise
let stranded = false; // the form is gone, and its words are still here
let from = null; // where the keyboard was when it opened
let stay = null; // goes on writing, where it has been asked whether to
let does = null;

export function prepare(deeds) {
  does = deeds;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    escape();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault(); // a browser that is asked twice closes the dialog without a word
    escape();
  });
  dialog.addEventListener("close", () => shown && dialog.showModal());
}

const escape = () => (stay ? stay() : leave());

// Shows `form`, or closes the dialog when there is none. The same form again changes nothing.
// `mine`: what the story waits for is done in this form, and may be done for this person.
export function show(form, mine) {
  next = { form, mine };
  if (!acting && !stranded) settle();
}

function settle() {
  const { form, mine } = next;
  if (shown && form?.id !== shown.id && changed()) strand();
  else if (JSON.stringify(form) !== JSON.stringify(shown)) redraw(form);
  else keepOnly(form);
  if (form && !stranded) dialog.querySelector(".mine").hidden = !mine;
}

// Does it, holding the form meanwhile. What could not be done leaves every word where it is.
async function act(deed) {
  if (acting) return;
  acting = true;
  busy(true);
  const done = await deed();
  acting = false;
  busy(false);
  if (done) redraw(next.form);
  settle();
}

function redraw(form) {
  shown = form;
  stranded = false;
  stay = null;
  keepOnly(form);
  if (!form) {
    dialog.close();
    dialog.replaceChildren();
    if (from) comeBack(from);
    from = null;
    return;
  }
  from ??= whereabouts();
  dialog.replaceChildren(drawn(asTyped(form)));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  beginAt(form);
}

// A sentence about the form as a whole; the boxes keep what is in them.
export function complain(sentence) {
  const place = dialog.querySelector(".whole");
  place.textContent = sentence;
  place.focus();
}

// What was said is so no more.
export function unsay(sentence) {
  const place = dialog.querySelector(".whole");
  if (place?.textContent === sentence) place.textContent = "";
}

// Somebody was writing while the form was sent or closed in another window.
function strand() {
  stranded = true;
  complain(ELSEWHERE);
  for (const box of dialog.querySelectorAll("input, textarea")) box.readOnly = true;
  dialog.querySelector(".buttons")?.remove();
  dialog.querySelector(".ends").replaceChildren(make("button", { type: "button", on: { click: leave } }, "Close"));
}

// Drafts

const draftOf = (form) => `form ${now.me} ${form?.id}`;
const keepOnly = (form) => store.forget(`form ${now.me} `, draftOf(form));

function asTyped(form) {
  const typed = store.get(draftOf(form)) ?? {};
  const fields = form.fields.map((field) =>
    field.name in typed ? { ...field, [several(field) ? "values" : "value"]: typed[field.name] } : field,
  );
  return { ...form, fields, errors: stillWrong(form, typed) };
}

// What was said about a box is no longer so when something else has been written in it since.
function stillWrong(form, typed) {
  const mended = form.fields.filter((field) => field.name in typed && !same(typed[field.name], given(field)));
  const names = mended.map((field) => field.name);
  return Object.fromEntries(Object.entries(form.errors).filter(([name]) => !names.includes(name)));
}

export const isOpen = () => shown !== null;

function drawn(form) {
  return make(
    "form",
    { method: "dialog", novalidate: true, on: { submit: send, input: written } },
    words(form.title, "h2", { id: "form-title", tabindex: "-1" }),
    ...body(form.intro),
    words(form.errors[""] ?? "", "p", { class: "whole", role: "alert", tabindex: "-1" }),
    ...form.fields.map((field) => fieldset(field, form.errors[field.name])),
    buttons(form, (button) => leaveFor(() => does.press(button, form))),
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

function send(event) {
  event.preventDefault();
  if (!stranded) act(submit);
}

// A form that comes back shows what was sent, unless more has been written since.
async function submit() {
  const sent = answers();
  const done = await does.submit(shown, sent);
  if (done && same(sent, answers())) store.set(draftOf(shown), undefined);
  return done;
}

function written({ target }) {
  store.set(draftOf(shown), differs() ? answers() : undefined);
  const field = target.closest(".wrong");
  if (field) mend(field);
}

function busy(yes) {
  const form = dialog.querySelector("form");
  if (form) form.ariaBusy = String(yes);
}

function answers() {
  const data = new FormData(dialog.querySelector("form"));
  return Object.fromEntries(
    shown.fields.map((field) => [
      field.name,
      several(field) ? data.getAll(field.name).filter(Boolean) : data.get(field.name) ?? "",
    ]),
  );
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const differs = () => shown.fields.some((field) => !same(answers()[field.name], given(field)));

// A form that came back with mistakes shows what was typed as its own: it counts as changed.
const changed = () => Object.keys(shown.errors).length > 0 || differs();

function leave() {
  const close = () => (stranded ? redraw(next.form) : act(() => does.cancel(shown)));
  if (changed()) ask("What you wrote has not been sent. Close it all the same?", "Close without sending", close);
  else close();
}

// A button of the form may lead to another page; what is in the boxes does not come with it.
function leaveFor(deed) {
  const go = () => act(deed);
  if (differs()) ask("What you wrote has not been sent. Go on without it?", "Go on without sending", go);
  else go();
}

// Has the story's own words sent.
function hand() {
  if (changed()) ask("The story has its own words for this. Send those, and not yours?", "Send the story’s words", mine);
  else mine();
}

const mine = () => act(() => does.mine());

function ask(question, yes, deed) {
  stay?.();
  const writing = document.activeElement;
  stay = () => {
    stay = null;
    sure.remove();
    writing.focus();
  };
  const sure = make(
    "div",
    { class: "sure", role: "alert" },
    make("p", {}, question),
    make("button", { type: "button", on: { click: () => stay() } }, "Keep writing"),
    make("button", { type: "button", class: "grave", on: { click: deed } }, yes),
  );
  dialog.querySelector(".ends").after(sure);
  sure.querySelector("button").focus();
}
