"""Whoever goes through the door, or takes a note back, touches nothing by which they could be found."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE
from tests.architecture.test_unsigned import imported

NOTES = HOUSE / "bot" / "conversations" / "notes"
GOES_THROUGH = ("going_through", "second_page", "last_pages", "taking_back")
"""All that runs between *Done* and the answer, and when something is taken back."""
MAY_KNOW = {
    "bot.boundary.arrivals",
    "bot.boundary.decision",
    "bot.boundary.notes",
    "bot.boundary.tokens",
    "bot.boundary.views",
    "bot.conversations.notes",
    "bot.conversations.notes.keeping",
    "bot.conversations.notes.last_pages",
    "bot.conversations.notes.second_page",
    "bot.domain.ids",
    "bot.domain.note_text",
    "bot.domain.notes",
    "bot.domain.notes_fates",
    "bot.domain.notes_sheets",
    "bot.domain.notes_words",
    "bot.domain.pulse",
    "bot.domain.receipts",
    "bot.domain.refusal",
    "bot.words",
    "bot.words.receipts",
}
"""No logger, no count, no alarm, no member's or community's record, nothing that is said to anybody."""
PLAIN = {"collections.abc", "dataclasses", "typing"}
NOT_EVEN = {"Post", "Revise", "Slip", "NotesWindow", "NotesReading", "Known"}


@pytest.mark.parametrize("name", GOES_THROUGH)
def test_it_knows_no_logger_count_alarm_or_member(name: str) -> None:
    found = list(imported(NOTES / f"{name}.py"))

    assert found
    assert [module for module, _ in found if module not in MAY_KNOW | PLAIN] == []
    assert [thing for _, thing in found if thing in NOT_EVEN] == []


@pytest.mark.parametrize("name", GOES_THROUGH)
def test_it_decides_about_what_lies_behind_the_door_and_nothing_else(name: str) -> None:
    for call in decisions(NOTES / f"{name}.py"):
        assert {one.arg for one in call.keywords} <= {"notes", "reply"}
        assert not call.args


def test_going_through_makes_decisions_at_all() -> None:
    assert len(decisions(NOTES / "going_through.py")) > 3


def decisions(file: Path) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Decision"
    ]
