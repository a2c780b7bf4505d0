"""A view in plain words: what every chat has in common."""

from datetime import UTC, datetime

from adapters.in_words import card_text, element_text
from bot.boundary.views import Card, Moment, Points, Text

OPENS = Moment("Opens", datetime(2027, 7, 5, 9, tzinfo=UTC), "Europe/London")


def test_lines_that_bring_their_own_numbers_have_no_other_mark() -> None:
    assert element_text(Points(("1. one", "2. two"))) == "1. one\n2. two"
    assert element_text(Points(("1. one", "3. two"))) == "– 1. one\n– 3. two"


def test_a_chat_may_mark_points_and_tell_moments_in_its_own_way() -> None:
    card = Card("Soon", (Points(("one",)), OPENS))

    assert card_text(card) == "Soon\n\n– one\n\nOpens: Monday 5 July 2027, 10:00"
    assert card_text(card, "* ", lambda one: one.zone) == "Soon\n\n* one\n\nOpens: Europe/London"


def test_what_says_nothing_leaves_no_gap() -> None:
    assert card_text(Card("", (Text(""), Text("Words"), Text("")))) == "Words"
