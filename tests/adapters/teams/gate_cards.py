"""What holds for everything that is shown in Teams, whatever its own rules allow: it can be read, heard and pressed,
in full, and nothing is read out of anybody's words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.teams.buttons import MEANT, MOST_IN_A_ROW
from adapters.teams.cards import NOTHING, Message, messages, page
from adapters.teams.forms import DEED, FORM, LONGEST_TITLE, NAME, Deed, dialog, meant
from adapters.teams.literal import plain
from adapters.teams.size import bytes_of
from bot.boundary.tokens import LONGEST
from bot.boundary.views import Card, Form, Page
from bot.domain.ids import Platform, Room
from tests.adapters.teams.official import misshapen, typed

ROOM = Room(Platform("teams"), "9a-tenant", "19:a-channel@thread.tacv2")
ASKED_FOR = 80 * 1024
"""Bytes: learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages."""
LONGEST_LABEL = 75
"""Characters on a button, as in Slack: what is longer is no label."""
KNOWN_TO_BE_DRAWN = {
    "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container", "ActionSet",
    "Input.Text", "Input.ChoiceSet", "Input.Date", "Action.Submit", "Action.Execute", "Action.ShowCard",
}  # fmt: skip
DATE = re.compile(r"\{\{(DATE|TIME)\(")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
AS_THEY_ARE = {"text", "softbreak", "hardbreak", "inline", "paragraph_open", "paragraph_close"}


def wrong_with_card(card: Card) -> Iterator[str]:
    made = messages(card)
    for one in made:
        yield from wrong_with_message(one)
    yield from (
        f"{one.label!r} is too long" for one in card.buttons if len(one.label) > LONGEST_LABEL
    )


def wrong_with_page(one: Page) -> Iterator[str]:
    for each in page(one):
        yield from wrong_with_message(each)


def wrong_with_message(message: Message) -> Iterator[str]:
    """`message` is an activity as it is sent."""
    content = message["attachments"][0]["content"]
    yield from _wrong_with(content)
    yield from _heard_otherwise(content)
    if message["type"] != "message" or not message["summary"].strip():
        yield "nothing to notify anybody with"
    if bytes_of(message) > ASKED_FOR:
        yield f"the message is too long: {bytes_of(message)} bytes"
    if "text" in message:
        yield "the words would stand above the card, and in it"
    for action in _actions(content):
        yield from _wrong_with_pressing(action)


def wrong_with_form(form: Form) -> Iterator[str]:
    pages = list(pages_of(form))
    for one in pages:
        yield from wrong_with_dialog(dialog(one, ROOM))
    yield from wrong_with_dialog(dialog(pages[-1], ROOM, over={MEANT: "t", FORM: "…"}))
    sorry = {"": "Not like this.", **{one.name: "Not like this." for one in form.fields}}
    yield from wrong_with_dialog(dialog(pages[-1], ROOM, sorry, {}))
    yield from (f"{one.name} has no label" for one in form.fields if not one.label.strip())


def pages_of(form: Form) -> Iterator[Form]:
    """Each as its dialog is opened, as somebody who reads on to the end sees them."""
    yield form
    for action in dialog(form, ROOM)["card"]["content"]["actions"]:
        if action["data"][DEED] == Deed.TURN:
            rest = meant(action["data"]).form
            assert rest is not None, "it is carried"
            yield from pages_of(rest)


def wrong_with_dialog(info: Any) -> Iterator[str]:
    content = info["card"]["content"]
    yield from _wrong_with(content)
    if info["title"] != NAME and len(info["title"]) > LONGEST_TITLE:
        yield f"the title is cut: {info['title']!r}"
    if bytes_of(info) > ASKED_FOR:
        yield f"the dialog is too long: {bytes_of(info)} bytes"
    if {one["type"] for one in _actions(content)} - {"Action.Submit", "Action.ShowCard"}:
        yield "a dialog knows no other action than a submit"
    yield from _wrong_with_inputs(
        [one for one in typed(content) if one["type"].startswith("Input.")]
    )


def heard(words: str) -> Counter[str]:
    """Its letters, without what stands around them."""
    return Counter(re.sub(r"[\s“”•():–]", "", plain(words)).replace("\0", "\ufffd"))


def read(words: str) -> str:
    """What a reader of Markdown makes of it."""
    return "".join(_texts(MARKDOWN.parse(words)))


def come_to_life(words: str) -> set[str]:
    """What a reader of Markdown finds in it beside words."""
    found = {one.type for one in _flat(MARKDOWN.parse(words))} - AS_THEY_ARE
    return found | ({"a time"} if DATE.search(words) else set())


def seen(content: Any) -> str:
    """The words of the card, but for what stands on buttons and in inputs."""
    blocks = [one for one in content["body"] if one["type"] != "ActionSet"]
    return "\n".join(_words_in(blocks))


def _wrong_with(content: Any) -> Iterator[str]:
    yield from misshapen(content)
    if content["version"] != "1.5":
        yield "not of the version that Teams draws"
    if strange := {one["type"] for one in typed(content)} - KNOWN_TO_BE_DRAWN:
        yield f"not everywhere drawn: {strange}"
    yield from _not_literal(content)
    yield from _wrong_with_buttons(content)


def _heard_otherwise(content: Any) -> Iterator[str]:
    shown, told = heard(seen(content)), heard(read(content["fallbackText"]))
    if content["fallbackText"] == NOTHING:
        yield "nothing to read aloud"
    if shown != told:
        yield f"seen and heard differ: {(shown - told) + (told - shown)}"


def _not_literal(content: Any) -> Iterator[str]:
    for one in typed(content):
        match one["type"]:
            case "TextBlock":
                if one.get("style") != "heading":
                    yield "a block of text that is no heading"
                yield from (f"{what} in a heading" for what in come_to_life(one["text"]))
            case "TextRun" if DATE.search(one["text"]):
                yield "a time in a run"
            case "Input.ChoiceSet":
                titles = [each["title"] for each in one["choices"]]
                yield from (f"{what} in a choice" for each in titles for what in come_to_life(each))
            case _:
                pass
    yield from (f"{what} beside the card" for what in come_to_life(content["fallbackText"]))
    if "entities" in content.get("msteams", {}):
        yield "somebody is mentioned"


def _wrong_with_buttons(content: Any) -> Iterator[str]:
    for row in (content.get("actions", []), *_rows(content)):
        if len(row) > MOST_IN_A_ROW:
            yield "more buttons in a row than Teams shows"
        styles = [one.get("style") for one in row]
        if styles != sorted(styles, key=_order):
            yield f"the main one is not first, or a grave one not last: {styles}"
    actions = [one for one in _actions(content) if one["type"] != "Action.ShowCard"]
    if sum(one.get("style") == "positive" for one in actions) > 1:
        yield "more than one main button"
    alike = Counter(one.get("tooltip", one["title"]) for one in actions)
    yield from (f"{said!r} is heard twice" for said, times in alike.items() if times > 1)
    for one in actions:
        if len(one["data"][MEANT]) > LONGEST:
            yield "a token that is too long"


def _wrong_with_pressing(action: Any) -> Iterator[str]:
    match action["type"]:
        case "Action.Execute":
            otherwise = action.get("fallback", {})
            same = all(otherwise.get(name) == action[name] for name in ("title", "data"))
            if otherwise.get("type") != "Action.Submit" or not same:
                yield f"{action['title']!r} does not do the same in an older client"
        case "Action.Submit":
            if action["data"].get("msteams") != {"type": "task/fetch"}:
                yield f"{action['title']!r} would be said as a message"
        case "Action.ShowCard":
            for one in _actions(action["card"]):
                yield from _wrong_with_pressing(one)
        case other:
            yield f"{other} in a message"


def _wrong_with_inputs(inputs: list[Any]) -> Iterator[str]:
    ids = Counter(one["id"] for one in inputs)
    yield from (f"{id} twice" for id, times in ids.items() if times > 1)
    for one in inputs:
        if not plain(one["label"]).strip():
            yield f"{one['id']} has no label"
        if one.get("isRequired") and not one["label"].endswith("(needed)"):
            yield f"{one['id']} does not say in words whether it is needed"
        if one.get("isRequired") and not one["errorMessage"]:
            yield f"{one['id']} has no words for when it is missing"
        yield from _wrong_with_choices(one)


def _wrong_with_choices(one: Any) -> Iterator[str]:
    values = [each["value"] for each in one.get("choices", [])]
    if any("," in value or not value for value in values):
        yield f"{one['id']} has values that can't be told apart"
    if "choices" in one and "choices.data" not in one and not values:
        yield f"{one['id']} has nothing to choose from"


def _rows(content: Any) -> Iterator[list[Any]]:
    return (one["actions"] for one in typed(content) if one["type"] == "ActionSet")


def _actions(content: Any) -> list[Any]:
    """However deep they lie; without the older clients' other selves of them."""
    return list(_pressable(content))


def _pressable(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for each in node:
            yield from _pressable(each)
    elif isinstance(node, dict):
        if str(node.get("type")).startswith("Action."):
            yield node
        for name, value in node.items():
            if name not in {"data", "fallback"}:
                yield from _pressable(value)


def _order(style: str | None) -> int:
    return ["positive", None, "destructive"].index(style)


def _words_in(blocks: list[Any]) -> Iterator[str]:
    for one in typed(blocks):
        if one["type"] == "TextRun":
            yield one["text"]
        elif one["type"] == "TextBlock":
            yield read(one["text"])


def _texts(tokens: list[Token]) -> Iterator[str]:
    return (
        "\n" if one.type.endswith("break") else one.content
        for one in _flat(tokens)
        if not one.children
    )


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for one in tokens:
        yield one
        yield from _flat(one.children or [])
