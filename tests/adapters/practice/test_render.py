"""What a card and a form become."""

from datetime import UTC, datetime

from adapters.practice import render
from bot.boundary.views import (
    Bar,
    Button,
    Card,
    Facts,
    Form,
    Line,
    Lines,
    Moment,
    Points,
    Quote,
    Tally,
    Text,
)

SUMMER = datetime(2027, 7, 5, 9, 0, tzinfo=UTC)


def test_the_text_of_a_card_is_complete_but_for_its_buttons() -> None:
    card = Card(
        "Session 1",
        (
            Text("Two lines\nof words."),
            Quote("What followed you home?", "Ruth"),
            Quote("No name here."),
            Points(("one", "two")),
            Facts((("Looked after by", "Hannah"),)),
            Moment("Closes", SUMMER, "Europe/London"),
            Tally((Bar("Mondays", "2 of 6", 2), Bar("Tuesdays", "4 of 6", 4)), 6),
        ),
        (Button("Yes", "yes"),),
    )

    assert render.card_text(card).split("\n\n") == [
        "Session 1",
        "Two lines\nof words.",
        "“What followed you home?” (Ruth)",
        "“No name here.”",
        "– one\n– two",
        "Looked after by: Hannah",
        "Closes: Monday 5 July 2027, 10:00",
        "Mondays: 2 of 6\nTuesdays: 4 of 6",
    ]


def test_a_tally_gives_its_words_and_beside_them_how_long_to_draw_a_bar() -> None:
    bars = (Bar("Mondays", "2 of 6", 2), Bar("Tuesdays", "6 of 6", 6), Bar("Fridays", "0 of 6", 0))

    assert render.element(Tally(bars, 6)) == {
        "kind": "tally",
        "bars": [
            {"label": "Mondays", "words": "2 of 6", "percent": 33},
            {"label": "Tuesdays", "words": "6 of 6", "percent": 100},
            {"label": "Fridays", "words": "0 of 6", "percent": 0},
        ],
    }


def test_a_button_is_known_by_what_it_means() -> None:
    assert render.button_id(Button("Yes", "a")) == render.button_id(Button("Oh yes", "a"))
    assert render.button_id(Button("Yes", "a")) != render.button_id(Button("Yes", "b"))


def test_a_page_to_read_has_nothing_to_send() -> None:
    shown = render.form("f1", Form(token="", title="To read"), {}, {})

    assert (shown["submit"], shown["cancel"]) == (None, "Close")


def test_a_box_that_may_stay_empty_can_say_when_it_is_needed() -> None:
    box = Lines("a", "A", beside="needed to tell it")
    shown = render.form("f1", Form(token="x", title="Ask", fields=(box,)), {}, {})

    assert shown["fields"][0]["beside"] == "needed to tell it"


def test_a_form_without_labels_for_its_ends_has_plain_ones() -> None:
    shown = render.form("f1", Form(token="x", title="Ask", fields=(Line("a", "A"),)), {}, {})

    assert (shown["submit"], shown["cancel"]) == ("Send", "Cancel")
