"""Days and times as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from bot.boundary.views import Facts, Points
from bot.conversations.saying import texts
from bot.words.times import (
    day_words,
    days_between,
    moment_words,
    name_list,
    time_words,
    weekday_words,
    why_words,
)


def test_a_day_is_said_without_commas_and_without_a_year() -> None:
    assert day_words(date(2027, 1, 4)) == "Monday 4 January"


def test_a_moment_is_said_as_the_clocks_there_show_it() -> None:
    at = datetime(2027, 7, 5, 22, 30, tzinfo=UTC)

    assert moment_words(at, "Europe/London") == "Monday 5 July at 23:30"
    assert moment_words(at, "Europe/Berlin") == "Tuesday 6 July at 00:30"


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        moment_words(datetime(2027, 7, 5), "Europe/London")  # noqa: DTZ001  the very thing refused


def test_times_are_on_a_clock_of_twenty_four_hours() -> None:
    assert time_words(time(9, 5)) == "09:05"
    assert time_words(time(17)) == "17:00"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 1, 4), date(2027, 1, 8), "4 to 8 January"),
        (date(2027, 1, 28), date(2027, 2, 2), "28 January to 2 February"),
        (date(2026, 12, 30), date(2027, 1, 4), "30 December to 4 January"),
        (date(2027, 1, 4), date(2028, 1, 4), "4 January to 4 January"),
        (date(2027, 1, 4), date(2027, 1, 4), "4 January"),
    ],
)
def test_a_span_of_days_says_the_month_once_where_that_is_enough(
    first: date, last: date, words: str
) -> None:
    assert days_between(first, last) == words


def test_weekdays_count_from_monday() -> None:
    assert [weekday_words(each) for each in (0, 6)] == ["Monday", "Sunday"]


def test_names_are_joined_as_one_says_them() -> None:
    assert name_list([]) == ""
    assert name_list(["Ana"]) == "Ana"
    assert name_list(["Ana", "Ben"]) == "Ana and Ben"
    assert name_list(["Ana {0}", "Ben", "{1}"]) == "Ana {0}, Ben and {1}"


def test_a_day_off_with_a_name_of_its_own_keeps_it() -> None:
    assert why_words("Boxing Day") == "Boxing Day"


def test_a_sentence_remembers_the_moment_that_it_names() -> None:
    at = datetime(2027, 1, 4, 10, tzinfo=UTC)
    (said,) = texts("hold.thanks", when=moment_words(at, "Europe/London"))

    (moment,) = said.moments
    assert moment.at == at
    assert moment.words in said.text


def test_what_is_listed_or_stated_remembers_its_moments_too() -> None:
    when = moment_words(datetime(2027, 1, 4, 10, tzinfo=UTC), "Europe/London")

    assert Points((when, "later")).moments == Facts((("It opens", when),)).moments != ()


def test_a_sentence_without_a_moment_remembers_none() -> None:
    (said,) = texts("home.nothing")

    assert said.moments == ()
