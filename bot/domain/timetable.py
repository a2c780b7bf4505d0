"""When the parts of a session happen, reckoned in the community's working days.

The default week: a session opens in the morning of the first day and has one question at a time, by
its format (`turns`); it closes at noon on the fifth. The look back is open for the whole working day
before that, from noon to noon.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.formats import Format
from bot.domain.preparing import first_look
from bot.domain.round import Plan, Round, RoundState
from bot.domain.session import Session
from bot.domain.turns import (
    AFTERNOON,
    FIRST_THING,
    MORNING,
    NOON,
    TIME_TO_CHOOSE,
    TURNS,
    Turn,
    half_way,
)

LOOK_BACK = 1
"""Working days for which the look back is open, noon to noon. It touches two days, so that whoever is
away on one of them has the other."""
WARNS = time(16)
"""A round that closes the next working day is announced in the afternoon before."""

ENDED = {RoundState.OPEN: RoundState.CLOSED, RoundState.PLANNED: RoundState.SKIPPED}
"""What becomes of a round when the rounds are ended before their time."""


def timetable(
    opens_at: datetime, days: Days, format_: Format = Format.STORY_WITH_ROUNDS
) -> tuple[Plan, tuple[Round, ...]]:
    """Everything that a session of this format will do when it opens then, and when."""
    day = days.day_of(opens_at)
    rounds = tuple(_rounds(opens_at, day, days, TURNS[format_]))
    closes_at = rounds[-1].closes_at
    half = next(one for one in rounds if one.part is half_way(format_))
    before = days.step(day, -1)
    plan = Plan(
        asks_at=days.at(days.step(day, -2), MORNING),
        asks_deputy_at=days.at(before, NOON),
        prepares_at=first_look(opens_at, days),
        opens_at=opens_at,
        check_opens_at=half.opens_at,
        check_closes_at=half.closes_at,
        review_opens_at=days.at(days.step(days.day_of(closes_at), -LOOK_BACK), NOON),
        closes_at=closes_at,
    )
    return plan, rounds


def chosen_by(opened_at: datetime, days: Days) -> datetime:
    """Until when it is chosen what a session stays with: in the afternoon, or on the next working day by noon."""
    day = days.day_of(opened_at)
    afternoon = days.at(day, AFTERNOON)
    if afternoon - opened_at >= TIME_TO_CHOOSE:
        return afternoon
    return days.at(days.step(day, 1), NOON)


def shaped(session: Session, format_: Format, days: Days) -> Session:
    """The same session, which has not opened, in this format. When people are asked about it stays; what was
    chosen for the rounds of another format goes."""
    if session.format is format_:
        return session
    plan, rounds = timetable(session.plan.opens_at, days, format_)
    before = session.plan
    asked = replace(
        plan,
        asks_at=before.asks_at,
        asks_deputy_at=before.asks_deputy_at,
        prepares_at=before.prepares_at,
    )
    fresh = replace(session, wording={}, at_once=frozenset())
    return replace(fresh, format=format_, plan=asked, rounds=rounds)


def moved(session: Session, days: Days, now: datetime, *, steps: int) -> Session:
    """The same session with everything still ahead of it `steps` working days later.

    What has had its moment keeps it, so that nothing happens a second time.
    """
    plan = session.plan

    def ahead(at: datetime) -> datetime:
        return days.later(at, steps) if at > now else at

    return replace(
        session,
        plan=replace(
            plan,
            check_opens_at=ahead(plan.check_opens_at),
            check_closes_at=ahead(plan.check_closes_at),
            review_opens_at=ahead(plan.review_opens_at),
            closes_at=days.later(plan.closes_at, steps),
        ),
        rounds=tuple(_moved_round(one, days, ahead, steps) for one in session.rounds),
    )


def missed(session: Session, now: datetime, days: Days) -> int:
    """How many working days a session has lost since its clock stopped.

    A pause within one working day costs nothing, unless a deadline passed in it.
    """
    stopped_at = session.stopped_at or now
    steps = _days_begun(days.day_of(stopped_at), days.day_of(now), days)
    passed = any(stopped_at < one <= now for one in _deadlines(session))
    return max(steps, 1) if passed else steps


def look_back_has_opened(session: Session, now: datetime) -> bool:
    """A clock that has stopped opens nothing."""
    return session.plan.review_opens_at <= (session.stopped_at or now)


def rounds_ended(session: Session, now: datetime, days: Days) -> Session:
    """No round is open any more, so nobody needs to step in; what still lies ahead comes sooner."""
    return replace(_wound_up(session), plan=_sooner(session, now, days), state=SessionState.OPEN)


def session_ended(session: Session, now: datetime) -> Session:
    """It closes now, on whatever day it was planned to, and its dates say so."""
    plan = replace(session.plan, closes_at=now)
    return replace(_wound_up(session), plan=plan, state=SessionState.CLOSED, closed_at=now)


def _wound_up(session: Session) -> Session:
    rounds = tuple(
        replace(one, state=ENDED.get(one.state, one.state), looks_at=None, warns_at=None)
        for one in session.rounds
    )
    return replace(session, rounds=rounds, stopped_at=None, quiet_after=None, rests_after=None)


def _sooner(session: Session, now: datetime, days: Days) -> Plan:
    """The look back opens on the next working morning at the latest, and for a working day. Nothing is
    put in the past, where nothing would ring."""
    plan, tomorrow = session.plan, days.step(days.day_of(now), 1)
    opens, closes = plan.review_opens_at, plan.closes_at
    if not look_back_has_opened(session, now):
        morning = days.at(tomorrow, FIRST_THING)
        opens = min(opens, morning) if opens > now else morning
        closes = days.at(days.step(days.day_of(opens), LOOK_BACK), NOON)
    return replace(
        plan,
        check_opens_at=min(plan.check_opens_at, now),
        check_closes_at=min(plan.check_closes_at, now),
        review_opens_at=opens,
        closes_at=closes if closes > now else days.at(tomorrow, NOON),
    )


def _days_begun(after: date, until: date, days: Days) -> int:
    """How many working days have begun after the one day, up to and with the other."""
    day, steps = days.step(after, 1), 0
    while day <= until:
        day, steps = days.step(day, 1), steps + 1
    return steps


def _deadlines(session: Session) -> tuple[datetime, ...]:
    """The moments by which people are asked to have answered."""
    plan = session.plan
    closes = (session.round.closes_at,) if session.round else ()
    return (*closes, plan.check_closes_at, plan.closes_at)


def _rounds(opens_at: datetime, day: date, days: Days, turns: Iterable[Turn]) -> Iterable[Round]:
    for turn in turns:
        closing_day = days.closing(day, turn.days)
        yield Round(
            part=turn.part,
            opens_at=opens_at,
            closes_at=days.at(closing_day, turn.closes),
            looks_at=_looks(turn, day, closing_day, days),
            warns_at=days.at(days.step(closing_day, -1), WARNS) if turn.warns else None,
        )
        opens_at, day = days.at(closing_day, turn.closes), closing_day


def _looks(turn: Turn, first: date, last: date, days: Days) -> datetime | None:
    if turn.looks is None:
        return None
    return days.at(first if turn.looks_same_day else last, turn.looks)


def _moved_round(
    one: Round, days: Days, ahead: Callable[[datetime], datetime], steps: int
) -> Round:
    if one.state not in (RoundState.PLANNED, RoundState.OPEN):
        return one
    opens = one.opens_at if one.state is RoundState.OPEN else days.later(one.opens_at, steps)
    return replace(
        one,
        opens_at=opens,
        closes_at=days.later(one.closes_at, steps),
        looks_at=one.looks_at and ahead(one.looks_at),
        warns_at=one.warns_at and ahead(one.warns_at),
    )
