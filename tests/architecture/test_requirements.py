"""docs/requirements.md is whole: every line of the method has its place, and a test that shows it."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
COUNTS = {"D": 10, "P1": 8, "P2": 6, "P3": 7, "P4": 5, "F": 7, "C": 7, "S": 10}
"""How many lines each part of the method has."""
ROW = re.compile(r"^\| ([A-Z]\d?-\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
ROWS = ROW.findall((HOUSE / "docs" / "requirements.md").read_text("utf-8"))


def test_every_line_of_the_method_is_there_once() -> None:
    wanted = [f"{part}-{number}" for part, most in COUNTS.items() for number in range(1, most + 1)]

    assert sorted(row[0] for row in ROWS) == sorted(wanted)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_it_lives_where_it_says(row: tuple[str, str, str, str]) -> None:
    places = row[2].split(", ")

    assert [place for place in places if not (HOUSE / "bot" / place).is_file()] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_its_tests_are_there(row: tuple[str, str, str, str]) -> None:
    assert [one for one in row[3].split(", ") if not _is_there(one)] == []


def _is_there(test: str) -> bool:
    path, name = test.split("::")
    source = (HOUSE / "tests" / path).read_text("utf-8")
    return re.search(rf"^(async )?def {name}\(", source, re.M) is not None
