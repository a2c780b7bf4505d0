"""Public holidays, as the places keep them."""

from datetime import date

import pytest

from adapters.calendar import PublicHolidays, known_region


@pytest.mark.parametrize(
    ("day", "region", "name"),
    [
        (date(2027, 3, 29), "GB-ENG", "Easter Monday"),
        (date(2027, 3, 29), "GB-SCT", None),
        (date(2027, 3, 17), "IE", "Saint Patrick's Day"),
        (date(2027, 3, 8), "DE-BE", "Frauentag"),
        (date(2027, 3, 8), "DE-BY", None),
        (date(2027, 1, 5), "GB-ENG", None),
    ],
)
def test_each_region_keeps_its_own_holidays(day: date, region: str, name: str | None) -> None:
    assert PublicHolidays().holiday(day, region) == name


def test_years_are_asked_for_one_by_one() -> None:
    calendar = PublicHolidays()

    assert [calendar.holiday(date(year, 12, 25), "IE") for year in (2026, 2027, 2026)] == [
        "Christmas Day",
        "Christmas Day",
        "Christmas Day",
    ]


@pytest.mark.parametrize("region", ["", "XX", "GB-", "GB-XXX", "gb-eng", "🏴", "GB-ENG-X"])
def test_an_unknown_region_has_no_holidays(region: str) -> None:
    assert not known_region(region)
    assert PublicHolidays().holiday(date(2027, 12, 25), region) is None


@pytest.mark.parametrize("region", ["GB-ENG", "GB", "IE", "DE-BE"])
def test_a_region_is_known_by_its_code(region: str) -> None:
    assert known_region(region)
    assert PublicHolidays().knows(region)


def test_to_keep_no_holidays_is_a_choice_and_a_region_that_is_not_known_is_none() -> None:
    assert PublicHolidays().knows("")
    assert not PublicHolidays().knows("GB-XXX")


def test_names_do_not_depend_on_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "th")

    assert PublicHolidays().holiday(date(2027, 3, 29), "GB-ENG") == "Easter Monday"
