// Making pieces of the page. Words are always set as text: nobody's words are read as HTML.

import { comeBack, whereabouts } from "./focus.js";

export const find = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") listen(element, value);
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function listen(element, handlers) {
  for (const [event, handler] of Object.entries(handlers)) element.addEventListener(event, handler);
}

// Right-to-left words stand in their own direction and can't turn the page round.
export const words = (text, name = "p", attributes = {}) =>
  make(name, { dir: "auto", ...attributes }, text);

// Brings a list in line with `things`, touching only what has changed, so that focus stays.
export function keep(list, things, keyOf, draw) {
  const held = list.contains(document.activeElement) ? whereabouts() : null;
  const before = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let place = list.firstElementChild;
  for (const thing of things) {
    const key = keyOf(thing);
    const looks = JSON.stringify(thing);
    let child = before.get(key);
    before.delete(key);
    if (child && child.dataset.looks !== looks) {
      const fresh = draw(thing);
      if (place === child) place = fresh;
      child.replaceWith(fresh);
      child = fresh;
    }
    child ??= draw(thing);
    child.dataset.key = key;
    child.dataset.looks = looks;
    if (child === place) place = place.nextElementSibling;
    else list.insertBefore(child, place);
  }
  before.forEach((child) => child.remove());
  if (held) comeBack(held);
}

// A second press while the first is on its way is not another press.
export async function once(button, deed) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await deed();
  } finally {
    button.ariaBusy = "false";
  }
}

export function grow(area) {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 260)}px`;
  };
  area.addEventListener("input", fit);
  return fit;
}
