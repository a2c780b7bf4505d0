"""When the parts of a session happen."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.cadence import Weekly
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.hours import Hours
from bot.domain.ids import CommunityId, RecordId
from bot.domain.rhythm import Rhythm
from bot.domain.round import RoundState
from bot.domain.session import Session
from bot.domain.timetable import missed, rounds_ended, timetable


class NoHolidays:
    def holiday(self, day: date, region: str) -> str | None:
        return None


RHYTHM = Rhythm(cadence=Weekly(2, 0, date(2027, 1, 4)))
DAYS = Days(RHYTHM, NoHolidays())


def jan(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=UTC)


def session(days: Days = DAYS) -> Session:
    """It opens on Monday 18 January; its first round is open."""
    plan, rounds = timetable(jan(18, 10), days)
    opened = replace(rounds[0], state=RoundState.OPEN)
    return Session(
        id=RecordId("s"),
        community=CommunityId(RecordId("c")),
        number=1,
        plan=plan,
        rounds=(opened, *rounds[1:]),
        state=SessionState.OPEN,
    )


def test_a_session_lasts_five_working_days() -> None:
    plan = session().plan

    assert (plan.opens_at, plan.closes_at) == (jan(18, 10), jan(22, 12))


def test_who_can_hold_it_is_asked_two_working_days_before() -> None:
    plan = session().plan

    assert (plan.asks_at, plan.asks_deputy_at) == (jan(14, 10), jan(15, 12))


def test_the_look_back_is_open_for_a_working_day_and_opens_after_the_check() -> None:
    plan = session().plan

    assert (plan.review_opens_at, plan.closes_at) == (jan(21, 12), jan(22, 12))
    assert plan.check_closes_at <= plan.review_opens_at


def test_the_look_back_goes_round_a_weekend() -> None:
    part_time = Hours(working_days=frozenset({1, 2, 3}))
    plan = session(replace(DAYS, people=(part_time,))).plan

    assert (plan.review_opens_at, plan.closes_at) == (jan(22, 12), jan(25, 12))


@pytest.mark.parametrize(
    ("stopped", "now", "lost"),
    [
        (jan(18, 10, 30), jan(18, 10, 31), 0),
        (jan(18, 10, 30), jan(18, 17), 0),
        (jan(18, 17), jan(19, 9), 1),
        (jan(19, 11), jan(19, 13), 1),  # the first round should have closed at noon
        (jan(19, 11), jan(20, 13), 1),
        (jan(22, 9), jan(23, 9), 1),  # the session should have closed on Friday at noon
        (jan(22, 13), jan(23, 9), 0),  # a Saturday costs nobody anything
        (jan(22, 13), jan(25, 9), 1),
        (jan(18, 10, 30), jan(25, 10), 5),
    ],
)
def test_a_stopped_clock_costs_the_working_days_that_began_and_at_least_one_for_a_deadline(
    stopped: datetime, now: datetime, lost: int
) -> None:
    paused = replace(session(), state=SessionState.PAUSED, stopped_at=stopped)

    assert missed(paused, now, DAYS) == lost


@pytest.mark.parametrize(
    ("now", "opens", "closes"),
    [
        (jan(18, 15), jan(19, 9), jan(20, 12)),
        (jan(20, 16), jan(21, 9), jan(22, 12)),
        (jan(21, 11), jan(21, 12), jan(22, 12)),  # as planned
        (jan(21, 15), jan(21, 12), jan(22, 12)),  # it is open already
        (jan(22, 12), jan(21, 12), jan(25, 12)),  # nothing is put in the past
    ],
)
def test_rounds_that_are_ended_early_bring_the_look_back_forward(
    now: datetime, opens: datetime, closes: datetime
) -> None:
    plan = rounds_ended(session(), now, DAYS).plan

    assert (plan.review_opens_at, plan.closes_at) == (opens, closes)


def test_once_the_rounds_are_ended_nobody_is_looked_for() -> None:
    watched = replace(session(), quiet_after=jan(20, 10), rests_after=jan(21, 10))

    ended = rounds_ended(watched, jan(19, 10), DAYS)

    assert (ended.quiet_after, ended.rests_after) == (None, None)
    assert [one.state for one in ended.rounds] == [
        RoundState.CLOSED,
        *[RoundState.SKIPPED] * 4,
    ]


def test_a_session_abroad_keeps_its_own_noon() -> None:
    hours = Hours(zone="America/New_York", quiet_to=time(9))
    plan = session(Days(replace(RHYTHM, hours=hours), NoHolidays())).plan

    assert plan.closes_at == jan(22, 17)


def test_rounds_come_in_their_order() -> None:
    assert [one.part for one in session().rounds] == [
        Part.STRUCK,
        Part.QUESTIONS,
        Part.WONDERING,
        Part.OFFERS,
        Part.LAST_WORD,
    ]
