"""How often a community meets: the days of its cadence, whatever may be kept free on them."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal


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


def planned_days(cadence: Cadence, start: date) -> Iterator[date]:
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


def _must_fit(what: str, value: int, allowed: Collection[int]) -> None:
    if value not in allowed:
        raise ValueError(f"{what} can't be {value}")
