"""A card in parts that can be shared out among messages: nothing is cut, and each part fits into any of them. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import groupby
from operator import itemgetter
from typing import TypeVar, assert_never

from adapters.splitting import pieces
from bot.boundary.views import Bar, Card, Element, Facts, Moment, Points, Quote, Tally, Text
from bot.domain.spoken import Instant

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Title:
    text: str


Part = Title | Element
Piece = tuple[int, Part]
"""A part that fits into any message, and the number of what it is a part of: pieces of one number that come to
stand in the same message are one again."""


def in_pieces(card: Card, small: int) -> Iterator[Piece]:
    """Of at most `small` characters each."""
    title = [Title(part) for part in pieces(card.title, small)]
    runs = (title, *_runs(card.body, small))
    return ((number, one) for number, run in enumerate(runs) for one in run)


def joined(some: Iterable[Piece]) -> list[Part]:
    return [reduce(_and, [one for _, one in run]) for _, run in groupby(some, key=itemgetter(0))]


def is_numbered(lines: Sequence[str]) -> bool:
    """Lines that bring their own numbers need no other mark."""
    return bool(lines) and all(line.startswith(f"{n}. ") for n, line in enumerate(lines, 1))


def numbered(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _runs(body: Iterable[Element], small: int) -> Iterator[Sequence[Part]]:
    for one in body:
        match one:
            case Text(text=text, moments=at):
                yield _texts(text, small, at)
            case Quote(text=text, who=who):
                parts = enumerate(pieces(text, small))
                yield [Quote(part, "" if number else who) for number, part in parts]
            case Points(lines=lines, moments=at) if is_numbered(lines):
                yield _texts("\n".join(lines), small, at)
            case Points(lines=lines):
                yield from _lines(lines, small, partial(_point, one), str)
            case Facts(pairs=pairs):
                yield from _lines(pairs, small, partial(_fact, one), ": ".join)
            case Tally(bars=bars, full=full):
                yield from _lines(bars, small, partial(_tally, full), _told)
            case Moment():
                yield [one]
            case _:
                assert_never(one)


def _lines(
    lines: Iterable[T], small: int, listed: Callable[[T], Part], said: Callable[[T], str]
) -> Iterator[Sequence[Part]]:
    """A line that is too long for a list stands in paragraphs of its own."""
    for too_long, some in groupby(lines, key=lambda line: len(said(line)) > small):
        if too_long:
            yield from (_texts(said(line), small) for line in some)
        else:
            yield [listed(line) for line in some]


def _texts(text: str, small: int, moments: tuple[Instant, ...] = ()) -> Sequence[Part]:
    return [Text(part, moments=moments) for part in pieces(text, small)]


def _point(one: Points, line: str) -> Part:
    return Points((str(line),), moments=one.moments)


def _fact(one: Facts, pair: tuple[str, str]) -> Part:
    label, what = pair
    return Facts(((label, str(what)),), moments=one.moments)


def _tally(full: int, bar: Bar) -> Part:
    return Tally((bar,), full)


def _told(bar: Bar) -> str:
    return f"{bar.label}: {bar.words}"


def _and(one: Part, other: Part) -> Part:
    match one, other:
        case Title(), Title():
            return Title(one.text + other.text)
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
