"""When people may be spoken to: outside quiet hours, on working days, in their own zone.

A wall time in a gap (clocks go forward) moves forward by the gap; one that comes twice (clocks go back)
is the first. Exactly one instant for each.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
"""Days as `date.weekday()` counts them: Monday is 0."""
HELD_BACK_AT_MOST = 30
"""Days for which a private message may wait for a humane hour."""
_DAY = timedelta(days=1)


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


class DaysOff(Protocol):
    """Public holidays by region; the core's `Calendar` port is one."""

    def holiday(self, day: date, region: str) -> str | None: ...


def instant(day: date, at: time, zone: str) -> datetime:
    """The one instant, in UTC, at which clocks in `zone` show `at` on `day`."""
    local = datetime.combine(day, at.replace(fold=0, tzinfo=None), ZoneInfo(zone))
    return local.astimezone(UTC)


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
