// A box to write in: it grows with what is written, and Enter sends it.

import { find, grow } from "./dom.js";

export function composer(formId, areaId, send) {
  const area = find(areaId);
  grow(area);
  find(formId).addEventListener("submit", (event) => {
    event.preventDefault();
    send(area);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find(formId).requestSubmit();
  });
}
