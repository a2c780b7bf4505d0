"""From a card to the messages that it takes in Slack: mostly one. Pure."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from adapters.in_words import element_text
from adapters.parts import Part, Piece, Title, in_pieces, joined
from adapters.slack import blocks
from adapters.slack.behind import few
from adapters.slack.blocks import Block
from adapters.slack.dates import beside
from adapters.slack.literal import literal
from bot.boundary.views import Card

MOST_BLOCKS: Final = 45
"""Of the 50 that Slack takes in a message; the buttons need some."""
MOST_CHARACTERS: Final = 9000
"""Of all blocks, as they are sent. Slack gives no figure; it has refused from about 13,200 on
(`msg_blocks_too_long`)."""
MOST_BYTES: Final = 3900
"""Of the text beside the blocks: `chat.update` takes 4,000 bytes of it, less than a new message may have."""


SMALL: Final = 700
"""Characters of a piece: of five bytes each (`literal`), it still fits beside the blocks of any message."""
BETWEEN: Final = 8
"""Bytes from one piece to the next: an empty line, and a hair space at most."""
NOTHING: Final = "…"
"""Slack takes no message without a text."""


@dataclass(frozen=True, slots=True)
class Message:
    """`text` says the same as the blocks: for screen readers, and where a notification is shown."""

    text: str
    blocks: tuple[Block, ...]


def messages(card: Card) -> tuple[Message, ...]:
    """At least one. The buttons stand under the last, where the reader has come to the end."""
    parts = [joined(part) for part in _shared_out(in_pieces(card, SMALL))] or [[]]
    made = [[block for one in part for block in _blocks(one)] for part in parts]
    made[-1] += blocks.buttons(few(card.buttons, card.title), card.title)
    return tuple(
        Message(_text(part) or NOTHING, tuple(some)) for part, some in zip(parts, made, strict=True)
    )


def _shared_out(some: Iterable[Piece]) -> Iterator[list[Piece]]:
    """As many pieces in each message as it can take."""
    part: list[Piece] = []
    count = said = size = 0
    for number, one in some:
        new = not part or part[-1][0] != number
        more = len(_said(one).encode()) + BETWEEN
        larger = len(json.dumps(list(_blocks(one)), ensure_ascii=False))
        full = (
            count + new > MOST_BLOCKS or said + more > MOST_BYTES or size + larger > MOST_CHARACTERS
        )
        if part and full:
            yield part
            part, count, said, size, new = [], 0, 0, 0, True
        part.append((number, one))
        count, said, size = count + new, said + more, size + larger
    if part:
        yield part


def _blocks(one: Part) -> Iterator[Block]:
    return blocks.title(one.text) if isinstance(one, Title) else blocks.element(one)


def _said(one: Part) -> str:
    return literal(one.text) if isinstance(one, Title) else beside(one, element_text(one))


def _text(part: Sequence[Part]) -> str:
    return "\n\n".join(said for one in part if (said := _said(one)))
