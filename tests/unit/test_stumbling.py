"""The rules that every card and form of the dialogs is held against: each finds what it is there for."""

from bot.boundary.views import Card, Facts, Form, Text
from tests.stumbling import in_card, in_form


def test_of_a_card_that_reads_well_nothing_is_said() -> None:
    fine = Card("What is kept", (Text("Nothing."), Facts((("Version", "1"),))))

    assert list(in_card(fine)) == []


def test_a_fact_about_nothing_is_found() -> None:
    card = Card("Permission", (Facts((("Given by", ""),)),))

    assert list(in_card(card)) == ["nothing about: Given by"]


def test_a_form_that_says_what_its_title_has_just_said_is_found() -> None:
    form = Form("token", "What is kept", (Text("What is kept:"),))

    assert list(in_form(form)) == ["twice, one after the other: What is kept"]
