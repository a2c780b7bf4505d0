// Where the keyboard is. What has it may be drawn anew or go away, and nobody is left nowhere.

export function lost() {
  const has = document.activeElement;
  return !has || has === document.body || !has.getClientRects().length || has.matches(":disabled");
}

// Where the keyboard is, told so that it holds when the page is drawn anew.
export function whereabouts() {
  const has = document.activeElement;
  const line = has.closest("[data-key]");
  const list = line?.parentElement;
  return { has, name: has.dataset.focus, key: line?.dataset.key, list, at: list && [...list.children].indexOf(line) };
}

// Back there, or as near to it as can be. Whoever has the keyboard somewhere keeps it there.
export function comeBack({ has, name, key, list, at }) {
  if (lost() && has.isConnected) has.focus();
  if (!lost()) return;
  const lines = [...(list?.children ?? [])];
  const line = lines.find((one) => one.dataset.key === key) ?? lines[Math.min(at, lines.length - 1)];
  const again = name && line?.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  rest(again || line?.querySelector("article, summary, button") || line || document.getElementById("place-title"));
}

// What can't have the keyboard by itself has it until it goes on.
function rest(element) {
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus();
}
