"""Whatever was shown, held against everything that is asked of it: each chat takes it as it is drawn there, no
sentence has a hole, and nobody stumbles over it."""

import re
from collections.abc import Iterator

from bot.boundary.views import Card, Element, Form, Page, Points, Text
from tests import shown
from tests.adapters.slack import gate as slack
from tests.adapters.teams import gate_cards as teams
from tests.stumbling import in_card, in_form

Shown = Card | Form | Page

GATES = {"Slack": slack, "Teams": teams}
HOLLOW = re.compile(r"^ |\w  \w| [.,;:](\s|$)|“”|\(\)")
"""What a sentence looks like where a name, a day or a number in it is empty."""


def everything() -> set[Shown]:
    """What was shown so far."""
    return {*shown.CARDS, *shown.FORMS, *shown.PAGES}


def refused(one: Shown, chat: str) -> Iterator[str]:
    """What this chat would refuse in it, or people would miss there."""
    gate = GATES[chat]
    match one:
        case Card():
            yield from gate.wrong_with_card(one)
        case Form():
            yield from gate.wrong_with_form(one)
        case Page():
            yield from gate.wrong_with_page(one)


def hollow(one: Shown) -> Iterator[str]:
    """Sentences in which something is empty."""
    for element in _body(one):
        yield from (said for said in _said(element) if HOLLOW.search(said))


def stumbling(one: Shown) -> Iterator[str]:
    """What is said of nothing, or twice."""
    match one:
        case Card():
            yield from in_card(one)
        case Form():
            yield from in_form(one)
        case _:
            pass


def wrong_with(one: Shown) -> Iterator[str]:
    """All of it."""
    for chat in GATES:
        yield from (f"{chat}: {wrong}" for wrong in refused(one, chat))
    yield from (f"something is empty: {wrong}" for wrong in hollow(one))
    yield from stumbling(one)


def name_of(one: Shown) -> str:
    return "a page" if isinstance(one, Page) else one.title


def _body(one: Shown) -> tuple[Element, ...]:
    match one:
        case Card(body=body):
            return body
        case Form(intro=intro):
            return intro
        case Page():
            return ()


def _said(one: Element) -> tuple[str, ...]:
    match one:
        case Text(text=text):
            return (text,)
        case Points(lines=lines):
            return lines
        case _:
            return ()
