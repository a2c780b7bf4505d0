"""From a card to the messages that it takes in Slack: mostly one. Pure."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, assert_never

from adapters.slack import blocks
from adapters.slack.blocks import LONGEST_TEXT, Block, moment_words
from adapters.slack.splitting import pieces
from bot.boundary.views import Bar, Card, Element, Facts, Moment, Points, Quote, Tally, Text

T = TypeVar("T")

MOST_BLOCKS: Final = 45
"""Of the 50 that Slack takes in a message; the buttons need some."""
MOST_CHARACTERS: Final = 9000
"""Of all blocks, as they are sent. Slack gives no figure; it has refused from about 13,200 on
(`msg_blocks_too_long`)."""
MOST_BYTES: Final = 3900
"""Of the text beside the blocks: `chat.update` takes 4,000 bytes of it, less than a new message may have."""


@dataclass(frozen=True, slots=True)
class Message:
    """`text` says the same as the blocks: for screen readers, and where a notification is shown."""

    text: str
    blocks: tuple[Block, ...]


def messages(card: Card) -> tuple[Message, ...]:
    """At least one. The buttons stand under the last, where the reader has come to the end."""
    drawn = [*_titled(card), *(each for one in card.body for each in _drawn(one))]
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
    titled = list(blocks.title(card.title))
    return zip([card.title] + [""] * (len(titled) - 1), titled, strict=True) if titled else iter(())


def _drawn(one: Element) -> Iterator[Drawn]:
    """Of a long element each block has its own part of the words."""
    for part in _in_parts(one):
        for block in blocks.element(part):
            yield words(part), block


def _in_parts(one: Element) -> Iterator[Element]:
    """The same element in several, each of which fits in a block."""
    match one:
        case Text(text=text):
            yield from (Text(part) for part in pieces(text, LONGEST_TEXT))
        case Quote(text=text, who=who):
            parts = enumerate(pieces(text, LONGEST_TEXT))
            yield from (Quote(part, "" if number else who) for number, part in parts)
        case Points(lines=lines):
            yield from (Points(some) for some in _grouped(lines, len))
        case Facts(pairs=pairs):
            yield from (Facts(some) for some in _grouped(pairs, lambda pair: sum(map(len, pair))))
        case Tally(bars=bars, full=full):
            yield from (Tally(some, full) for some in _grouped(bars, _length))
        case Moment():
            yield one
        case _:
            assert_never(one)


def _length(bar: Bar) -> int:
    return len(bar.label) + len(bar.words)


def _grouped(lines: Sequence[T], length: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """As many as fit in one block; one that is too long by itself stands alone."""
    group: list[T] = []
    for line in lines:
        if group and sum(map(length, group)) + length(line) > LONGEST_TEXT:
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _parts(drawn: Sequence[Drawn]) -> Iterator[list[Drawn]]:
    part: list[Drawn] = []
    for one in drawn:
        if part and not _fits([*part, one]):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _fits(part: Sequence[Drawn]) -> bool:
    drawn = [block for _, block in part]
    short = len(_text(part).encode()) <= MOST_BYTES
    return short and len(drawn) <= MOST_BLOCKS and size(drawn) <= MOST_CHARACTERS


def _text(part: Sequence[Drawn]) -> str:
    return "\n\n".join(said for said, _ in part if said)
