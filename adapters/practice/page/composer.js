// A box to write in: it grows with what is written, keeps it, and Enter sends it.

import { find, grow, once } from "./dom.js";
import * as drafts from "./drafts.js";

export function composer(formId, areaId, send) {
  const [form, area] = [find(formId), find(areaId)];
  grow(area);
  area.addEventListener("input", () => drafts.keep(area));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form.querySelector("[type=submit]"), () => send(area));
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
