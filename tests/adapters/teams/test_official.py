"""What Microsoft publishes is what the gate holds cards against, and its own library reads the same. The library is
skipped where it can't be fetched, unless REQUIRE_NODE=1."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.cards import messages
from adapters.teams.forms import dialog
from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Choice,
    Day,
    Facts,
    Form,
    Line,
    Lines,
    Moment,
    OneOf,
    People,
    Points,
    Quote,
    SomeOf,
    Tally,
    Text,
    Weight,
)
from tests import node
from tests.adapters.teams.gate_cards import (
    ROOM,
    wrong_with_dialog,
    wrong_with_message,
)
from tests.adapters.teams.official import misshapen

TEAMS_OWN = {
    'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
    "An Input.ChoiceSet must have at least one choice defined.",
}
"""The library has people looked up from 1.6 on; Teams does so in its 1.5 (msteams-docs, people-picker.md)."""

AT = datetime(2027, 1, 4, 10, tzinfo=UTC)
EVERYTHING = (
    Text("Words.\n\nAnd more."),
    Quote("Said.", "Ruth"),
    Points(("One", "Two")),
    Facts((("Held by", "Fay"),)),
    Moment("Opens", AT, "Europe/London"),
    Tally((Bar("Tuesdays", "4 of 6", 4),), 6),
)
WAYS = (
    Button("Ready", "r", weight=Weight.MAIN),
    Button("Change it", "c", asks=True),
    Button("Withdraw it", "w", weight=Weight.GRAVE),
)
SOME = (Choice("a", "One, or another"), Choice("b", "Two"))
CARD = Card("Session 1", EVERYTHING, WAYS)
FORM = Form(
    "t",
    "Your story",
    EVERYTHING,
    (
        Line("a", "A", required=True),
        Lines("b", "B", hint="C"),
        OneOf("c", "C", SOME),
        SomeOf("d", "D", SOME, required=True),
        People("e", "E", most=2),
        Day("f", "F", value="2027-01-04"),
    ),
    "Send it",
    "Not now",
)
MESSAGE: Any = messages(CARD)[0]
DIALOG: Any = dialog(FORM, ROOM, {"a": "Not like this."})


def test_everything_there_is_fits_what_microsoft_publishes() -> None:
    assert list(wrong_with_message(MESSAGE)) == []
    assert list(wrong_with_dialog(DIALOG)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"wrapp": True},
        {"spacing": "enormous"},
        {"type": "TextBlok"},
        {"inlines": [{"type": "Table"}]},
        {"isSubtle": 1},
    ],
    ids=str,
)
def test_the_gate_notices_what_does_not_fit(changed: Any) -> None:
    content = MESSAGE["attachments"][0]["content"]
    text = next(one for one in content["body"] if one["type"] == "RichTextBlock")
    body = [text | changed, *content["body"]]

    assert list(misshapen(content | {"body": body})) != []


@pytest.mark.parametrize("said", ["**bold**", "[here](https://x.example)", "- a point"])
def test_the_gate_notices_what_comes_to_life(said: str) -> None:
    content = MESSAGE["attachments"][0]["content"]
    heading = {"type": "TextBlock", "style": "heading", "text": said}
    message = {**MESSAGE, "attachments": [{"content": {**content, "body": [heading]}}]}

    assert any("in a heading" in wrong for wrong in wrong_with_message(message))


def test_the_gate_notices_buttons_that_an_older_client_can_not_press() -> None:
    content = MESSAGE["attachments"][0]["content"]
    lone = [{name: one[name] for name in one if name != "fallback"} for one in content["actions"]]
    message = {**MESSAGE, "attachments": [{"content": {**content, "actions": lone}}]}

    assert any("older client" in wrong for wrong in wrong_with_message(message))


@pytest.fixture(scope="module")
def library() -> None:
    node.needed()


def test_microsofts_own_library_reads_them_all(library: None, tmp_path: Path) -> None:
    contents = [MESSAGE["attachments"][0]["content"], DIALOG["card"]["content"]]
    broken = {**contents[0], "body": [{"type": "TextBlock", "size": "enormous"}]}

    *found, noticed = _read([*contents, broken], tmp_path)

    assert [set(each) - TEAMS_OWN for each in found] == [set(), set()]
    assert noticed != []


def _read(contents: list[Any], folder: Path) -> Iterator[list[str]]:
    cards, script = folder / "cards.json", folder / "parse.mjs"
    cards.write_text(json.dumps(contents), "utf-8")
    source = Path(__file__).with_name("parse.js")
    node.run(
        "esbuild", str(source), "--bundle", "--platform=node", "--format=esm", f"--outfile={script}"
    )
    found: list[list[str]] = json.loads(node.script(script, str(cards)))
    yield from found
