"""What is asked in a session, turn by turn: a table for each format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from bot.domain.contribution import Part
from bot.domain.formats import Format

FIRST_THING = time(9)
MORNING = time(10)
NOON = time(12)
AFTERNOON = time(15, 30)


@dataclass(frozen=True, slots=True)
class Turn:
    """A round ends `days` working days after the one before, at `closes`; `looks` on its last day or,
    when `looks_same_day`, on its first. `half_way`: while it is open people are asked how it goes, and
    the weaver ties threads together."""

    part: Part
    days: int
    closes: time
    looks: time | None = None
    looks_same_day: bool = False
    warns: bool = True
    half_way: bool = False


STRUCK = Turn(Part.STRUCK, 1, NOON, looks=MORNING)
WONDERING = Turn(Part.WONDERING, 1, MORNING, looks=AFTERNOON, looks_same_day=True, half_way=True)
LAST_WORD = Turn(Part.LAST_WORD, 1, NOON, warns=False)

TIME_TO_CHOOSE = timedelta(hours=2)
"""So long somebody has at the least to choose the note that a doubt without a teller stays with."""

TURNS: Mapping[Format, tuple[Turn, ...]] = {
    Format.STORY_WITH_ROUNDS: (
        STRUCK,
        Turn(Part.QUESTIONS, 1, NOON, looks=time(9, 30)),
        WONDERING,
        Turn(Part.OFFERS, 0, AFTERNOON, warns=False),
        LAST_WORD,
    ),
    Format.WALK_US_THROUGH: (
        Turn(Part.LOOKING_FOR, 1, NOON, looks=MORNING),
        Turn(Part.KNOWING, 1, NOON),
        Turn(Part.CHANGING, 1, NOON, looks=AFTERNOON, looks_same_day=True, half_way=True),
        LAST_WORD,
    ),
    Format.SHARED_DOUBT: (
        STRUCK,
        Turn(Part.WOULD_DO, 1, NOON),
        WONDERING,
        Turn(Part.EASIER, 0, AFTERNOON, warns=False),
        LAST_WORD,
    ),
    Format.LOOK_BACK: (
        Turn(Part.MEANT, 1, NOON, looks=MORNING),
        Turn(Part.HAPPENED, 1, NOON),
        Turn(Part.WHY, 1, NOON, looks=AFTERNOON, looks_same_day=True, half_way=True),
        Turn(Part.NEXT_TIME, 1, NOON),
    ),
    Format.WIDE_QUESTION: (
        Turn(Part.OWN_ANSWER, 2, NOON, looks=MORNING),
        Turn(Part.RESPONDING, 1, NOON, looks=AFTERNOON, looks_same_day=True, half_way=True),
        Turn(Part.GATHERING, 1, NOON),
    ),
}
"""The last word is open on two days, an afternoon and a morning at the least, so that who is away on one has
the other. Whoever has left meanwhile, or never was there, says no last word: that turn is passed over."""

ASKS_TELLER = frozenset({Part.QUESTIONS, Part.LOOKING_FOR, Part.KNOWING, Part.CHANGING})
"""Turns in which the group asks, and the teller may say that it is enough."""


def first(format_: Format) -> Part:
    return TURNS[format_][0].part


def half_way(format_: Format) -> Part:
    return next(turn.part for turn in TURNS[format_] if turn.half_way)
