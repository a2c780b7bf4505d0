"""When a community meets: its cadence in its own zone, and the days and hours it keeps free.

An occurrence is a local wall time in a zone. In a gap (clocks go forward) it moves forward by the
gap; when it happens twice (clocks go back) it takes the first. Exactly one instant per occurrence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, Protocol

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
"""Days as `date.weekday()` counts them: Monday is 0."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every `weeks` weeks on `weekday`, counted from the week of `since`."""

    weeks: int
    weekday: int
    since: date
    kind: Literal["weekly"] = "weekly"


@dataclass(frozen=True, slots=True)
class Monthly:
    """On the `nth` `weekday` of each month: 1 to 4, or -1 for the last."""

    nth: int
    weekday: int
    kind: Literal["monthly"] = "monthly"


Cadence = Weekly | Monthly


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing is asked, both ends included."""

    first: date
    last: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a person or a community may be spoken to: outside quiet hours, on working days, in `zone`.

    Quiet hours run from `quiet_from` in the evening to `quiet_to` in the morning.
    """

    zone: str = "Europe/London"
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    quiet_from: time = time(18, 0)
    quiet_to: time = time(9, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    cadence: Cadence
    opens: time = time(10, 0)
    hours: Hours = field(default_factory=Hours)
    region: str = "GB-ENG"
    closures: tuple[Closure, ...] = ()
    skipped: frozenset[date] = frozenset()
    """Planned days that the group has skipped."""
    ends: date | None = None
    """The last day on which a session may open."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A session opens `at`. `planned` is the day by the cadence; `why` tells why it was moved, if it was."""

    at: datetime
    planned: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """No session on `planned`: skipped by the group, or nothing but days off for four working days on."""

    planned: date
    why: str


class DaysOff(Protocol):
    """Public holidays by region; the core's `Calendar` port is one."""

    def holiday(self, day: date, region: str) -> str | None: ...


# the rest of this file's public functions (see the tests for their meaning):
#   instant(day, at, zone) -> datetime
#   day_off(rhythm, day, days_off) -> str | None      why nothing is asked on that day, or None
#   working_day(rhythm, day, days_off, *, steps) -> date
#   occurrences(rhythm, after, days_off) -> Iterator[Occurrence | LeftOut]
#   next_occurrence(rhythm, after, days_off) -> Occurrence | None
#   preview(rhythm, now, days_off, weeks=4) -> tuple[Occurrence | LeftOut, ...]
#   humane(hours, at, days_off, region) -> datetime
