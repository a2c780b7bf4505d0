"""What a tired reader stumbles over in a card or a form: a fact about nothing, the same thing twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.boundary.views import Card, Element, Facts, Form, Text

ENDS: Final = " .:?…"


def in_card(card: Card) -> Iterator[str]:
    yield from _in(card.title, card.body)


def in_form(form: Form) -> Iterator[str]:
    yield from _in(form.title, form.intro)


def _in(title: str, body: Sequence[Element]) -> Iterator[str]:
    yield from (f"twice, one after the other: {one}" for one in _twice([Text(title), *body]))
    for one in body:
        if isinstance(one, Facts):
            yield from (f"nothing about: {label}" for label, what in one.pairs if not what.strip())


def _twice(body: Sequence[Element]) -> Iterator[str]:
    for one, other in pairwise(body):
        if isinstance(one, Text) and isinstance(other, Text) and _bare(one) == _bare(other) != "":
            yield one.text


def _bare(one: Text) -> str:
    return one.text.strip(ENDS).casefold()
