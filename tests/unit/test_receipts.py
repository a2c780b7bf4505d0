"""Six words: drawn by chance, read back however they are typed, and never kept."""

import pytest

from bot.domain.receipts import WORDS_IN_ALL, code_of, marks, numbers_of
from bot.words.receipts import new_receipt, read_receipt, receipt_words


def test_what_is_drawn_is_six_words_that_lead_back_to_it() -> None:
    for chance in range(300):
        code = new_receipt(f"chance {chance}")

        assert len(receipt_words(code).split()) == 6
        assert read_receipt(receipt_words(code)) == code


def test_nobody_is_given_a_word_that_would_hurt_them_just_then() -> None:
    """Whoever has written that they can't go on is given six words too."""
    hard = {"drown", "suffocate", "perish", "afterlife", "jugular", "unloved", "racism", "worst"}

    given = {
        word for chance in range(2000) for word in receipt_words(new_receipt(f"{chance}")).split()
    }

    assert hard.isdisjoint(given)


def test_a_receipt_with_such_a_word_still_opens_what_it_opened() -> None:
    assert read_receipt("drown worst abacus zoom yoyo panic") is not None


def test_too_many_words_are_left_to_be_tried_one_by_one() -> None:
    given = {
        word for chance in range(9000) for word in receipt_words(new_receipt(f"{chance}")).split()
    }

    assert len(given) > 7000


@pytest.mark.parametrize("numbers", [(0,) * 6, (WORDS_IN_ALL - 1,) * 6, (1, 2, 3, 4, 5, 6)])
def test_a_code_is_short_and_keeps_every_word(numbers: tuple[int, ...]) -> None:
    code = code_of(numbers)

    assert len(code) == 13
    assert "." not in code
    assert numbers_of(code) == numbers


def test_words_are_read_however_they_are_typed() -> None:
    code = code_of([1, 2, 3, 4, 5, 6])
    words = receipt_words(code).split()

    assert read_receipt(", ".join(words).upper()) == code
    assert read_receipt("-".join(words)) == code
    assert read_receipt(f" 1. {words[0]}\n" + "  ".join(words[1:])) == code


def test_a_hyphen_may_be_left_out() -> None:
    assert read_receipt("yo-yo t-shirt drop-down felt-tip abacus zoom") == read_receipt(
        "yoyo tshirt dropdown felttip abacus zoom"
    )


@pytest.mark.parametrize("typed", ["", "abacus", "abacus " * 5, "abacus " * 7, "a b c d e zebra"])
def test_what_is_no_receipt_opens_nothing(typed: str) -> None:
    assert read_receipt(typed) is None


@pytest.mark.parametrize("code", ["", "A", "_" * 13, "A" * 14, "é" * 13])
def test_a_code_that_was_bent_is_noticed(code: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        numbers_of(code)


def test_the_two_notes_of_one_form_have_marks_that_nothing_joins() -> None:
    first, second = marks(code_of([1, 2, 3, 4, 5, 6]))

    assert first != second
    assert len(first) == 64
