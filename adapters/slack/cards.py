"""From a card to the messages that it takes in Slack: mostly one. Pure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from adapters.slack import blocks
from adapters.slack.blocks import Block, moment_words
from bot.boundary.views import Card, Element, Facts, Moment, Points, Quote, Tally, Text

MOST_BLOCKS: Final = 45
"""Of the 50 that Slack takes in a message; the buttons need some."""
MOST_CHARACTERS: Final = 9000
"""Of all blocks, as they are sent. Slack gives no figure; it has refused from about 13,200 on
(`msg_blocks_too_long`)."""


@dataclass(frozen=True, slots=True)
class Message:
    """`text` says the same as the blocks: for screen readers, and where a notification is shown."""

    text: str
    blocks: tuple[Block, ...]


def messages(card: Card) -> tuple[Message, ...]:
    """At least one. The buttons stand under the last, where the reader has come to the end."""
    drawn = [*_titled(card), *((words(one), block) for one in card.body for block in _drawn(one))]
    parts = list(_parts(drawn)) or [[]]
    made = [[block for _, block in part] for part in parts]
    made[-1] += blocks.buttons(card.buttons, card.title)
    return tuple(
        Message(_text(part) or card.title or "…", tuple(some))
        for part, some in zip(parts, made, strict=True)
    )


def words(one: Element) -> str:
    """An element as plain text."""
    match one:
        case Text(text=text):
            return text
        case Quote(text=text, who=who):
            return f"“{text}” ({who})" if who else f"“{text}”"
        case Points(lines=lines):
            return "\n".join(f"– {line}" for line in lines)
        case Facts(pairs=pairs):
            return "\n".join(f"{label}: {what}" for label, what in pairs)
        case Moment(label=label):
            return f"{label}: {moment_words(one)}"
        case Tally(bars=bars):
            return "\n".join(f"{bar.label}: {bar.words}" for bar in bars)
        case _:
            assert_never(one)


def size(some: Sequence[Block]) -> int:
    return len(json.dumps(some, ensure_ascii=False))


Drawn = tuple[str, Block]


def _titled(card: Card) -> Iterator[Drawn]:
    return ((card.title, block) for block in blocks.title(card.title))


def _drawn(one: Element) -> list[Block]:
    return list(blocks.element(one))


def _parts(drawn: Sequence[Drawn]) -> Iterator[list[Drawn]]:
    part: list[Drawn] = []
    for one in drawn:
        whole = [block for _, block in (*part, one)]
        if part and (len(whole) > MOST_BLOCKS or size(whole) > MOST_CHARACTERS):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _text(part: Sequence[Drawn]) -> str:
    """Each element once, though it may have taken several blocks."""
    return "\n\n".join(dict.fromkeys(said for said, _ in part if said))
