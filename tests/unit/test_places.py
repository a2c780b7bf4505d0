"""Whose public holidays are kept, and whose clock it is, as people say it."""

import pytest

from bot.words.places import region_called, region_words, zone_words


@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("GB-ENG", "England and Wales"),
        ("GB-WLS", "England and Wales"),
        ("GB-SCT", "Scotland"),
        ("GB-NIR", "Northern Ireland"),
        ("IE", "Ireland"),
        ("DE-BE", "Germany (BE)"),
        ("", "none are kept"),
        ("XX", "XX"),
    ],
)
def test_a_region_has_a_name_that_people_use(region: str, words: str) -> None:
    assert region_words(region) == words


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("France", "FR"),
        ("south africa", "ZA"),
        ("England and Wales", "GB-ENG"),
        ("Northern Ireland", "GB-NIR"),
        ("ie", "IE"),
        ("de-be", "DE-BE"),
        ("Narnia", "NARNIA"),
    ],
)
def test_a_region_is_found_by_its_name_or_its_code(name: str, region: str) -> None:
    assert region_called(name) == region


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Europe/London", "London time"), ("America/New_York", "New York time"), ("UTC", "UTC time")],
)
def test_a_clock_is_called_after_its_town(zone: str, words: str) -> None:
    assert zone_words(zone) == words
