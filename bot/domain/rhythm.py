"""When a community meets: its cadence in its own zone, and the days that it keeps free."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.domain.cadence import Cadence, planned_days
from bot.domain.hours import DaysOff, Hours, instant

MOVES_AT_MOST = 4
"""Days. A session that would move further comes too close to the next one, and is left out."""
LOOKS_AHEAD = timedelta(days=2 * 366)
"""How far planned days are looked for, so that a rhythm without a free day ends."""
SEARCH = 366
"""Days in which a working day is looked for."""
LONGEST_CLOSURE = timedelta(weeks=26)
"""A group that is away for longer has a rest, or ends."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing is asked, both ends included."""

    first: date
    last: date
    why: str = ""


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


class DayOff(StrEnum):
    """A reason that has no name of its own; a holiday and a closure bring theirs.

    Each has its words in the catalogue, `why.<reason>`.
    """

    NOT_WORKING = "not_working"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A session opens `at`. `planned` is the day by the cadence; `why` tells why it was moved, if it was."""

    at: datetime
    planned: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """No session on `planned`: skipped by the group, or a day off with no working day close behind."""

    planned: date
    why: str


def day_off(rhythm: Rhythm, day: date, days_off: DaysOff) -> str | None:
    """Why nothing is asked on that day: a `DayOff`, or the holiday's or the closure's own name."""
    if day.weekday() not in rhythm.hours.working_days:
        return DayOff.NOT_WORKING
    if closure := kept_free(rhythm, day):
        return closure.why or DayOff.CLOSED
    return days_off.holiday(day, rhythm.region)


def kept_free(rhythm: Rhythm, day: date) -> Closure | None:
    """What the community keeps that day free for, if it does."""
    return next((one for one in rhythm.closures if one.first <= day <= one.last), None)


def working_day(rhythm: Rhythm, day: date, days_off: DaysOff, *, steps: int) -> date:
    """`steps` working days on from `day`, or back; 0: `day`, or the next working day when it is off.

    Where there is no working day within a year, days of the calendar count: a session that runs must
    be able to go on, whatever the group keeps free.
    """
    if steps == 0:
        return _next_working(rhythm, day - _DAY, days_off, _DAY)
    for _ in range(abs(steps)):
        day = _next_working(rhythm, day, days_off, _DAY if steps > 0 else -_DAY)
    return day


def occurrences(
    rhythm: Rhythm, after: datetime, days_off: DaysOff
) -> Iterator[Occurrence | LeftOut]:
    """Every planned session strictly after `after`, in order, for the next two years at most.

    A session planned for a day off moves to the next working day, if one is close.
    """
    today = after.astimezone(ZoneInfo(rhythm.hours.zone)).date()
    for planned in planned_days(rhythm.cadence, today - timedelta(days=MOVES_AT_MOST + 1)):
        if planned > today + LOOKS_AHEAD or (rhythm.ends and planned > rhythm.ends):
            return
        found = _on(rhythm, planned, days_off)
        if _at(rhythm, found) > after:
            yield found


def next_occurrence(rhythm: Rhythm, after: datetime, days_off: DaysOff) -> Occurrence | None:
    """The next session that will open; None when there is none within two years."""
    found = occurrences(rhythm, after, days_off)
    return next((one for one in found if isinstance(one, Occurrence)), None)


def planned_day(rhythm: Rhythm, opens_at: datetime, days_off: DaysOff) -> date | None:
    """The day for which the session that opens then was planned; None when it was put there by hand."""
    found = occurrences(rhythm, opens_at - _DAY, days_off)
    until_then = takewhile(lambda one: _at(rhythm, one) <= opens_at, found)
    opening = (one for one in until_then if isinstance(one, Occurrence))
    return next((one.planned for one in opening if one.at == opens_at), None)


def without_past(rhythm: Rhythm, today: date) -> Rhythm:
    """The same rhythm, without the closures and skipped days that can no longer change anything."""
    matters = today - timedelta(days=MOVES_AT_MOST + 1)
    return replace(
        rhythm,
        closures=tuple(one for one in rhythm.closures if one.last >= matters),
        skipped=frozenset(day for day in rhythm.skipped if day >= matters),
    )


def preview(
    rhythm: Rhythm, now: datetime, days_off: DaysOff, weeks: int = 4
) -> tuple[Occurrence | LeftOut, ...]:
    """What comes in the next `weeks` weeks, and what is left out."""
    last = now + timedelta(weeks=weeks)
    coming = occurrences(rhythm, now, days_off)
    return tuple(takewhile(lambda one: _at(rhythm, one) <= last, coming))


def _next_working(rhythm: Rhythm, day: date, days_off: DaysOff, step: timedelta) -> date:
    within_a_year = (day + step * steps for steps in range(1, SEARCH + 1))
    working = (one for one in within_a_year if day_off(rhythm, one, days_off) is None)
    return next(working, day + step)


def _on(rhythm: Rhythm, planned: date, days_off: DaysOff) -> Occurrence | LeftOut:
    """What becomes of the session planned for that day."""
    if planned in rhythm.skipped:
        return LeftOut(planned, DayOff.SKIPPED)
    why = day_off(rhythm, planned, days_off)
    if why is None:
        return Occurrence(instant(planned, rhythm.opens, rhythm.hours.zone), planned)
    for days in range(1, MOVES_AT_MOST + 1):
        day = planned + timedelta(days=days)
        too_late = rhythm.ends is not None and day > rhythm.ends
        if not too_late and day_off(rhythm, day, days_off) is None:
            return Occurrence(instant(day, rhythm.opens, rhythm.hours.zone), planned, why)
    return LeftOut(planned, why)


def _at(rhythm: Rhythm, found: Occurrence | LeftOut) -> datetime:
    match found:
        case Occurrence(at=at):
            return at
        case LeftOut(planned=planned):
            return instant(planned, rhythm.opens, rhythm.hours.zone)
