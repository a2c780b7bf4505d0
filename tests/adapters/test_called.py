"""A name that can be seen, and that does nothing to the words beside it."""

import pytest

from adapters.called import first_seen, seen

HANGUL_FILLER, ZERO_WIDTH, BRAILLE_BLANK = "\u3164", "\u200b", "\u2800"
TURNED = "\u202e"


@pytest.mark.parametrize("name", ["", " ", HANGUL_FILLER, ZERO_WIDTH * 3, BRAILLE_BLANK, TURNED])
def test_what_nobody_can_see_is_no_name(name: str) -> None:
    assert seen(name) == ""


@pytest.mark.parametrize(
    "name", ["Ana", "أحمد", "אבי\u200f", "क्\u200dष", "👩\u200d🔬", "<@U1>", "-"]
)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert seen(name) == name


def test_a_name_turns_nothing_around_and_breaks_no_line() -> None:
    assert seen(f"Ana{TURNED}\n\u2067 Diaz\t") == "Ana Diaz"


def test_the_first_that_can_be_seen_is_taken() -> None:
    assert first_seen([None, "", ZERO_WIDTH, "Ana Diaz", "ana"]) == "Ana Diaz"
    assert first_seen([ZERO_WIDTH]) == ""
