"""From a card to the messages that it takes in Teams: mostly one. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from adapters.parts import Part, Piece, Title, in_pieces, joined
from adapters.splitting import short
from adapters.teams import buttons, elements
from adapters.teams.elements import Json
from adapters.teams.literal import literal
from adapters.teams.sections import Section, sections, shared_out
from adapters.teams.size import bytes_of
from bot.boundary.views import Card, Page

Message = dict[str, Any]
"""An activity to send. Its card's `fallbackText` says the same in words, all of it."""

MOST_BYTES: Final = 38_000
"""Of a message. Teams takes 100 KB and asks for 80, but its older pages say 40; and what is longer than this is
better read in two."""
ENVELOPE: Final = 2_000
"""Bytes of what stands around the words: the activity's own keys, and its summary."""
SMALL: Final = 2_000
"""Characters of a piece. Made literal, and in blocks of a line each, it still fits into any message."""
MOST_LINES: Final = 150
"""Blocks in a message."""
LONGEST_SUMMARY: Final = 200
"""Characters of what a notification shows. Nobody says how many fit."""
NOTHING: Final = "…"
"""Teams takes no message without anything in it."""


def messages(card: Card) -> tuple[Message, ...]:
    """At least one. The buttons stand under the last, where the reader has come to the end."""
    actions = buttons.in_message(card.buttons, card.title)
    whole = replace(card, body=(*card.body, *buttons.in_full(card.buttons)))
    some = tuple(in_pieces(whole, SMALL))
    together = _message(joined(some), actions)
    if _fits(together):
        return (together,)
    shared = list(_shared_out(some, bytes_of(actions)))
    return (*(_message(part) for part in shared[:-1]), _message(shared[-1], actions))


def page(one: Page) -> tuple[Message, ...]:
    """For their private chat, in as few messages as it takes."""
    shared = shared_out(sections(one), MOST_BYTES - ENVELOPE)
    return tuple(each for some in shared for each in _together(some))


def activity(body: Sequence[Json], told: str, actions: Sequence[Json] = ()) -> Message:
    """`told` is what the body says."""
    content = elements.card(body or list(elements.paragraphs(NOTHING)), actions, told or NOTHING)
    return {
        "type": "message",
        "summary": literal(short(" ".join(told.split()), LONGEST_SUMMARY)) or NOTHING,
        "attachments": [elements.attached(content)],
    }


def _message(part: Sequence[Part], actions: Sequence[Json] = ()) -> Message:
    body = [each for one in part for each in _drawn(one)]
    if len(actions) > buttons.MOST_IN_A_ROW:
        return activity([*body, *buttons.rows(actions)], _told(part))
    return activity(body, _told(part), actions)


def _fits(one: Message) -> bool:
    lines = len(one["attachments"][0]["content"]["body"])
    return lines <= MOST_LINES and bytes_of(one) <= MOST_BYTES


def _together(some: Sequence[Section]) -> tuple[Message, ...]:
    if sum(one.size for one in some) > MOST_BYTES - ENVELOPE:
        return tuple(part for one in some for part in messages(one.card))
    body = [each for one in some for each in one.body]
    return (activity(body, "\n\n".join(one.told for one in some if one.told)),)


def _shared_out(some: Iterable[Piece], beside: int) -> Iterator[list[Part]]:
    """As many pieces in each message as it can take with `beside` more bytes."""
    part: list[Piece] = []
    size = lines = 0
    for number, one in some:
        drawn = list(_drawn(one))
        larger = bytes_of(drawn) + bytes_of(literal(_said(one)))
        full = size + larger > MOST_BYTES - ENVELOPE - beside or lines + len(drawn) > MOST_LINES
        if part and full:
            yield joined(part)
            part, size, lines = [], 0, 0
        part.append((number, one))
        size, lines = size + larger, lines + len(drawn)
    if part:
        yield joined(part)


def _drawn(one: Part) -> Iterator[Json]:
    return elements.title(one.text) if isinstance(one, Title) else elements.element(one)


def _said(one: Part) -> str:
    return one.text if isinstance(one, Title) else elements.words(one)


def _told(part: Sequence[Part]) -> str:
    return "\n\n".join(said for one in part if (said := _said(one)))
