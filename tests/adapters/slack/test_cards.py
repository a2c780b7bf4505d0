"""What cards and forms become in Slack: every block as Slack takes it, and nothing lost."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import NAME, buttons
from adapters.slack.cards import MOST_BYTES, messages
from adapters.slack.forms import modal
from adapters.splitting import pieces
from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Choice,
    Facts,
    Form,
    OneOf,
    Points,
    Quote,
    SomeOf,
    Tally,
    Text,
    Weight,
)
from bot.domain.ids import Platform, Room
from tests.adapters.fake_slack.blocks import problems_of_message, problems_of_view

ROOM = Room(Platform("slack"), "T1", "C1")
SCRIPTS = ("a ", "é ", "ب ", "語", "👩‍👩‍👧 ")
TRICKS = "<@U1> <!channel> *bold* _x_ ~y~ `z` <https://x.example|here> :smile: &amp; @here"


@given(st.text(max_size=9000), st.integers(1, 400))
def test_pieces_joined_are_the_text(text: str, most: int) -> None:
    parts = pieces(text, most)

    assert "".join(parts) == text
    assert all(0 < len(part) <= most for part in parts)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SCRIPTS), st.integers(1, 12_000), st.booleans())
def test_a_long_story_is_split_and_never_cut(letters: str, length: int, signed: bool) -> None:
    words = (letters * length)[:length]
    if not words.strip():
        return
    card = Card("A story", (Quote(words, "Ruth" if signed else ""),))
    made = messages(card)

    assert _said(made).replace("\n", "").endswith(words)
    for one in made:
        assert problems_of_message(list(one.blocks)) == []
        assert len(one.text.encode()) <= MOST_BYTES


def test_a_hundred_points_take_several_messages_and_keep_their_order() -> None:
    lines = tuple(f"{number}: {'what we would do ' * 9}" for number in range(100))
    made = messages(Card("All of it", (Points(lines),)))

    assert len(made) > 1
    assert [line for one in made for line in _lines(one.blocks)] == list(lines)
    assert all(problems_of_message(list(one.blocks)) == [] for one in made)


@pytest.mark.parametrize(
    "body", [Text(TRICKS), Quote(TRICKS, TRICKS), Points((TRICKS,)), Facts(((TRICKS, TRICKS),))]
)
def test_nothing_is_read_out_of_words(body: Text | Quote | Points | Facts) -> None:
    made = messages(Card(TRICKS, (body,)))

    kinds = {run["type"] for one in made for run in _runs(one.blocks)}
    assert kinds <= {"text"}
    assert "mrkdwn" not in json.dumps([one.blocks for one in made])


def test_labels_too_long_for_two_lines_stand_in_full_above_their_choices() -> None:
    long = "I would like us to go on, but only when there is more time between two sessions. " * 2
    choices = (Choice("a", long), Choice("b", "No"))
    form = Form(
        "t", "This", fields=(OneOf("way", "Which?", choices, required=True),), submit="Done"
    )
    view = modal(form, ROOM)

    assert problems_of_view(view) == []
    assert f"1. {long}" in json.dumps(view)


def test_a_menu_has_no_second_lines_so_long_labels_stand_above_it() -> None:
    many = tuple(Choice(str(n), f"{n}: {'a long way to say it ' * 4}") for n in range(12))
    form = Form("t", "This", fields=(SomeOf("more", "And?", many),), submit="Done")
    view = modal(form, ROOM)

    assert problems_of_view(view) == []
    assert all(one.label in json.dumps(view) for one in many)


def test_a_menu_of_very_many_choices_comes_in_parts() -> None:
    many = tuple(Choice(str(n), f"Choice {n}") for n in range(1, 251))
    one, some = (
        OneOf("one", "Which?", many, value="201"),
        SomeOf("some", "And?", many, values=("9", "77")),
    )
    view = modal(Form("t", "This", fields=(one, some), submit="Done"), ROOM)
    menu, boxes = (block["element"] for block in view["blocks"])

    assert problems_of_view(view) == []
    for drawn in (menu, boxes):
        parts = drawn["option_groups"]
        assert [part["label"]["text"] for part in parts] == ["1 to 100", "101 to 200", "201 to 250"]
        assert [each["value"] for part in parts for each in part["options"]] == [
            one.value for one in many
        ]
    assert menu["initial_option"]["value"] == "201"
    assert [each["value"] for each in boxes["initial_options"]] == ["9", "77"]


def test_a_title_too_long_for_a_view_stands_above_it_and_not_in_part() -> None:
    form = Form(
        "t", "Is this still worth our time, and if so, how?", (Text("Say."),), submit="Done"
    )
    view: Any = modal(form, ROOM)

    assert view["title"]["text"] == NAME
    assert view["blocks"][0]["text"]["text"] == form.title


def test_a_page_of_very_many_paragraphs_fits_into_a_view() -> None:
    page = Form("t", "All of it", tuple(Text(f"Line {n}") for n in range(240)), cancel="Close")
    view = modal(page, ROOM)

    assert problems_of_view(view) == []
    assert "Line 239" in json.dumps(view)


def test_a_list_is_one_list_however_long() -> None:
    lines = tuple(f"{number}) {'a line of what we would do ' * 3}" for number in range(20))
    [made] = messages(Card("All of it", (Points(lines),)))

    assert [block["type"] for block in made.blocks] == ["header", "rich_text"]


def test_numbered_lines_have_no_other_mark() -> None:
    [made] = messages(Card("", (Points(("1. Ask.", "2. Wait.")),)))

    assert made.text == "1. Ask.\n2. Wait."
    assert "rich_text_list" not in json.dumps(made.blocks)


def test_the_main_button_comes_first_and_a_grave_one_last_and_asks_again() -> None:
    grave = Button("Withdraw it", "a", weight=Weight.GRAVE)
    main = Button("Ready", "c", weight=Weight.MAIN)
    [row] = buttons((grave, Button("Change it", "b"), main), "Your story")
    drawn: Any = row["elements"]

    assert [one["text"]["text"] for one in drawn] == ["Ready", "Change it", "Withdraw it"]
    assert drawn[0]["accessibility_label"] == "Ready: Your story"
    assert "confirm" in drawn[2]
    assert "confirm" not in drawn[0]


def test_what_opens_a_form_is_not_asked_twice() -> None:
    [row] = buttons((Button("Delete what I wrote", "a", asks=True, weight=Weight.GRAVE),))
    drawn: Any = row["elements"]

    assert "confirm" not in drawn[0]


def test_numbers_are_told_in_words() -> None:
    [made] = messages(
        Card("", (Tally((Bar("Tuesdays", "4 of 6", 4), Bar("Fridays", "2 of 6", 2)), 6),))
    )

    assert made.text == "Tuesdays: 4 of 6\nFridays: 2 of 6"


def _said(made: object) -> str:
    return "".join(str(run["text"]) for one in made for run in _runs(one.blocks))  # type: ignore[attr-defined]


def _lines(blocks: object) -> list[str]:
    return [
        "".join(run["text"] for run in section["elements"])
        for block in blocks  # type: ignore[attr-defined]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_list"
        for section in part["elements"]
    ]


def _runs(blocks: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for block in blocks:  # type: ignore[attr-defined]
        if block["type"] == "rich_text":
            for part in block["elements"]:
                sections = part["elements"] if part["type"] == "rich_text_list" else [part]
                found += [run for section in sections for run in section["elements"]]
    return found
