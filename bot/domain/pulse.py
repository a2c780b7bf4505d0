"""Two pulses: how freely we speak here, each quarter, and how normal this has become, each half year.

They are asked in the check-in, so that they come through its door, and lie on its sheets. What is kept of them
are bands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.records import Belonging

A_QUARTER = timedelta(weeks=13)
A_YEAR = timedelta(weeks=52)
"""So far apart are two results if somebody came or went between them: held against one another, results that
are nearer would show what that one person had said (docs/decisions/0019)."""
POINTS = 3
"""Results that make a trend, with the same people throughout."""
MOST_STATEMENTS = 6


class Pulse(StrEnum):
    """What is asked."""

    SAFETY = "safety"
    """How freely we speak here."""
    NORMAL = "normal"
    """Whether it has become a normal part of work."""


STATEMENTS: Mapping[Pulse, int] = {Pulse.SAFETY: 5, Pulse.NORMAL: 6}
EVERY: Mapping[Pulse, timedelta] = {Pulse.SAFETY: A_QUARTER, Pulse.NORMAL: 2 * A_QUARTER}


class Says(StrEnum):
    """What can be answered to a statement."""

    NO = "no"
    PARTLY = "partly"
    MOSTLY = "mostly"
    YES = "yes"

    @property
    def leans_to_yes(self) -> bool:
        return self in (Says.MOSTLY, Says.YES)


NOTHING = "0"
Answers = str
"""What one person answers: for each statement a digit, `0` for nothing, else the place in `Says`."""
BLANK: Answers = NOTHING * MOST_STATEMENTS


def answers_of(said: Sequence[Says | None]) -> Answers:
    places = "".join(NOTHING if one is None else str(1 + list(Says).index(one)) for one in said)
    return places.ljust(MOST_STATEMENTS, NOTHING)


def said_to(statement: int, answers: Sequence[Answers]) -> tuple[Says, ...]:
    """What all who answered this statement said, in no order that means anything."""
    digits = [one[statement] for one in answers if statement < len(one)]
    return tuple(list(Says)[int(digit) - 1] for digit in digits if digit in "1234")


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseTold:
    """What the group was told: for each statement the gate's word for it, and its word for outside.

    `changed`: since the result before, somebody had come or gone.
    """

    pulse: Pulse
    at: datetime
    lines: tuple[str, ...]
    outside: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulses(Belonging):
    """When each is asked next, and what was told the last times. Somebody has come or gone since the last
    result of those that are `changed`, and since those `meanwhile` were asked."""

    next: Mapping[Pulse, datetime]
    told: tuple[PulseTold, ...] = ()
    changed: frozenset[Pulse] = frozenset()
    meanwhile: frozenset[Pulse] = frozenset()

    def due(self, at: datetime) -> Pulse | None:
        """One at a time: what has waited longer is asked first."""
        waiting = [one for one in Pulse if self.next[one] <= at]
        return min(waiting, key=self.next.__getitem__, default=None)

    def last(self, pulse: Pulse) -> tuple[PulseTold, ...]:
        return tuple(one for one in self.told if one.pulse is pulse)[-POINTS:]

    def asked(self, pulse: Pulse) -> "Pulses":
        return replace(self, meanwhile=self.meanwhile - {pulse})

    def with_told(self, told: PulseTold) -> "Pulses":
        """It is not asked again before its time, whatever came of it."""
        others = tuple(one for one in self.told if one.pulse is not told.pulse)
        mine = (*self.last(told.pulse), told)[-POINTS:]
        now = replace(self, told=(*others, *mine), changed=self.changed - {told.pulse})
        now = replace(now, next={**self.next, told.pulse: told.at + EVERY[told.pulse]})
        return now._put_off({told.pulse}) if told.pulse in self.meanwhile else now

    def with_changed_people(self) -> "Pulses":
        return replace(self._put_off(set(Pulse)), meanwhile=frozenset(Pulse))

    def _put_off(self, those: set[Pulse]) -> "Pulses":
        """What was told of before is not told again for a year."""
        said = {one: last[-1] for one in those if (last := self.last(one))}
        later = {one: max(self.next[one], told.at + A_YEAR) for one, told in said.items()}
        return replace(self, next={**self.next, **later}, changed=self.changed | those)


def first_due(at: datetime) -> Mapping[Pulse, datetime]:
    """A group that has just begun has nothing to look back on."""
    return {pulse: at + every for pulse, every in EVERY.items()}
