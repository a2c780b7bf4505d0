// Draws cards with Microsoft's own library, in the colours and sizes that Teams gives it. What stands around them
// (a message's head, a dialog's frame) is drawn here.

import { Action, AdaptiveCard, HostConfig, SerializationContext, Versions } from "adaptivecards";
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt();
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

const INKS = {
  light: { default: ["#242424", "#616161"], accent: ["#5b5fc7", "#7f85f5"], attention: ["#c4314b", "#c4314b"], ground: "#ffffff", emphasis: "#f9f8f7" },
  dark: { default: ["#ffffff", "#adadad"], accent: ["#7f85f5", "#9ea2ff"], attention: ["#f9526b", "#f9526b"], ground: "#292929", emphasis: "#242424" },
};

function config(theme) {
  const inks = INKS[theme];
  const ink = ([usual, subtle]) => ({ default: usual, subtle });
  const style = (ground) => ({
    backgroundColor: ground,
    foregroundColors: Object.fromEntries(["default", "accent", "attention"].map((name) => [name, ink(inks[name])])),
  });
  const sizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
  return new HostConfig({
    fontFamily: '"Segoe UI", "Liberation Sans", Arial, sans-serif',
    fontSizes: sizes,
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme === "light" ? "#d1d1d1" : "#666666" },
    containerStyles: { default: style(inks.ground), emphasis: style(inks.emphasis) },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 8, style: "emphasis" } },
    inputs: { label: { inputSpacing: "small", requiredInputs: { suffix: " *", suffixColor: "attention", weight: "bolder" }, optionalInputs: { weight: "bolder" } }, errorMessage: { color: "attention", weight: "bolder" } },
  });
}

// Everything that the library's own reading of it finds wrong.
function parsed(content, theme) {
  const card = new AdaptiveCard();
  card.version = Versions.v1_5;
  card.hostConfig = config(theme);
  const context = new SerializationContext(Versions.v1_5);
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, number) => context.getEventAt(number));
  const found = card.validateProperties().validationEvents;
  return { card, wrong: [...events, ...found].map((one) => one.message) };
}

window.wrong = (contents) => contents.map((one) => parsed(one, "light").wrong);

function drawn(one, theme) {
  const section = document.createElement("section");
  section.className = "one";
  section.id = one.id;
  const { card, wrong } = parsed(one.content, theme);
  const head = one.title === undefined ? `<p><b>Learning community</b> 10:00</p>` : "";
  section.innerHTML = `<p class="number">${one.id}</p><article class="${one.title === undefined ? "said" : "dialog"}">${head}</article>`;
  const article = section.querySelector("article");
  if (one.title !== undefined) article.appendChild(document.createElement("h1")).textContent = one.title;
  const place = article.appendChild(document.createElement("div"));
  place.className = one.title === undefined ? "card" : "";
  place.appendChild(card.render());
  section.dataset.wrong = wrong.join("; ");
  return section;
}

window.draw = (some, theme) => {
  document.documentElement.dataset.theme = theme;
  document.getElementById("place").replaceChildren(...some.map((one) => drawn(one, theme)));
};
