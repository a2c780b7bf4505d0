"""What Slack's own rules do not say, and yet holds for everything that is shown there: it can be read, heard and
pressed, in full."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from adapters.in_words import element_text
from adapters.slack import behind
from adapters.slack.blocks import LONGEST_LABEL
from adapters.slack.cards import NOTHING, Message, messages
from adapters.slack.forms import LONGEST_TITLE, modal
from adapters.slack.home_view import MORE as MORE_FITS
from adapters.slack.home_view import home_view
from adapters.slack.literal import GRAVE, HAIR
from bot.boundary.views import Button, Card, Element, Facts, Form, Page, Points, Text
from bot.domain.ids import Platform, Room
from tests.adapters.fake_slack.blocks import problems_of_message, problems_of_view
from tests.adapters.fake_slack.blocks.size import MOST, weight
from tests.adapters.fake_slack.mrkdwn import Reader, read

ROOM = Room(Platform("slack"), "T1", "C1")
READER = Reader("Europe/London", {})
DATES = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>")
"""Slack draws them by the reader's own clock; here they are what is said where it can't."""
A_MOMENT = re.compile(r"[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ at \d\d:\d\d")
"""As `bot.words.times.moment_words` says it."""
DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
MOST_BYTES = 4000
"""Of a text: docs.slack.dev/reference/methods/chat.update (`msg_too_long`)."""


def wrong_with_card(card: Card) -> Iterator[str]:
    made = messages(card)
    yield from _by_no_ones_clock((Text(card.title), *card.body))
    for message in made:
        yield from map(str, problems_of_message(list(message.blocks)))
        yield from _wrong_with(message)
    buttons = [each for one in made for each in buttons_in(list(one.blocks))]
    yield from _wrong_with_buttons(buttons)
    yield from _not_within_reach(card, buttons)
    yield from _cut([one.label for one in card.buttons], LONGEST_LABEL)


def wrong_with_form(form: Form) -> Iterator[str]:
    view: Any = modal(form, ROOM)
    yield from _by_no_ones_clock((Text(form.title), *form.intro))
    yield from map(str, problems_of_view(view))
    yield from _wrong_with_buttons(buttons_in(view["blocks"]))
    yield from _cut([form.submit, form.cancel], LONGEST_TITLE)
    yield from _cut([one.label for one in form.buttons], LONGEST_LABEL)
    yield from (f"{one.name} has no label" for one in form.fields if not one.label.strip())
    yield from _not_literal(view)


def wrong_with_page(page: Page) -> Iterator[str]:
    view: Any = home_view(page)
    yield from map(str, problems_of_view(view))
    buttons = buttons_in(view["blocks"])
    yield from _wrong_with_buttons(buttons)
    if MORE_FITS not in repr(view):
        for card in page.cards:
            yield from _not_within_reach(card, buttons)
    yield from _not_literal(view)


def labels_behind(button: Any) -> list[str]:
    """What stands behind one button."""
    return [one.label for one in _behind(button)]


def read_aloud(text: str) -> str:
    """The text beside the blocks, as a screen reader or a notification has it."""
    return read(DATES.sub(r"\1", text), READER, verbatim=True).words


def heard(text: str) -> Counter[str]:
    """Its words, without what stands around them, and without what only keeps marks from being read."""
    plain = text.replace(HAIR, "").replace(GRAVE, "`")
    return Counter(re.findall(r"[^\s“”()–:]+", plain))


def seen(blocks: Any) -> Counter[str]:
    """The words of the blocks, but for what stands on buttons."""
    return heard("\n".join(texts_in([one for one in blocks if one["type"] != "actions"])))


def _by_no_ones_clock(elements: Iterable[Element]) -> Iterator[str]:
    """A moment in words, which is not told by the reader's own clock."""
    for one in elements:
        if isinstance(one, Text | Points | Facts):
            said = element_text(one)
            for moment in one.moments:
                said = said.replace(moment.words, "")
            yield from (f"not by the reader's clock: {at}" for at in A_MOMENT.findall(said))


def _wrong_with(message: Message) -> Iterator[str]:
    if message.text == NOTHING:
        yield "nothing to read aloud"
    if len(message.text.encode()) > MOST_BYTES:
        yield "the text is too long"
    if weight(list(message.blocks)) > MOST:
        yield "the blocks are too long together"
    if _letters(heard(read_aloud(message.text))) != _letters(seen(message.blocks)):
        yield f"seen and heard differ in {_difference(message)}"
    reading = read(message.text, READER, verbatim=True)
    if marks := [
        *reading.mentions,
        *reading.shouts,
        *reading.links,
        *reading.emoji,
        *reading.styled,
    ]:
        yield f"read out of words: {marks}"
    yield from _not_literal(list(message.blocks))


def _letters(words: Counter[str]) -> Counter[str]:
    """A long text goes on in another block, in the middle of a word if need be."""
    return Counter("".join(words.elements()))


def _cut(labels: list[str], most: int) -> Iterator[str]:
    return (f"{said!r} is cut" for said in labels if len(said) > most)


def _difference(message: Message) -> list[str]:
    aloud, shown = heard(read_aloud(message.text)), seen(message.blocks)
    return sorted((aloud - shown) + (shown - aloud))


def _wrong_with_buttons(buttons: list[Any]) -> Iterator[str]:
    labels = [one["text"]["text"] for one in buttons]
    if sum(one.get("style") == "primary" for one in buttons) > 1:
        yield f"more than one main button: {labels}"
    heard_as = Counter(one.get("accessibility_label", one["text"]["text"]) for one in buttons)
    yield from (f"{said!r} is heard twice" for said, times in heard_as.items() if times > 1)
    for one in buttons:
        said = one["text"]["text"]
        if not one.get("accessibility_label", said).startswith(said):
            yield f"{said!r} is heard as something else"


def _not_within_reach(card: Card, buttons: list[Any]) -> Iterator[str]:
    """Each can be pressed as it stands, or one step further away."""
    here = {one["value"] for one in buttons}
    there = {one.token for each in buttons for one in _behind(each)}
    for one in card.buttons:
        if one.token not in here | there:
            yield f"{one.label!r} can't be pressed"


def _behind(button: Any) -> tuple[Button, ...]:
    carried = Button("", button["value"])
    return behind.form(carried.token).buttons if behind.has_others_behind(carried) else ()


def _not_literal(node: Any) -> Iterator[str]:
    """Texts that Slack would read marks or emoji out of."""
    if isinstance(node, list):
        for each in node:
            yield from _not_literal(each)
    elif isinstance(node, dict):
        if node.get("type") in {
            "mrkdwn",
            "link",
            "user",
            "channel",
            "usergroup",
            "broadcast",
            "emoji",
        }:
            yield f"a {node['type']} is drawn"
        if node.get("type") == "plain_text" and node.get("emoji", True):
            yield "names of emoji would be read"
        for each in node.values():
            yield from _not_literal(each)


def buttons_in(blocks: list[Any]) -> list[Any]:
    return [each for one in blocks if one["type"] == "actions" for each in one["elements"]]


def texts_in(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from texts_in(each)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in {"text", "fallback"} and isinstance(value, str):
                yield value
            else:
                yield from texts_in(value)
