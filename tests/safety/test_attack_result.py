"""The result of the attack is written where members, officers and passers-by read it."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.safety.attack.attackers import Attacker
from tests.safety.attack.differencing import Recovered
from tests.safety.attack.report import (
    ALSO_NOT,
    BEGINS,
    HOUSE,
    NAMES,
    NOT_COVERED,
    WRITTEN,
    Result,
    for_members,
    in_full,
    write_down,
)
from tests.safety.attack.run import SIZES, Cell
from tests.safety.attack.statistics import Measured
from tests.safety.attack.verdict import Verdict

MEMBERS, OFFICERS, PASSERS_BY = WRITTEN


def verdict(attacker: Attacker, right: float, chance: float) -> Verdict:
    return Verdict(attacker, Measured(4000, chance, right, right + 0.01, 1.0, 1.0), ())


def cells() -> Mapping[Cell, list[Verdict]]:
    """X4 does best on SQLite, X6 on PostgreSQL; with the key in an open check-in all is known."""
    every = {}
    for people in SIZES:
        chance = 1 / people
        every[Cell("sqlite", people)] = [
            verdict(Attacker.BACKUPS, chance + 0.012, chance),
            verdict(Attacker.OPEN_WITH_KEY, 0.9, chance),
        ]
        every[Cell("postgres", people)] = [verdict(Attacker.TOGETHER, chance + 0.005, chance)]
    every[Cell("sqlite", 8, "any_time")] = [verdict(Attacker.TOGETHER, 0.5, 1 / 8)]
    return every


RESULT = Result(
    day=date(2026, 11, 22),
    commit="1234567",
    cells=cells(),
    numbers={8: Recovered(2000, 0.3, 0.3, 1.0)},
    styles={8: (0.2, 0.4)},
    failures=(),
    short=False,
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for name in WRITTEN:
        shutil.copy(HOUSE / name, tmp_path / name)
    return tmp_path


def test_members_read_the_day_the_commit_the_best_guess_chance_and_what_is_not_covered() -> None:
    told = for_members(RESULT)

    assert told.startswith("Last run 22 November 2026, commit 1234567: passed")
    assert "| 8 | 13.7% | 12.5% |" in told
    assert NOT_COVERED in told
    assert ALSO_NOT in told


def test_what_is_only_reported_is_not_taken_for_the_best_attacker() -> None:
    assert "90.0%" not in for_members(RESULT)
    assert "50.0%" not in for_members(RESULT)
    assert "90.0%" in in_full(RESULT)
    assert "50.0%" in in_full(RESULT)


def test_members_can_read_it_in_a_breath() -> None:
    assert len(for_members(RESULT).split()) < 130


def test_each_attacker_has_a_row_in_the_full_table() -> None:
    told = in_full(RESULT)

    assert [one for one in Attacker if f"| {one}: {NAMES[one]}" not in told] == [Attacker.SITTING]


def test_where_it_failed_members_read_so_and_the_full_table_says_in_what() -> None:
    failed = replace(RESULT, failures=("sqlite-8, X4: right too often",))

    assert ": failed; " in for_members(failed)
    assert ": failed: sqlite-8, X4: right too often." in in_full(failed)


def test_a_short_run_is_called_one_everywhere(house: Path) -> None:
    write_down(replace(RESULT, short=True), house)

    assert [name for name in WRITTEN if "short" not in written(house, name)] == []


def test_it_stands_between_its_marks_and_the_next_takes_its_place(house: Path) -> None:
    write_down(RESULT, house)
    once = {name: (house / name).read_text("utf-8") for name in WRITTEN}
    write_down(replace(RESULT, commit="7654321"), house)

    for name, before in once.items():
        assert (house / name).read_text("utf-8") == before.replace("1234567", "7654321")
        assert before.count(BEGINS) == 1
        assert "1234567" in before


def test_a_page_without_a_place_for_it_is_said(house: Path) -> None:
    (house / OFFICERS).write_text("# What is kept", "utf-8")

    with pytest.raises(ValueError, match=r"what-is-kept\.md has no place"):
        write_down(RESULT, house)


def written(house: Path, name: str) -> str:
    return (house / name).read_text("utf-8").partition(BEGINS)[2]
