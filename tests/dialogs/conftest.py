"""After the dialogs: whatever they showed, each platform takes it as it is drawn there, and people can use it."""

import re
from collections.abc import Iterator

import pytest

from bot.boundary.views import Element, Points, Text
from bot.domain.formats import Kind
from bot.words import say
from tests import shown
from tests.adapters.slack import gate as slack
from tests.adapters.teams import gate_cards as teams
from tests.stumbling import in_card, in_form


@pytest.fixture(scope="session", autouse=True)
def everything_shown_is_taken_by_every_chat() -> Iterator[None]:
    """One gate of each for every card, form and page of every dialog."""
    yield
    for name, gate in (("Slack", slack), ("Teams", teams)):
        refused = {
            wrong: card.title for card in shown.CARDS for wrong in gate.wrong_with_card(card)
        }
        refused |= {
            wrong: form.title for form in shown.FORMS for wrong in gate.wrong_with_form(form)
        }
        refused |= {wrong: "a page" for page in shown.PAGES for wrong in gate.wrong_with_page(page)}
        assert refused == {}, (
            f"{name} would refuse, or people miss, {len(refused)} of what was shown"
        )


@pytest.fixture(scope="session", autouse=True)
def whatever_opens_a_form_says_so() -> Iterator[None]:
    """Some chats must know before a button is pressed; where they do not, it takes one press more."""
    yield
    silent = {one.label: form.title for one, form in shown.OPENED if not one.asks}
    assert silent == {}, "these buttons open a form at once, and their `asks` does not say so"


@pytest.fixture(scope="session", autouse=True)
def what_a_button_names_is_what_its_form_is_called() -> Iterator[None]:
    """Of buttons that name a kind of thing to tell: whoever has chosen one finds it again on the form."""
    yield
    kinds = {say(f"button.kind.{one}") for one in Kind}
    otherwise = {
        one.label: form.title
        for one, form in shown.OPENED
        if one.label in kinds and one.label.lower() not in form.title.lower()
    }
    assert otherwise == {}, "these forms are called otherwise than the buttons that open them"


HOLLOW = re.compile(r"^ |\w  \w| [.,;:](\s|$)|“”|\(\)")
"""What a sentence looks like where a name, a day or a number in it is empty."""


@pytest.fixture(scope="session", autouse=True)
def no_sentence_has_a_hole() -> Iterator[None]:
    yield
    shown_as = [(card.title, card.body) for card in shown.CARDS]
    shown_as += [(form.title, form.intro) for form in shown.FORMS]
    hollow = {
        said: title
        for title, body in shown_as
        for one in body
        for said in _said(one)
        if HOLLOW.search(said)
    }
    assert hollow == {}, "in these sentences something is empty"


def _said(one: Element) -> tuple[str, ...]:
    match one:
        case Text(text=text):
            return (text,)
        case Points(lines=lines):
            return lines
        case _:
            return ()


@pytest.fixture(scope="session", autouse=True)
def nobody_stumbles_over_what_is_shown() -> Iterator[None]:
    yield
    found = {wrong: card.title for card in shown.CARDS for wrong in in_card(card)}
    found |= {wrong: form.title for form in shown.FORMS for wrong in in_form(form)}
    assert found == {}, "nothing is said of something, or the same is said twice"
