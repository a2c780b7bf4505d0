"""A time is read kindly; what is none is found."""

from datetime import date

import pytest

from bot.words.reading_times import days_said, is_a_time


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays at 10:00",
        "2030-03-16 10:00",
        "Fridays",
        "tue 10am",
        "Tue at 10",
        "Thurs, 3.30 pm",
        "every other Wednesday",
        "first Monday of the month",
        "16 March",
        "March 16th at 2pm",
        "the 3rd of May 2031, 14:00",
        "16/3 at 10",
        "Friday afternoon",
        "mornings",
        "Tomorrow at lunchtime",
        "14:00",
        "10:00–11:30 on Mondays",
        "Mon or Tue, 9.30",
        "Tuesdays at 10:00 in the small library",
        "29 February",
        "الثلاثاء 10:00",
        "١٠:٣٠",
    ],
)
def test_a_day_an_hour_or_a_part_of_a_day_is_a_time(text: str) -> None:
    assert is_a_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "cake",
        "whenever",
        "as soon as we can",
        "we sat there",
        "we may go",
        "10",
        "12 of us",
        "half",
        "25:00",
        "13pm",
        "31 February at 10:00",
        "2030-02-30 10:00",
        "40/3",
        "the last one",
        "",
    ],
)
def test_what_holds_no_time_or_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert not is_a_time(text)


def test_a_day_is_told_only_where_its_year_is_said() -> None:
    assert days_said("2020-01-01 10:00") == (date(2020, 1, 1),)
    assert days_said("16/3/27 at 10 or 17 March 2027") == (date(2027, 3, 16), date(2027, 3, 17))
    assert days_said("16 March at 10:00") == ()
