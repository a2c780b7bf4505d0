"""From the bot's views to Adaptive Cards, element by element. Pure.

Words go into text runs, of which Teams reads no Markdown and no mention. A heading alone is a block of text, for
nothing else is announced as one; its words are made literal. Version 1.5 is the newest that Teams draws everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, assert_never

from adapters import in_words
from adapters.in_words import card_text, element_text
from adapters.parts import is_numbered
from adapters.teams.clocks import told_by_clock, whose
from adapters.teams.literal import literal, run
from bot.boundary.views import Card, Element, Facts, Moment, Points, Quote, Tally, Text

Json = dict[str, Any]

VERSION: Final = "1.5"
CARD: Final = "application/vnd.microsoft.card.adaptive"
POINT: Final = "• "
MOST_PARAGRAPHS: Final = 20
"""Of one text, in blocks of their own: each costs a hundred letters. Where there are more, they stand in one."""


def card(body: Sequence[Json], actions: Sequence[Json] = (), otherwise: str = "") -> Json:
    """`otherwise` is read where no card can be drawn.

    It has no `speak`: a client that knows it reads that out in place of the card, which can be read by itself.
    """
    drawn: Json = {
        "type": "AdaptiveCard",
        "version": VERSION,
        "body": list(body),
        "actions": list(actions),
        "fallbackText": literal(otherwise),
    }
    return {name: value for name, value in drawn.items() if value}


def attached(content: Json) -> Json:
    return {"contentType": CARD, "content": content}


def title(words: str, size: str = "Large") -> Iterator[Json]:
    if words:
        yield {
            "type": "TextBlock",
            "style": "heading",
            "size": size,
            "weight": "Bolder",
            "wrap": True,
            "text": literal(words),
        }


def body(some: Iterable[Element]) -> Iterator[Json]:
    for one in some:
        yield from element(one)


def element(one: Element) -> Iterator[Json]:
    match told_by_clock(one):
        case Text(text=text):
            yield from paragraphs(text)
        case Quote(text=text, who=who):
            yield _quote(text, who)
        case Points(lines=lines):
            yield from _close_together(_point(line, lines) for line in lines)
        case Facts(pairs=pairs):
            yield from _close_together(named(label, what) for label, what in pairs)
        case Moment(label=label) as moment:
            yield named(label, moment_words(moment))
        case Tally(bars=bars):
            yield from _close_together(
                rich(text_run(f"{POINT}{bar.label}: "), text_run(bar.words, bold=True))
                for bar in bars
            )
        case never:
            assert_never(never)


def paragraphs(text: str) -> Iterator[Json]:
    """A block for each. Line breaks within one are kept in its run."""
    parts = [part.strip("\n") for part in text.split("\n\n")]
    for part in parts if len(parts) <= MOST_PARAGRAPHS else [text]:
        if part.strip():
            yield rich(text_run(part))


def named(label: str, what: str) -> Json:
    return rich(text_run(f"{label}: ", bold=True), text_run(what))


def rich(*runs: Json) -> Json:
    return {"type": "RichTextBlock", "inlines": [one for one in runs if one["text"]]}


def text_run(words: str, *, bold: bool = False) -> Json:
    drawn: Json = {"type": "TextRun", "text": run(words)}
    return drawn | {"weight": "Bolder"} if bold else drawn


def words(one: Element) -> str:
    """An element as plain text."""
    return element_text(told_by_clock(one), POINT, moment_words)


def words_of(whole: Card) -> str:
    """All of it but its buttons."""
    return card_text(
        replace(whole, body=tuple(map(told_by_clock, whole.body))), POINT, moment_words
    )


def moment_words(moment: Moment) -> str:
    """`Monday 4 January 2027, 10:00 (London time)`."""
    return f"{in_words.moment_words(moment)} ({whose(moment.zone)})"


def _quote(text: str, who: str) -> Json:
    """Its marks say that these are somebody's words, also to who can't see the ground it stands on."""
    by = [rich(text_run(who, bold=True))] if who else []
    items = [*by, *paragraphs(f"“{text.strip()}”")]
    return {"type": "Container", "style": "emphasis", "items": items}


def _point(line: str, among: Sequence[str]) -> Json:
    return rich(text_run(line if is_numbered(among) else f"{POINT}{line}"))


def _close_together(lines: Iterable[Json]) -> Iterator[Json]:
    for number, line in enumerate(lines):
        yield line | {"spacing": "Small" if number else "Default"}
