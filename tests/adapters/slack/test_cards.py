"""What cards and forms become in Slack: every block as Slack takes it, and nothing lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.cards import MOST_BYTES, messages
from adapters.slack.forms import modal
from adapters.slack.splitting import pieces
from bot.boundary.views import Card, Choice, Facts, Form, OneOf, Points, Quote, SomeOf, Text
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


def test_labels_too_long_for_slack_stand_in_full_above_their_choices() -> None:
    long = (
        "I would like us to go on, but only when there is more time between two sessions than now"
    )
    choices = (Choice("a", long), Choice("b", "No"))
    form = Form(
        token="cmd.x",
        title="Is this still worth our time, and if so, how?",
        fields=(
            OneOf("way", "Which?", choices, required=True),
            SomeOf("more", "And?", tuple(Choice(str(n), f"Part {n}") for n in range(12))),
        ),
        submit="Done",
    )
    view = modal(form, ROOM)

    assert problems_of_view(view) == []
    assert long in json.dumps(view)
    assert form.title in json.dumps(view)


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
