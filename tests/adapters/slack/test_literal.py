"""Words are the letters they are, whole and heard as they are seen, whatever anybody writes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.slack.cards import messages
from adapters.slack.choices import options
from adapters.slack.forms import modal
from adapters.slack.literal import literal
from bot.boundary.views import (
    Card,
    Choice,
    Form,
)
from tests.adapters.fake_slack.mrkdwn import read
from tests.adapters.slack.gate import (
    READER,
    ROOM,
    heard,
    texts_in,
    wrong_with_card,
    wrong_with_form,
)
from tests.adapters.some_views import CARDS, FORMS, TRICKS, of_card, of_elements, of_fields, tricky

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("trick", [one for one in TRICKS if one.strip()])
def test_a_trick_is_read_as_its_letters(trick: str) -> None:
    reading = read(literal(trick), READER, verbatim=True)

    assert heard(reading.words) == heard(trick)
    assert [reading.mentions, reading.shouts, reading.links, reading.emoji, reading.styled] == [
        []
    ] * 5


@MANY
@given(tricky)
def test_tricks_do_not_come_to_life_side_by_side(words: str) -> None:
    reading = read(literal(words), READER, verbatim=True)

    assert heard(reading.words) == heard(words)
    assert [reading.mentions, reading.shouts, reading.links, reading.emoji, reading.styled] == [
        []
    ] * 5


@MANY
@given(CARDS)
def test_slack_takes_any_card_and_reads_nothing_out_of_it(card: Card) -> None:
    assert list(wrong_with_card(card)) == []


@MANY
@given(CARDS)
def test_a_card_is_split_where_it_must_be_and_never_cut(card: Card) -> None:
    made = [block for one in messages(card) for block in one.blocks if block["type"] != "actions"]

    assert _letters("".join(texts_in(made))) == _letters("".join(of_card(card)))


@MANY
@given(FORMS)
def test_slack_takes_any_form_and_reads_nothing_out_of_it(form: Form) -> None:
    assert list(wrong_with_form(form)) == []


@MANY
@given(FORMS)
def test_every_word_of_a_form_can_be_read_in_it(form: Form) -> None:
    shown = _letters("".join(texts_in(modal(form, ROOM))))

    for part in (form.title, *of_elements(form.intro), *of_fields(form)):
        assert _letters(part) in shown


LONG_LABELS = {
    "A story with rounds: someone tells a moment from their work, and we listen, ask and wonder.": (
        "A story with rounds:",
        "someone tells a moment from their work, and we listen, ask and wonder.",
    ),
    "Honest talk about mistakes is not used against anyone. We write down the limits of that": (
        "Honest talk about mistakes is not used against anyone.",
        "We write down the limits of that",
    ),
    "Yes, at any time. The facilitator reads each note before everyone does, and can send it back or hold it.": (
        "Yes, at any time. The facilitator reads each note before everyone does,",
        "and can send it back or hold it.",
    ),
}


@pytest.mark.parametrize(("label", "lines"), LONG_LABELS.items())
def test_a_label_that_is_too_long_goes_on_in_a_second_line(
    label: str, lines: tuple[str, str]
) -> None:
    option: Any = options((Choice("a", label),))[0]

    assert (option["text"]["text"], option["description"]["text"]) == lines


def _letters(text: Any) -> str:
    """Without spaces and without the colon that a label is given."""
    return "".join(text.replace(":", "").split())
