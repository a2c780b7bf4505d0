"""When a teller is asked whether what they offered may open: at work, and with time left to press."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.days import Days
from bot.domain.hours import Hours, waking
from bot.domain.rhythm import next_occurrence
from bot.domain.session import Session

EARLY_AFTERNOON, LATE_AFTERNOON = time(13), time(16)
TIME_TO_PRESS = timedelta(hours=3)
"""So long before their day ends a teller is asked at the latest: to read it once more, and to press."""
TIME_TO_ACT = timedelta(hours=2)
"""So long before their day ends whoever holds it hears at the latest that it may open with nothing: they can put
something in its place, while they are at work."""
LOOKS_BACK = 14
"""Days in which a teller's last working day is looked for."""


def teller_asked_at(hours: Hours, opens_at: datetime, days: Days) -> datetime:
    """When somebody of these hours is asked: on the last day that they work before the day on which it opens."""
    return _in_time(hours, asked_at_latest(opens_at, days), opens_at, days, TIME_TO_PRESS)


def holder_told_at(hours: Hours, opens_at: datetime, days: Days) -> datetime:
    """When whoever holds it, and has these hours, hears at the latest that its teller has not said *Ready*."""
    before = days.step(days.day_of(opens_at), -1)
    return _in_time(hours, days.at(before, LATE_AFTERNOON), opens_at, days, TIME_TO_ACT)


def asked_at_latest(opens_at: datetime, days: Days) -> datetime:
    """The day before, by the community's days. Then whoever holds it hears, too, if there is nothing to tell."""
    return days.at(days.step(days.day_of(opens_at), -1), EARLY_AFTERNOON)


def first_look(opens_at: datetime, days: Days) -> datetime:
    """The first moment at which somebody, if theirs is next, has to be asked."""
    return min(_looks(opens_at, days))


def looked(session: Session, days: Days, now: datetime) -> Session:
    """The same session, which looks again at the next moment at which somebody may have to be asked."""
    ahead = (at for at in _looks(session.plan.opens_at, days) if at > now)
    at = min(ahead, default=session.plan.prepares_at)
    return replace(session, plan=replace(session.plan, prepares_at=at))


def looked_beyond(session: Session, days: Days, now: datetime) -> Session:
    """The same session, which runs, and looks next when somebody may have to be asked about the one after it."""
    following = next_occurrence(days.rhythm, session.plan.closes_at, days.off)
    looks = _looks(following.at, days) if following else frozenset[datetime]()
    return replace(session, next_looks_at=min((at for at in looks if at > now), default=None))


def looks_now(session: Session, now: datetime) -> Session:
    """Somebody's hours have changed: their moment may have come, or gone by."""
    if session.ahead:
        return replace(session, plan=replace(session.plan, prepares_at=now))
    return replace(session, next_looks_at=now)


def _looks(opens_at: datetime, days: Days) -> frozenset[datetime]:
    everyone = {days.rhythm.hours, *days.people}
    tellers = {teller_asked_at(one, opens_at, days) for one in everyone}
    holders = {holder_told_at(one, opens_at, days) for one in everyone}
    return frozenset({asked_at_latest(opens_at, days)} | tellers | holders)


def _in_time(
    hours: Hours, latest: datetime, opens_at: datetime, days: Days, left: timedelta
) -> datetime:
    """At `latest`; earlier where `left` of their last working day before it opens would not be left then."""
    last = _last_day(hours, opens_at, days)
    if last is None:
        return latest
    begins, ends = waking(hours, last)[-1]
    return min(latest, max(begins, ends - left))


def _last_day(hours: Hours, opens_at: datetime, days: Days) -> date | None:
    opening = opens_at.astimezone(ZoneInfo(hours.zone)).date()
    before = (opening - timedelta(days=back) for back in range(1, LOOKS_BACK + 1))
    return next((day for day in before if days.worked(hours, day)), None)
