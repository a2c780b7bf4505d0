// One field of a form: its label, a hint, the box or choices, and what is wrong with it.

import { grow, make, words } from "./dom.js";

export const several = (field) => field.kind === "some_of" || field.kind === "people";
export const given = (field) => field.values ?? field.value;

export function fieldset(field, error) {
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
  const beside = make("span", { class: "quiet" }, field.beside || "if you like");
  const label = [words(field.label, "span"), ...(field.required ? [] : [" ", beside])]; // read aloud, they are one name
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

// What was wrong with it has been seen to: it has been changed.
export function mend(field) {
  const error = field.querySelector(".error");
  field.classList.remove("wrong");
  for (const one of [field, ...field.querySelectorAll("*")]) {
    one.removeAttribute("aria-invalid");
    if (one.getAttribute("aria-describedby")?.includes(error.id)) {
      one.setAttribute("aria-describedby", one.getAttribute("aria-describedby").replace(error.id, "").trim());
    }
  }
  error.remove();
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

const FEW = 10; // characters in a box for a time, a number: what is too much is told, and no more

// How much room is left is told to whoever is writing, when the last tenth is begun, and said aloud once
// then and once when it is too much. Nothing is ever cut off.
function counted(field, box) {
  const count = make("p", { class: "count quiet" });
  const aloud = make("p", { class: "unseen", role: "status" });
  let said = "";
  const near = field.most < FEW ? -1 : field.most / 10;
  const tell = () => {
    const left = field.most - [...box.value].length;
    const words = left > near ? "" : room(left);
    const stage = words && (left < 0 ? "over" : "near");
    count.textContent = words;
    count.classList.toggle("over", left < 0);
    if (stage !== said) aloud.textContent = words;
    said = stage;
  };
  box.addEventListener("input", tell);
  return make("div", {}, box, count, aloud);
}

function room(left) {
  const count = Math.abs(left).toLocaleString("en-GB");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return `${count} ${characters} ${left < 0 ? "too many" : "left"}`;
}
