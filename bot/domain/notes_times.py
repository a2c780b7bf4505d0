"""When a window is, reckoned back in working days from the session at which its notes are told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.days import Days
from bot.domain.notes import NotesWindow, WindowTimes
from bot.domain.turns import AFTERNOON, MORNING, NOON

CHECKS_IN, CLOSES, CLOSES_LATER = 5, 3, 1
"""Working days before the session opens: the card, at 10:00; the close, at noon; and the close of a window
that too few have used, two working days later."""
LEAST = 1
"""A check-in lasts a working day at the least; a session that comes sooner has none."""


def window_times(opens_at: datetime, days: Days) -> WindowTimes:
    day = days.day_of(opens_at)
    closing = days.step(day, -CLOSES)
    return WindowTimes(
        checks_in_at=days.at(days.step(day, -CHECKS_IN), MORNING),
        reminds_at=days.at(days.step(closing, -1), MORNING),
        closes_at=days.at(closing, NOON),
        releases_at=opens_at,
    )


def first_in_time(openings: Iterable[datetime], days: Days, now: datetime) -> WindowTimes | None:
    """Of the first session for which there is time enough to check in."""
    every = (window_times(opens_at, days) for opens_at in openings)
    return next((one for one in every if _in_time(one, days, now)), None)


def longer(times: WindowTimes, days: Days, now: datetime) -> WindowTimes | None:
    """Two working days more; None where the session is too near for it."""
    later = days.at(days.step(days.day_of(times.releases_at), -CLOSES_LATER), NOON)
    return replace(times, closes_at=later) if later > now and later > times.closes_at else None


def deputy_asked_at(days: Days, now: datetime, *, late: bool) -> datetime:
    """A working day after the close, if the notes have not been read by then; the same afternoon where
    the session opens on the next working day."""
    return days.at(days.day_of(now), AFTERNOON) if late else days.later(now, 1)


def followed(
    window: NotesWindow, openings: Iterable[datetime], days: Days, now: datetime
) -> NotesWindow:
    """The same window, with the session it is for on another day. What has had its moment keeps it; a
    check-in that is under way is never cut short."""
    if not window.checked_in or window.times is None:
        return replace(window, times=first_in_time(openings, days, now))
    opens_at = next(iter(openings), None)
    if opens_at is None or opens_at == window.times.releases_at:
        return window
    new = window_times(opens_at, days)
    if not _in_time(new, days, now):
        return replace(window, times=replace(window.times, releases_at=opens_at))
    reminds_at = new.reminds_at if window.times.reminds_at > now else window.times.reminds_at
    kept = replace(new, checks_in_at=window.times.checks_in_at, reminds_at=reminds_at)
    return replace(window, times=kept, extended=False)


def _in_time(times: WindowTimes, days: Days, now: datetime) -> bool:
    return days.later(now, LEAST) <= times.closes_at
