"""When a community meets: its cadence in its own zone, and the days and hours it keeps free.

An occurrence is a local wall time in a zone. In a gap (clocks go forward) it moves forward by the
gap; when it happens twice (clocks go back) it takes the first. Exactly one instant per occurrence.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
"""Days as `date.weekday()` counts them: Monday is 0."""
MOVES_AT_MOST = 4
"""Days. A session that would move further comes too close to the next one, and is left out."""
LOOKS_AHEAD = timedelta(days=2 * 366)
"""How far planned days are looked for, so that a rhythm without a free day ends."""
SEARCH = 366
"""Days in which a working day is looked for."""
LONGEST_CLOSURE = timedelta(weeks=26)
"""A group that is away for longer has a rest, or ends."""
HELD_BACK_AT_MOST = 30
"""Days for which a private message may wait for a humane hour."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every `weeks` weeks (1 to 8) on `weekday`, counted from the week of `since`; never before it."""

    weeks: int
    weekday: int
    since: date
    kind: Literal["weekly"] = "weekly"

    def __post_init__(self) -> None:
        _must_fit("weeks", self.weeks, range(1, 9))
        _must_fit("weekday", self.weekday, range(7))


@dataclass(frozen=True, slots=True)
class Monthly:
    """On the `nth` `weekday` of each month: 1 to 4, or -1 for the last. Never before `since`."""

    nth: int
    weekday: int
    since: date | None = None
    kind: Literal["monthly"] = "monthly"

    def __post_init__(self) -> None:
        _must_fit("nth", self.nth, {1, 2, 3, 4, -1})
        _must_fit("weekday", self.weekday, range(7))

    def falls_on(self, day: date) -> bool:
        return _nth(self, day.replace(day=1)) == day


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

    def are_quiet_at(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to


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


class DaysOff(Protocol):
    """Public holidays by region; the core's `Calendar` port is one."""

    def holiday(self, day: date, region: str) -> str | None: ...


def instant(day: date, at: time, zone: str) -> datetime:
    """The one instant, in UTC, at which clocks in `zone` show `at` on `day`."""
    local = datetime.combine(day, at.replace(fold=0, tzinfo=None), ZoneInfo(zone))
    return local.astimezone(UTC)


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
    for planned in _planned(rhythm.cadence, today - timedelta(days=MOVES_AT_MOST + 1)):
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


def humane(hours: Hours, at: datetime, days_off: DaysOff, region: str) -> datetime:
    """The first instant, `at` or later, at which this person may be written to.

    Outside quiet hours and on a working day; after 30 days without one, on any day.
    """
    at = at.astimezone(UTC)
    today = at.astimezone(ZoneInfo(hours.zone)).date()
    for days in range(HELD_BACK_AT_MOST):
        day = today + timedelta(days=days)
        last = days == HELD_BACK_AT_MOST - 1
        if last or works(hours, day, days_off, region):
            for begins, ends in waking(hours, day):
                if (soonest := max(at, begins)) < ends:
                    return soonest
    return at


def first_day_back(hours: Hours, day: date, days_off: DaysOff, region: str) -> bool:
    """Whether this person works on `day` but was away on the weekday before it."""
    before = day - _DAY
    while before.weekday() not in MONDAY_TO_FRIDAY:
        before -= _DAY
    return works(hours, day, days_off, region) and not works(hours, before, days_off, region)


def works(hours: Hours, day: date, days_off: DaysOff, region: str) -> bool:
    """Whether it is one of their working days, and no holiday."""
    return day.weekday() in hours.working_days and days_off.holiday(day, region) is None


def waking(hours: Hours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """When on that day it is not quiet: a day has one such span, or two around a quiet middle."""
    midnight = instant(day, time(0), hours.zone)
    next_midnight = instant(day + _DAY, time(0), hours.zone)
    falls_quiet = instant(day, hours.quiet_from, hours.zone)
    wakes = instant(day, hours.quiet_to, hours.zone)
    if hours.quiet_from == hours.quiet_to:
        return ((midnight, next_midnight),)
    if hours.quiet_from > hours.quiet_to:
        return ((wakes, falls_quiet),)
    return ((midnight, falls_quiet), (wakes, next_midnight))


_DAY = timedelta(days=1)


def _must_fit(what: str, value: int, allowed: Collection[int]) -> None:
    if value not in allowed:
        raise ValueError(f"{what} can't be {value}")


def _next_working(rhythm: Rhythm, day: date, days_off: DaysOff, step: timedelta) -> date:
    within_a_year = (day + step * steps for steps in range(1, SEARCH + 1))
    working = (one for one in within_a_year if day_off(rhythm, one, days_off) is None)
    return next(working, day + step)


def _planned(cadence: Cadence, start: date) -> Iterator[date]:
    """The days of a cadence from `start` on, without end."""
    match cadence:
        case Weekly():
            return _weekly(cadence, max(start, cadence.since))
        case Monthly():
            return _monthly(cadence, max(start, cadence.since or start))


def _weekly(cadence: Weekly, start: date) -> Iterator[date]:
    day = cadence.since + timedelta(days=cadence.weekday - cadence.since.weekday())
    every = timedelta(weeks=cadence.weeks)
    day += max(-((day - start) // every), 0) * every
    while True:
        yield day
        day += every


def _monthly(cadence: Monthly, start: date) -> Iterator[date]:
    month = start.replace(day=1)
    while True:
        day = _nth(cadence, month)
        if day >= start:
            yield day
        month = (month + timedelta(days=31)).replace(day=1)


def _nth(cadence: Monthly, month: date) -> date:
    if cadence.nth == -1:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        return last - timedelta(days=(last.weekday() - cadence.weekday) % 7)
    first = month + timedelta(days=(cadence.weekday - month.weekday()) % 7)
    return first + timedelta(weeks=cadence.nth - 1)


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
