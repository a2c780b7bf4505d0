"""What cards and pages become in Teams: as few messages as it takes, nothing lost, buttons that can all be pressed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.teams.buttons import LONG_ONES, MORE, MOST_IN_A_ROW, SURE
from adapters.teams.cards import ENVELOPE, MOST_BYTES, messages, page
from adapters.teams.size import bytes_of
from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Facts,
    Moment,
    Page,
    Points,
    Quote,
    Tally,
    Text,
    Weight,
)
from tests.adapters.teams.gate_cards import read, seen, wrong_with_message, wrong_with_page
from tests.adapters.teams.official import typed

AT = datetime(2027, 1, 4, 10, tzinfo=UTC)


def test_a_long_story_is_split_and_never_cut() -> None:
    told = "We rang the ward twice, and nobody knew. " * 900
    made = messages(Card("A story", (Quote(told, "Ruth"),), (Button("Reply", "r", asks=True),)))

    assert len(made) > 1
    assert "".join(map(_seen, made)).count("We rang the ward twice") == 900
    assert [len(_actions(one)) for one in made] == [*(0 for _ in made[1:]), 1]
    assert all(bytes_of(one) <= MOST_BYTES + ENVELOPE for one in made)


@pytest.mark.parametrize("letter", ["a", "é", "ب", "語", "👩‍👩‍👧", "\n", "*", "{"])
def test_a_message_is_never_too_large_whatever_it_is_made_of(letter: str) -> None:
    card = Card("All", (Text(f"x{letter}" * 9000), Points(tuple(f"{letter}y" for _ in range(400)))))

    assert max(map(bytes_of, messages(card))) <= MOST_BYTES


def test_what_is_heard_says_what_is_seen() -> None:
    card = Card(
        "When shall we meet?",
        (
            Tally((Bar("Tuesdays", "4 of 6", 4), Bar("Fridays", "2 of 6", 2)), 6),
            Facts((("Asked by", "Mia"),)),
            Moment("Closes", AT, "America/Argentina/Buenos_Aires"),
            Quote("It suits me.", "Ned"),
            Points(("1. First.", "2. Then.")),
        ),
    )
    [made] = messages(card)

    assert _content(made)["fallbackText"].split("\n\n") == [
        "When shall we meet?",
        "Tuesdays: 4 of 6\nFridays: 2 of 6",
        "Asked by: Mia",
        "Closes: Monday 4 January 2027, 07:00 (Buenos Aires time)",
        "“It suits me.” (Ned)",
        "\u200a1. First.\n\u200a2. Then.",
    ]
    assert "speak" not in _content(made)


def test_a_notification_begins_with_what_it_is_about() -> None:
    [made] = messages(Card("Session 2", (Text("Can you hold it?"), Text("A word. " * 90))))

    assert made["summary"].startswith("Session 2 Can you hold it? A word.")
    assert len(made["summary"]) <= 200


def test_a_card_without_any_words_still_has_something_in_it() -> None:
    [made] = messages(Card("", (), (Button("Go on", "t"),)))

    assert _seen(made) == "…"
    assert made["summary"] == "…"


def test_the_title_is_a_heading_to_a_screen_reader_and_reads_no_markdown() -> None:
    [made] = messages(Card("# What *we* [do](https://x.example)", (Text("Words."),)))
    [heading] = [one for one in _content(made)["body"] if one["type"] == "TextBlock"]

    assert heading["style"] == "heading"
    assert "we" in read(heading["text"])
    assert "https" in read(heading["text"])


def test_a_button_that_opens_a_form_asks_for_it_and_any_other_acts_in_place() -> None:
    [made] = messages(Card("A", (), (Button("Write", "w", asks=True), Button("Ready", "r"))))
    write, ready = _actions(made)

    assert write["data"] == {"lc": "w", "msteams": {"type": "task/fetch"}}
    assert (ready["type"], ready["verb"], ready["data"]) == ("Action.Execute", "lc", {"lc": "r"})
    assert ready["fallback"] == {"type": "Action.Submit", "title": "Ready", "data": {"lc": "r"}}


def test_the_main_button_comes_first_and_a_grave_one_last_and_asks_again() -> None:
    grave = Button("Withdraw it", "a", weight=Weight.GRAVE)
    main = Button("Ready", "c", weight=Weight.MAIN)
    [made] = messages(Card("Your story", (), (grave, Button("Change it", "b"), main)))
    first, _, last = _actions(made)

    assert (first["title"], first["style"], first["tooltip"]) == (
        "Ready",
        "positive",
        "Ready: Your story",
    )
    assert (last["type"], last["style"]) == ("Action.ShowCard", "destructive")
    assert SURE in seen(last["card"])
    assert [one["title"] for one in last["card"]["actions"]] == ["Yes: Withdraw it"]


def test_what_opens_a_form_is_not_asked_twice() -> None:
    [made] = messages(Card("A", (), (Button("Delete", "d", asks=True, weight=Weight.GRAVE),)))

    assert [one["type"] for one in _actions(made)] == ["Action.Submit"]


def test_every_button_is_shown_however_many_there_are() -> None:
    buttons = tuple(Button(f"Way {number}", f"w.{number}") for number in range(14))
    [made] = messages(Card("Ways", (Text("Choose."),), buttons))
    rows = [one["actions"] for one in typed(_content(made)) if one["type"] == "ActionSet"]

    assert [len(row) for row in rows] == [MOST_IN_A_ROW, MOST_IN_A_ROW, 2]
    assert [one["title"] for row in rows for one in row] == [one.label for one in buttons]


def test_those_wanted_now_and_then_open_within_the_card_and_no_label_is_lost() -> None:
    seldom = [Button(f"Else {n}", f"e.{n}", weight=Weight.SELDOM) for n in range(8)]
    grave = Button("Delete it", "d", weight=Weight.GRAVE)
    card = Card("Session 1", (Text("It runs."),), (grave, *seldom, Button("Pause", "p")))
    [made] = messages(card)
    pause, more, delete = _actions(made)
    rows = [one["actions"] for one in typed(more["card"]) if one["type"] == "ActionSet"]

    assert [pause["title"], more["title"], delete["title"]] == ["Pause", MORE, "Delete it"]
    assert [one["title"] for row in rows for one in row] == [one.label for one in seldom]
    assert list(wrong_with_message(made)) == []


def test_what_is_cut_on_a_telephone_is_said_in_full_above_the_buttons() -> None:
    long = Button("Change who hears a worry about those who look after us", "w", asks=True)
    [made] = messages(Card("A", (Text("Words."),), (Button("Ready", "r"), long)))

    assert _seen(made).endswith(f"{LONG_ONES}\n• {long.label}")
    assert "Ready" not in _seen(made)


def test_a_page_is_one_message_with_one_main_button_and_headings() -> None:
    go = Button("Answer", "a", weight=Weight.MAIN)
    cards = (
        Card("What is open for you"),
        Card("Session 1", (Text("Ned asks."),), (go,)),
        Card("Session 2", (Text("Mia asks."),), (Button("Answer", "b", weight=Weight.MAIN),)),
    )
    [made] = page(Page(cards))
    rows = [one["actions"] for one in typed(_content(made)) if one["type"] == "ActionSet"]

    assert [one.get("style") for row in rows for one in row] == ["positive", None]
    assert [one["tooltip"] for row in rows for one in row] == [
        "Answer: Session 1",
        "Answer: Session 2",
    ]
    assert list(wrong_with_page(Page(cards))) == []


def test_a_page_too_long_for_a_message_takes_several_and_keeps_each_card_together() -> None:
    cards = tuple(
        Card(
            f"Session {number}",
            (Text("A sentence. " * 300),),
            (Button(f"Look at {number}", f"l.{number}"),),
        )
        for number in range(9)
    )
    made = page(Page((*cards, Card("All of it", (Text("A word. " * 9000),)))))

    assert len(made) > 3
    assert "".join(map(_seen, made)).count("A sentence.") == 9 * 300
    assert "".join(map(_seen, made)).count("A word.") == 9000
    for one in made:
        assert list(wrong_with_message(one)) == []
        assert bytes_of(one) <= MOST_BYTES


def _seen(message: Any) -> str:
    return seen(_content(message))


def _actions(message: Any) -> list[Any]:
    return list(_content(message).get("actions", []))


def _content(message: Any) -> Any:
    return message["attachments"][0]["content"]
