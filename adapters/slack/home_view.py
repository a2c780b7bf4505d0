"""From a person's page to the view that Slack shows as the App Home. Pure."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s
from itertools import count
from typing import Any, Final

from adapters.slack import blocks
from adapters.slack.behind import few
from adapters.slack.blocks import LONGEST_LABEL, LONGEST_TEXT, Block
from adapters.splitting import pieces
from bot.boundary.views import Card, Page, Text

MOST_BLOCKS: Final = 96
"""Of the 100 that Slack takes in a view; the last word needs some."""
MORE: Final = "There is more than fits here. Type /lc home to see all of it."


def home_view(page: Page) -> Block:
    """Each card with its buttons; a card that is a title alone is a heading."""
    cards = [replace(one, buttons=few(one.buttons, _about(one))) for one in page.cards]
    fitting = list(_fitting([list(_drawn(card)) for card in cards]))
    return {"type": "home", "blocks": _told_apart(fitting, cards)}


def digest(view: Block) -> str:
    return blake2s(json.dumps(view, sort_keys=True).encode(), digest_size=16).hexdigest()


def _drawn(card: Card) -> Iterator[Block]:
    if not card.body and not card.buttons:
        yield {"type": "divider"}
        yield from blocks.title(card.title)
        return
    yield from _strong(card.title)
    yield from blocks.body(card.body)
    yield from blocks.buttons(card.buttons)


def _strong(words: str) -> Iterator[Block]:
    """A title within the page, below its headings."""
    for part in pieces(words, LONGEST_TEXT):
        run = {"type": "text", "text": part, "style": {"bold": True}}
        yield {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [run]}],
        }


def _fitting(drawn: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Whole cards, as many as Slack takes."""
    room = MOST_BLOCKS
    for card in drawn:
        if len(card) > room:
            yield from blocks.element(Text(MORE))
            return
        room -= len(card)
        yield from card


def _told_apart(drawn: Sequence[Block], cards: Sequence[Card]) -> list[Block]:
    """Every button of the view has an id of its own; of those that read alike a screen reader says whose they are."""
    labels = Counter(one.label for card in cards for one in card.buttons)
    about = {
        one.token: _about(card) for card in cards for one in card.buttons if labels[one.label] > 1
    }
    numbers = count()
    told = [_row(block, numbers, about) if block["type"] == "actions" else block for block in drawn]
    return _with_one_main_button(told)


def _with_one_main_button(drawn: list[Block]) -> list[Block]:
    """The first of all. On its own card each other one is the main one; here they would outshout each other."""
    buttons: Any = [each for block in drawn for each in _buttons(block)]
    for button in [one for one in buttons if one.get("style") == "primary"][1:]:
        del button["style"]
    return drawn


def _buttons(block: Mapping[str, Any]) -> Sequence[Any]:
    return block["elements"] if block["type"] == "actions" else ()


def _row(block: Block, numbers: Iterator[int], about: Mapping[str, str]) -> Block:
    buttons: Any = block["elements"]
    return block | {"elements": [_named(one, next(numbers), about) for one in buttons]}


def _named(button: Mapping[str, Any], number: int, about: Mapping[str, str]) -> Block:
    does = button["action_id"].partition(":")[0]
    named: Block = {**button, "action_id": f"{does}:{number}"}
    if told := about.get(button["value"]):
        label = f"{button['text']['text']}: {told}"
        named["accessibility_label"] = label[:LONGEST_LABEL]
    return named


def _about(card: Card) -> str:
    first = next((one.text for one in card.body if isinstance(one, Text)), "")
    return card.title or first
