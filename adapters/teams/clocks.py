"""Whose clock a moment is told by. Pure.

Teams draws `{{DATE(…)}}` in blocks of text alone (MicrosoftDocs/msteams-docs#4489), and not by each reader's own clock
everywhere (MicrosoftDocs/AdaptiveCards#504). So moments are told by the community's, and say that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.boundary.views import Element, Facts, Points, Text
from bot.domain.spoken import Instant


def whose(zone: str) -> str:
    """`London time`."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def told_by_clock(one: Element) -> Element:
    """The first moment that an element names in a sentence says whose it is; the others are told by the same."""
    match one:
        case Text(text=text, moments=(_, *_)):
            (said,) = _said((text,), one.moments)
            return replace(one, text=said)
        case Points(lines=lines, moments=(_, *_)):
            return replace(one, lines=tuple(_said(lines, one.moments)))
        case Facts(pairs=pairs, moments=(_, *_)):
            said_of = _said(tuple(what for _, what in pairs), one.moments)
            labels = (label for label, _ in pairs)
            return replace(one, pairs=tuple(zip(labels, said_of, strict=True)))
        case _:
            return one


def _said(lines: Sequence[str], moments: Sequence[Instant]) -> Iterator[str]:
    open_still = True
    for line in lines:
        named = [each for each in moments if each.zone and each.words in line] if open_still else []
        yield _with_whose(line, named) if named else line
        open_still = open_still and not named


def _with_whose(line: str, named: Sequence[Instant]) -> str:
    first = min(named, key=lambda each: line.index(each.words))
    return line.replace(first.words, f"{first.words} ({whose(first.zone)})", 1)
