// Draws the page's blocks as Slack's client does. The library draws blocks; what stands around them in Slack
// (a message's head, a modal's frame) is drawn here.

import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Message } from "slack-blocks-to-jsx";

const NAME = "Learning community";
const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1f4e5f"/>` +
      `<circle cx="12" cy="14" r="4" fill="#fff"/><circle cx="24" cy="14" r="4" fill="#fff"/><circle cx="18" cy="24" r="4" fill="#fff"/></svg>`,
  );

function Blocks({ blocks, theme, users }) {
  return (
    <Message
      blocks={blocks.map(asDrawn)}
      logo={LOGO}
      name={NAME}
      theme={theme}
      data={{ users }}
      withoutWrapper
    />
  );
}

// What Slack does itself, and the library leaves out: dates in rich text, and what stands behind a label.
function asDrawn(one) {
  if (Array.isArray(one)) return one.map(asDrawn);
  if (one === null || typeof one !== "object") return one;
  if (one.type === "date") return { type: "text", text: one.fallback };
  const drawn = Object.fromEntries(Object.entries(one).map(([name, value]) => [name, asDrawn(value)]));
  if (one.type === "input" && one.optional) drawn.label.text += " (optional)";
  return drawn;
}

function Said({ one, theme, users }) {
  return (
    <article className="said">
      <img src={LOGO} alt="" />
      <div>
        <p className="head">
          <b>{NAME}</b> <span className="app">APP</span> <span className="time">10:00</span>
        </p>
        {one.whispered && <p className="only">Only visible to you</p>}
        <Blocks blocks={one.blocks} theme={theme} users={users} />
      </div>
    </article>
  );
}

function Modal({ one, theme, users }) {
  const { view } = one;
  return (
    <article className="modal">
      <header>
        <img src={LOGO} alt="" />
        <h1>{view.title.text}</h1>
        <span aria-hidden="true">✕</span>
      </header>
      <div className="inside">
        <Blocks blocks={view.blocks} theme={theme} users={users} />
      </div>
      <footer>
        <button className="close">{view.close?.text ?? "Cancel"}</button>
        {view.submit && <button className="submit">{view.submit.text}</button>}
      </footer>
    </article>
  );
}

function One({ one, theme, users }) {
  const Shape = one.view && one.view.type === "modal" ? Modal : Said;
  return (
    <section className="one" id={one.id}>
      <p className="number">{one.id}</p>
      <Shape one={one.view ? { ...one, blocks: one.view.blocks } : one} theme={theme} users={users} />
    </section>
  );
}

const roots = new Map();

// A box for one line is as high as one line.
function lowered(place, some) {
  const boxes = some.flatMap((one) => one.view?.blocks ?? []).map((block) => block.element);
  const typed = boxes.filter((element) => element?.type === "plain_text_input");
  place.querySelectorAll("textarea").forEach((box, number) => {
    box.classList.toggle("line", !typed[number]?.multiline);
  });
}

window.draw = (some, theme, users) => {
  document.documentElement.dataset.theme = theme;
  const place = document.getElementById("place");
  if (!roots.has(place)) roots.set(place, createRoot(place));
  flushSync(() =>
    roots.get(place).render(some.map((one) => <One key={one.id} one={one} theme={theme} users={users} />)),
  );
  lowered(place, some);
};
