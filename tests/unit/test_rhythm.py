"""When a community meets."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Monthly, Weekly
from bot.domain.hours import Hours, first_day_back, humane, instant
from bot.domain.rhythm import (
    Closure,
    DayOff,
    LeftOut,
    Occurrence,
    Rhythm,
    day_off,
    next_occurrence,
    occurrences,
    planned_day,
    preview,
    without_past,
    working_day,
)

MONDAY = date(2027, 1, 4)
ENGLAND = "GB-ENG"


@dataclass
class Wall:
    """A wall calendar with holidays written on it."""

    days: dict[date, str] = field(default_factory=dict)

    def holiday(self, day: date, region: str) -> str | None:
        return self.days.get(day) if region == ENGLAND else None


EASTER_MONDAY = date(2027, 3, 29)
WALL = Wall({EASTER_MONDAY: "Easter Monday", date(2027, 3, 26): "Good Friday"})
EVERY_MONDAY = Rhythm(cadence=Weekly(1, 0, MONDAY))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekly(zone: str, opens: time, since: date) -> Rhythm:
    everyday = Hours(zone=zone, working_days=frozenset(range(7)))
    return Rhythm(cadence=Weekly(1, since.weekday(), since), opens=opens, hours=everyday)


# One instant per occurrence


@pytest.mark.parametrize(
    ("day", "opens", "zone", "expected"),
    [
        (date(2027, 1, 4), time(10), "Europe/London", "2027-01-04T10:00"),
        (date(2027, 7, 5), time(10), "Europe/London", "2027-07-05T09:00"),
        # 02:30 in Berlin's gap becomes 03:30 summer time
        (date(2027, 3, 28), time(2, 30), "Europe/Berlin", "2027-03-28T01:30"),
        # 02:30 happens twice: the first, still in summer time
        (date(2027, 10, 31), time(2, 30), "Europe/Berlin", "2027-10-31T00:30"),
        # midnight does not exist: it becomes 01:00
        (date(2026, 9, 6), time(0), "America/Santiago", "2026-09-06T04:00"),
        (date(2027, 4, 30), time(0), "Africa/Cairo", "2027-04-29T22:00"),
    ],
)
def test_a_wall_time_is_one_instant(day: date, opens: time, zone: str, expected: str) -> None:
    assert instant(day, opens, zone) == at(expected)


def test_a_time_that_remembers_being_the_second_still_means_the_first() -> None:
    second = time(2, 30, fold=1)

    assert instant(date(2027, 10, 31), second, "Europe/Berlin") == at("2027-10-31T00:30")


@pytest.mark.parametrize(
    ("zone", "opens", "change"),
    [
        ("Europe/Berlin", time(2, 30), date(2027, 3, 28)),
        ("Europe/Berlin", time(2, 30), date(2027, 10, 31)),
        ("America/Santiago", time(0), date(2026, 9, 6)),
        ("Africa/Cairo", time(0), date(2027, 4, 30)),
    ],
)
def test_a_session_on_the_day_the_clocks_change_opens_once(
    zone: str, opens: time, change: date
) -> None:
    rhythm = weekly(zone, opens, change - timedelta(weeks=2))
    start = instant(change - timedelta(days=10), time(0), zone)

    found = list(islice(occurrences(rhythm, start, Wall()), 3))

    assert [one.planned for one in found] == [change + timedelta(weeks=n) for n in (-1, 0, 1)]
    assert [one.planned for one in found if isinstance(one, Occurrence) and one.why] == []


# The cadence


def test_a_fortnightly_session_counts_from_the_week_it_began() -> None:
    rhythm = Rhythm(cadence=Weekly(2, 2, MONDAY))

    found = islice(occurrences(rhythm, at("2027-01-07T00:00"), Wall()), 2)

    assert [one.planned for one in found] == [date(2027, 1, 20), date(2027, 2, 3)]


def test_no_session_comes_before_the_first_day() -> None:
    friday = date(2027, 1, 8)
    rhythm = Rhythm(cadence=Weekly(2, 0, friday))

    found = next_occurrence(rhythm, at("2020-01-01T00:00"), Wall())

    assert found is None
    assert next(occurrences(rhythm, at("2027-01-01T00:00"), Wall())).planned == date(2027, 1, 18)


@pytest.mark.parametrize(
    ("nth", "weekday", "planned"),
    [
        (1, 0, ["2027-01-04", "2027-02-01", "2027-03-01"]),
        (2, 2, ["2027-01-13", "2027-02-10", "2027-03-10"]),
        (4, 4, ["2027-01-22", "2027-02-26", "2027-03-26"]),
        (-1, 3, ["2027-01-28", "2027-02-25", "2027-03-25"]),
    ],
)
def test_a_monthly_session_is_on_its_nth_weekday(
    nth: int, weekday: int, planned: list[str]
) -> None:
    rhythm = Rhythm(cadence=Monthly(nth, weekday))

    found = islice(occurrences(rhythm, at("2027-01-01T00:00"), Wall()), 3)

    assert [one.planned.isoformat() for one in found] == planned


def test_no_monthly_session_comes_before_the_first_day() -> None:
    rhythm = Rhythm(cadence=Monthly(2, 2, date(2027, 3, 10)))

    found = islice(occurrences(rhythm, at("2027-01-01T00:00"), Wall()), 2)

    assert [one.planned for one in found] == [date(2027, 3, 10), date(2027, 4, 14)]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Weekly(0, 0, MONDAY),
        lambda: Weekly(9, 0, MONDAY),
        lambda: Weekly(1, 7, MONDAY),
        lambda: Weekly(1, -1, MONDAY),
        lambda: Monthly(0, 0),
        lambda: Monthly(5, 0),
        lambda: Monthly(-2, 0),
        lambda: Monthly(1, 7),
    ],
)
def test_a_cadence_that_no_calendar_has_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match="can't be"):
        wrong()


# Days off


def test_a_bank_holiday_monday_moves_to_tuesday_and_says_so() -> None:
    found = next_occurrence(EVERY_MONDAY, at("2027-03-23T00:00"), WALL)

    assert found == Occurrence(at("2027-03-30T09:00"), EASTER_MONDAY, "Easter Monday")


def test_a_moved_session_is_still_ahead_on_the_evening_of_the_day_it_was_planned_for() -> None:
    found = next_occurrence(EVERY_MONDAY, at("2027-03-29T20:00"), WALL)

    assert found is not None
    assert found.planned == EASTER_MONDAY


def test_nothing_is_found_twice_when_asked_again_from_the_moment_it_opens() -> None:
    found = next_occurrence(EVERY_MONDAY, at("2027-03-30T09:00"), WALL)

    assert found == Occurrence(at("2027-04-05T09:00"), date(2027, 4, 5))


def test_a_christmas_closure_leaves_the_session_out() -> None:
    christmas = Closure(date(2027, 12, 24), date(2028, 1, 2), "Christmas")
    rhythm = replace(EVERY_MONDAY, closures=(christmas,))

    first, second = islice(occurrences(rhythm, at("2027-12-21T00:00"), WALL), 2)

    assert first == LeftOut(date(2027, 12, 27), "Christmas")
    assert second == Occurrence(at("2028-01-03T10:00"), date(2028, 1, 3))


def test_a_session_moves_four_days_but_not_five() -> None:
    four, five = (
        replace(EVERY_MONDAY, hours=Hours(working_days=frozenset({day}))) for day in (4, 5)
    )
    start = at("2027-01-03T00:00")

    moved, left_out = (next(occurrences(rhythm, start, WALL)) for rhythm in (four, five))

    assert moved == Occurrence(at("2027-01-08T10:00"), MONDAY, DayOff.NOT_WORKING)
    assert left_out == LeftOut(MONDAY, DayOff.NOT_WORKING)


def test_a_skipped_session_is_left_out_and_the_next_one_comes() -> None:
    rhythm = replace(EVERY_MONDAY, skipped=frozenset({MONDAY}))

    first, second = islice(occurrences(rhythm, at("2027-01-01T00:00"), WALL), 2)

    assert first == LeftOut(MONDAY, DayOff.SKIPPED)
    assert second.planned == date(2027, 1, 11)


def test_nothing_opens_after_the_last_day() -> None:
    rhythm = replace(EVERY_MONDAY, ends=EASTER_MONDAY)

    found = list(occurrences(rhythm, at("2027-03-20T00:00"), WALL))

    assert found == [
        Occurrence(at("2027-03-22T10:00"), date(2027, 3, 22)),
        LeftOut(EASTER_MONDAY, "Easter Monday"),
    ]


def test_a_rhythm_without_a_working_day_comes_to_an_end() -> None:
    rhythm = replace(EVERY_MONDAY, hours=Hours(working_days=frozenset()))

    assert next_occurrence(rhythm, at("2027-01-01T00:00"), WALL) is None


@pytest.mark.parametrize(("steps", "expected"), [(0, 4), (1, 5), (2, 6), (-2, 2)])
def test_without_a_working_day_in_a_year_the_days_of_the_calendar_count(
    steps: int, expected: int
) -> None:
    years = Closure(date(2025, 1, 1), date(2029, 1, 1))
    rhythm = replace(EVERY_MONDAY, closures=(years,))

    assert working_day(rhythm, MONDAY, WALL, steps=steps) == date(2027, 1, expected)


def test_a_session_knows_the_day_it_was_planned_for_unless_it_was_put_there_by_hand() -> None:
    moved = planned_day(EVERY_MONDAY, at("2027-03-30T09:00"), WALL)
    usual = planned_day(EVERY_MONDAY, at("2027-01-11T10:00"), WALL)
    by_hand = planned_day(EVERY_MONDAY, at("2027-01-14T10:00"), WALL)

    assert (moved, usual, by_hand) == (EASTER_MONDAY, date(2027, 1, 11), None)


def test_only_what_can_still_change_something_is_kept_of_the_days_left_out() -> None:
    over, lasting = Closure(MONDAY, MONDAY), Closure(MONDAY, date(2027, 2, 12))
    skipped = frozenset({MONDAY, date(2027, 2, 15)})
    rhythm = replace(EVERY_MONDAY, closures=(over, lasting), skipped=skipped)

    tidy = without_past(rhythm, date(2027, 2, 10))

    assert tidy.closures == (lasting,)
    assert tidy.skipped == {date(2027, 2, 15)}


def test_each_day_off_says_why() -> None:
    named = replace(EVERY_MONDAY, closures=(Closure(MONDAY, MONDAY, "The move"),))
    unnamed = replace(EVERY_MONDAY, closures=(Closure(MONDAY, MONDAY),))

    assert day_off(EVERY_MONDAY, date(2027, 1, 3), WALL) is DayOff.NOT_WORKING
    assert day_off(EVERY_MONDAY, EASTER_MONDAY, WALL) == "Easter Monday"
    assert day_off(named, MONDAY, WALL) == "The move"
    assert day_off(unnamed, MONDAY, WALL) is DayOff.CLOSED
    assert day_off(EVERY_MONDAY, MONDAY, WALL) is None


@pytest.mark.parametrize(
    ("day", "steps", "expected"),
    [
        ("2027-03-25", 0, "2027-03-25"),
        ("2027-03-26", 0, "2027-03-30"),
        ("2027-03-25", 1, "2027-03-30"),
        ("2027-03-27", 1, "2027-03-30"),
        ("2027-03-25", 2, "2027-03-31"),
        ("2027-03-30", -1, "2027-03-25"),
        ("2027-03-28", -2, "2027-03-24"),
    ],
)
def test_steps_go_over_working_days_only(day: str, steps: int, expected: str) -> None:
    found = working_day(EVERY_MONDAY, date.fromisoformat(day), WALL, steps=steps)

    assert found.isoformat() == expected


def test_the_preview_shows_four_weeks_with_what_moves_and_what_is_left_out() -> None:
    rhythm = replace(EVERY_MONDAY, skipped=frozenset({date(2027, 4, 5)}))

    found = preview(rhythm, at("2027-03-15T12:00"), WALL)

    assert [type(one) for one in found] == [Occurrence, Occurrence, LeftOut, Occurrence]
    assert [one.why for one in found if isinstance(one, Occurrence)] == ["", "Easter Monday", ""]


# When a person may be written to

FULL_TIME = Hours()
TUESDAY_TO_THURSDAY = Hours(working_days=frozenset({1, 2, 3}))
NIGHTS = Hours(quiet_from=time(8), quiet_to=time(16))


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (FULL_TIME, "2027-01-04T10:00", "2027-01-04T10:00"),
        (FULL_TIME, "2027-01-04T09:00", "2027-01-04T09:00"),
        (FULL_TIME, "2027-01-04T06:30", "2027-01-04T09:00"),
        (FULL_TIME, "2027-01-04T17:59", "2027-01-04T17:59"),
        (FULL_TIME, "2027-01-04T18:00", "2027-01-05T09:00"),
        (FULL_TIME, "2027-01-08T20:00", "2027-01-11T09:00"),
        (FULL_TIME, "2027-03-25T19:00", "2027-03-30T08:00"),
        (TUESDAY_TO_THURSDAY, "2027-01-07T18:30", "2027-01-12T09:00"),
        (replace(FULL_TIME, zone="America/Santiago"), "2027-01-04T10:00", "2027-01-04T12:00"),
        (NIGHTS, "2027-01-04T03:00", "2027-01-04T03:00"),
        (NIGHTS, "2027-01-04T12:00", "2027-01-04T16:00"),
        (NIGHTS, "2027-01-09T03:00", "2027-01-11T00:00"),
        (replace(FULL_TIME, quiet_to=time(18)), "2027-01-04T03:00", "2027-01-04T03:00"),
    ],
)
def test_a_private_message_waits_for_a_humane_hour(hours: Hours, now: str, expected: str) -> None:
    assert humane(hours, at(now), WALL, ENGLAND) == at(expected)


def test_nobody_waits_longer_than_thirty_days() -> None:
    never = Hours(working_days=frozenset())

    assert humane(never, at("2027-01-04T20:00"), WALL, ENGLAND) == at("2027-02-02T09:00")


def test_the_first_day_back_is_the_one_after_a_weekday_away() -> None:
    assert first_day_back(TUESDAY_TO_THURSDAY, date(2027, 1, 5), WALL, ENGLAND)
    assert not first_day_back(TUESDAY_TO_THURSDAY, date(2027, 1, 6), WALL, ENGLAND)
    assert not first_day_back(TUESDAY_TO_THURSDAY, MONDAY, WALL, ENGLAND)
    assert not first_day_back(FULL_TIME, MONDAY, WALL, ENGLAND)
    assert first_day_back(FULL_TIME, date(2027, 3, 30), WALL, ENGLAND)


# Whatever the rhythm

ZONES = st.sampled_from(["Europe/London", "Europe/Berlin", "America/Santiago", "Africa/Cairo"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CADENCES: st.SearchStrategy[Cadence] = st.one_of(
    st.builds(Weekly, st.integers(1, 8), st.integers(0, 6), DAYS),
    st.builds(Monthly, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6), st.none() | DAYS),
)
HOURS = st.builds(
    Hours,
    zone=ZONES,
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
    quiet_from=st.times(),
    quiet_to=st.times(),
)
RHYTHMS = st.builds(
    Rhythm,
    cadence=CADENCES,
    opens=st.times(),
    hours=HOURS,
    skipped=st.frozensets(DAYS, max_size=3),
    closures=st.builds(
        lambda day, n: (Closure(day, day + timedelta(days=n)),), DAYS, st.integers(0, 30)
    ),
    ends=st.none() | DAYS,
)
MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants bounds without a zone
WALLS = st.builds(Wall, st.dictionaries(DAYS, st.just("A holiday"), max_size=20))


@given(RHYTHMS, MOMENTS, WALLS)
def test_sessions_come_in_order_each_once_and_never_on_a_day_off(
    rhythm: Rhythm, after: datetime, wall: Wall
) -> None:
    found = list(islice(occurrences(rhythm, after, wall), 12))

    planned = [one.planned for one in found]
    opening = [one for one in found if isinstance(one, Occurrence)]
    assert planned == sorted(set(planned))
    assert all(one.at > after for one in opening)
    assert all(one.at < later.at for one, later in pairwise(opening))
    for one in opening:
        # a time in a gap around midnight is an hour into the next day
        day = (one.at - timedelta(hours=1)).astimezone(ZoneInfo(rhythm.hours.zone)).date()
        days = {day, one.at.astimezone(ZoneInfo(rhythm.hours.zone)).date()}
        assert any(day_off(rhythm, each, wall) is None for each in days)
        assert rhythm.ends is None or min(days) <= rhythm.ends


@given(RHYTHMS, MOMENTS, WALLS)
def test_walking_from_one_session_to_the_next_finds_what_listing_them_finds(
    rhythm: Rhythm, after: datetime, wall: Wall
) -> None:
    listed = [
        one for one in islice(occurrences(rhythm, after, wall), 8) if isinstance(one, Occurrence)
    ]

    walked, here = [], after
    while len(walked) < len(listed) and (one := next_occurrence(rhythm, here, wall)):
        walked.append(one)
        here = one.at

    assert walked == listed


@given(HOURS, MOMENTS, WALLS)
def test_a_humane_hour_is_never_earlier_and_at_most_thirty_days_later(
    hours: Hours, now: datetime, wall: Wall
) -> None:
    found = humane(hours, now, wall, ENGLAND)

    assert now <= found <= now + timedelta(days=30)
    assert humane(hours, found, wall, ENGLAND) == found or found > now + timedelta(days=28)
