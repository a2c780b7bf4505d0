"""A form with more to read than a dialog can hold is read page by page. Pure.

Each page carries what is still to come, packed; the fields stand on the last one, where the reader has come to the end.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from adapters.parts import Part, Piece, Title, in_pieces, joined
from adapters.teams import carrying, elements
from adapters.teams.cards import SMALL
from adapters.teams.elements import Json
from adapters.teams.size import bytes_of
from bot.boundary.views import Card, Element, Form, Text

PAGE: Final = 20_000
"""Bytes of what is read on one page: some ten thousand characters."""
MOST_CARRIED: Final = 15_000
"""Characters, packed: about forty thousand that are read, seven thousand words."""
MORE: Final = "There is more than fits here."


def turned(form: Form) -> tuple[Form, Form | None]:
    """The page to show, and what follows it."""
    pieces = list(in_pieces(Card("", form.intro), SMALL))
    fitting = _fitting(pieces)
    if fitting == len(pieces):
        return form, None
    page = replace(form, intro=_intro(pieces[:fitting]), fields=(), submit="", buttons=())
    return page, _carried(replace(form, intro=_intro(pieces[fitting:])))


def _fitting(pieces: list[Piece]) -> int:
    """How many of them go on one page: at least one."""
    room = PAGE
    for number, (_, one) in enumerate(pieces):
        room -= bytes_of(list(_drawn(one)))
        if room < 0 and number:
            return number
    return len(pieces)


def _intro(some: list[Piece]) -> tuple[Element, ...]:
    return tuple(one for one in joined(some) if not isinstance(one, Title))


def _drawn(one: Part) -> Iterator[Json]:
    return iter(()) if isinstance(one, Title) else elements.element(one)


def _carried(rest: Form) -> Form:
    """Where even packed it is too much for a dialog, its end is left out, and that is said."""
    while len(carrying.packed(rest)) > MOST_CARRIED and len(rest.intro) > 1:
        half = len(rest.intro) // 2
        rest = replace(rest, intro=(*rest.intro[:half], Text(MORE)))
    return rest
