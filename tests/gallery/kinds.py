"""Of all that the dialogs showed, one of each kind: under the same heading, the same parts in the same order,
with the same buttons. Of a kind the one with the most to read is drawn, for it is the hardest."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel.messages.pofile import read_po

import bot
from bot.boundary.views import Card, Form

T = TypeVar("T", Card, Form)
Kind = tuple[str, ...]

PO = Path(bot.__file__).parent / "words" / "locale" / "en" / "LC_MESSAGES" / "lcbot.po"
OURS = 12
"""Letters of its own that a sentence with gaps must have, or it would be found in anybody's words."""
GAP = re.compile(r"\{.*?\}")


def one_of_each(some: Collection[T]) -> list[T]:
    """Ordered by kind, so that two runs draw the same in the same order."""
    found: dict[Kind, T] = {}
    for one in sorted(some, key=lambda each: (len(repr(each)), repr(each))):
        found[kind(one)] = one
    return [found[each] for each in sorted(found)]


def kind(one: Card | Form) -> Kind:
    match one:
        case Card(title=title, body=body, buttons=buttons):
            labels = [key(button.label) for button in buttons]
            return ("card", key(title), *_once(element.kind for element in body), *_once(labels))
        case Form(title=title, fields=fields):
            return ("form", key(title), *_once(field.kind for field in fields))


def _once(some: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(some))


@cache
def key(said: str) -> str:
    """The catalogue's name for a sentence, whatever is filled in; empty where the words are a person's."""
    return next((name for name, pattern in _patterns() if pattern.fullmatch(said)), "")


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    """The most telling first."""
    told = sorted(_sentences(), key=lambda pair: -len(GAP.sub("", pair[1])))
    return [
        (name, re.compile(".*?".join(map(re.escape, GAP.split(sentence))), re.DOTALL))
        for name, sentence in told
        if "{" not in sentence or len(GAP.sub("", sentence)) >= OURS
    ]


def _sentences() -> list[tuple[str, str]]:
    """Each with its key; of a plural, both."""
    with PO.open("rb") as lines:
        catalogue = read_po(lines, locale="en", domain="lcbot")
    return [
        (str(_all(one.id)[0]), str(sentence))
        for one in catalogue
        if one.id
        for sentence in _all(one.string)
    ]


def _all(one: object) -> Sequence[object]:
    return one if isinstance(one, tuple | list) else (one,)
