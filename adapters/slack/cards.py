"""From a card to the messages that it takes in Slack: mostly one. Pure."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeVar, assert_never

from adapters.slack import blocks
from adapters.slack.blocks import Block
from adapters.slack.dates import beside, moment_words
from adapters.slack.literal import literal
from adapters.splitting import pieces
from bot.boundary.views import Bar, Card, Element, Facts, Moment, Points, Quote, Tally, Text
from bot.domain.spoken import Instant

T = TypeVar("T")

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
    parts = [_joined(part) for part in _shared_out(_pieces(card))] or [[]]
    made = [[block for one in part for block in _blocks(one)] for part in parts]
    made[-1] += blocks.buttons(card.buttons, card.title)
    return tuple(
        Message(_text(part) or NOTHING, tuple(some)) for part, some in zip(parts, made, strict=True)
    )


def words(one: Element) -> str:
    """An element as plain text."""
    match one:
        case Text(text=text):
            return text
        case Quote(text=text, who=who):
            return f"“{text}” ({who})" if who else f"“{text}”"
        case Points(lines=lines) if blocks.is_numbered(lines):
            return "\n".join(lines)
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


@dataclass(frozen=True, slots=True)
class _Title:
    text: str


Part = _Title | Element
Piece = tuple[int, Part]
"""A part that fits into any message, and the number of what it is a part of: pieces of one number that come to
stand in the same message are one again."""


def _pieces(card: Card) -> Iterator[Piece]:
    runs = ([_Title(part) for part in pieces(card.title, SMALL)], *_runs(card.body))
    return ((number, one) for number, run in enumerate(runs) for one in run)


def _runs(body: Iterable[Element]) -> Iterator[Sequence[Part]]:
    for one in body:
        match one:
            case Text(text=text, moments=at):
                yield _texts(text, at)
            case Quote(text=text, who=who):
                parts = enumerate(pieces(text, SMALL))
                yield [Quote(part, "" if number else who) for number, part in parts]
            case Points(lines=lines, moments=at) if blocks.is_numbered(lines):
                yield _texts("\n".join(lines), at)
            case Points(lines=lines):
                yield from _lines(lines, partial(_point, one), str)
            case Facts(pairs=pairs):
                yield from _lines(pairs, partial(_fact, one), ": ".join)
            case Tally(bars=bars, full=full):
                yield from _lines(bars, partial(_tally, full), _told)
            case Moment():
                yield [one]
            case _:
                assert_never(one)


def _lines(
    lines: Iterable[T], listed: Callable[[T], Part], said: Callable[[T], str]
) -> Iterator[Sequence[Part]]:
    """A line that is too long for a list stands in paragraphs of its own."""
    for too_long, some in groupby(lines, key=lambda line: len(said(line)) > SMALL):
        if too_long:
            yield from (_texts(said(line)) for line in some)
        else:
            yield [listed(line) for line in some]


def _texts(text: str, moments: tuple[Instant, ...] = ()) -> Sequence[Part]:
    return [Text(part, moments=moments) for part in pieces(text, SMALL)]


def _point(one: Points, line: str) -> Part:
    return Points((str(line),), moments=one.moments)


def _fact(one: Facts, pair: tuple[str, str]) -> Part:
    label, what = pair
    return Facts(((label, str(what)),), moments=one.moments)


def _tally(full: int, bar: Bar) -> Part:
    return Tally((bar,), full)


def _told(bar: Bar) -> str:
    return f"{bar.label}: {bar.words}"


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


def _joined(part: Sequence[Piece]) -> list[Part]:
    return [reduce(_and, [one for _, one in run]) for _, run in groupby(part, key=itemgetter(0))]


def _and(one: Part, other: Part) -> Part:
    match one, other:
        case _Title(), _Title():
            return _Title(one.text + other.text)
        case Text(), Text():
            return Text(one.text + other.text, moments=one.moments)
        case Quote(), Quote():
            return Quote(one.text + other.text, one.who)
        case Points(), Points():
            return Points(one.lines + other.lines, moments=one.moments)
        case Facts(), Facts():
            return Facts(one.pairs + other.pairs, moments=one.moments)
        case Tally(), Tally():
            return Tally(one.bars + other.bars, one.full)
        case _:
            raise TypeError(f"{one.__class__} and {other.__class__} are no parts of one thing")


def _blocks(one: Part) -> Iterator[Block]:
    return blocks.title(one.text) if isinstance(one, _Title) else blocks.element(one)


def _said(one: Part) -> str:
    return literal(one.text) if isinstance(one, _Title) else beside(one, words(one))


def _text(part: Sequence[Part]) -> str:
    return "\n\n".join(said for one in part if (said := _said(one)))
