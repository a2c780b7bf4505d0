"""A moment in a sentence says whose clock it is told by; of several, the first."""

from datetime import UTC, datetime
from typing import Any

from adapters.teams.cards import messages
from bot.boundary.views import Card, Element, Facts, Moment, Points, Text
from bot.words.times import moment_words

FIRST = moment_words(datetime(2027, 1, 18, 10, tzinfo=UTC), "Europe/London")


def drawn(*body: Element) -> list[str]:
    """What stands on the card, a line each; and what is read in its place says the same."""
    [made] = messages(Card("", body))
    content: Any = made["attachments"][0]["content"]
    lines = ["".join(run["text"] for run in block["inlines"]) for block in content["body"]]
    assert all(line.removeprefix("• ") in content["fallbackText"] for line in lines)
    return lines


def test_a_moment_in_a_sentence_says_whose_it_is() -> None:
    assert drawn(Text(moment_words(datetime(2027, 1, 22, 17, tzinfo=UTC), "America/New_York"))) == [
        "Friday 22 January at 12:00 (New York time)"
    ]


def test_of_several_in_a_list_the_first_says_it_and_nothing_is_said_twice() -> None:
    moments = (FIRST, moment_words(datetime(2027, 2, 1, 10, tzinfo=UTC), "Europe/London"))

    assert drawn(Points(("Soon:", *moments))) == [
        "• Soon:",
        "• Monday 18 January at 10:00 (London time)",
        "• Monday 1 February at 10:00",
    ]


def test_facts_say_it_as_well() -> None:
    assert drawn(Facts((("Opens", FIRST), ("Held by", "Fay")))) == [
        "Opens: Monday 18 January at 10:00 (London time)",
        "Held by: Fay",
    ]


def test_a_moment_with_a_label_says_it_once() -> None:
    at = datetime(2027, 1, 18, 10, tzinfo=UTC)

    assert drawn(Moment("Closes", at, "Europe/London")) == [
        "Closes: Monday 18 January 2027, 10:00 (London time)"
    ]


def test_words_that_name_no_moment_are_left_alone() -> None:
    assert drawn(Text("Monday 18 January at 10:00")) == ["Monday 18 January at 10:00"]
