"""What the buttons of a card carry in Teams beside their token, and which of them open a dialog. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from adapters.teams.buttons import MEANT
from adapters.teams.calling import how, names_a_command
from adapters.teams.cards import Message, messages
from adapters.teams.carrying import packed
from adapters.teams.elements import Json
from bot.boundary.arrivals import HEARD_UNDER
from bot.boundary.delivery import Errand
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Form, Page, Text
from bot.domain.ids import Place, Room, place_key

AT: Final = "at"
"""Where a card belongs that stands somewhere else. In a dialog it is called so too (forms.py)."""
OPENING: Final = "opening"
"""Tells apart two openings of one dialog, in which the same may be typed."""
REPLY: Final = "reply"
"""The token of the adapter's own button; no act of the core's is called so."""
REPLY_LABEL: Final = "Reply"
SHOW: Final = "show"
"""The token of another: it opens the form that it carries."""
FORM: Final = "form"
"""A form, packed. In a dialog it is called so too (forms.py)."""
STILL_HERE: Final = "The form is here for you. Nothing was lost."
OPEN_IT: Final = "Open it"

Shown = Card | Form
"""What is told in a message: a card, or the way to a form."""


def drawn(one: Shown) -> Sequence[Message]:
    if isinstance(one, Card):
        return messages(as_here(one))
    return [_with(each, {FORM: packed(one)}) for each in messages(way_to(one, SHOW))]


def way_to(form: Form, token: str) -> Card:
    """No dialog opens by itself, but by a button."""
    return Card(form.title, (Text(STILL_HERE),), (Button(OPEN_IT, token, asks=True),))


def as_here(card: Card) -> Card:
    """A command may open a form: Teams must know before it is pressed, and shows words in a dialog as well. And where
    a command is named as it is typed elsewhere, it is said how that is done here."""
    return buttons_as_here(replace(card, body=(*card.body, *how(card.body))))


def page_as_here(page: Page) -> Page:
    """How a command is given is said once, below the last card that names one."""
    named = [number for number, card in enumerate(page.cards) if names_a_command(card.body)]
    drawn = [
        as_here(card) if number in named[-1:] else buttons_as_here(card)
        for number, card in enumerate(page.cards)
    ]
    return replace(page, cards=tuple(drawn))


def answerable(errand: Errand) -> Card:
    """Under a post that is answered in its thread stands a button, as the bot may hear only what mentions it."""
    kind = errand.name.partition(":")[0]
    if kind not in HEARD_UNDER or not isinstance(errand.place, Room):
        return errand.card
    reply = Button(REPLY_LABEL, REPLY, asks=True)
    return replace(errand.card, buttons=(*errand.card.buttons, reply))


def placed(told: Sequence[Message], place: Place) -> Sequence[Message]:
    """As they are shown to somebody in private: whoever presses a button is still where they asked from."""
    if not isinstance(place, Room):
        return told
    return [_with(one, {AT: place_key(place)}) for one in told]


def opened(dialog: Json, opening: str) -> Json:
    """Handed in twice as it stands it is one; opened twice, it is two."""
    found: Json = _with(dialog, {OPENING: opening})
    return found


def buttons_as_here(card: Card) -> Card:
    return replace(card, buttons=tuple(_asking(one) for one in card.buttons))


def _asking(button: Button) -> Button:
    is_command = button.token.partition(".")[0] == Act.COMMAND
    return replace(button, asks=True) if is_command else button


def _with(part: Any, more: Mapping[str, str]) -> Any:
    """Beside every token, however deep it stands."""
    match part:
        case {} if isinstance(part, Mapping):
            inside = {name: _with(value, more) for name, value in part.items()}
            return {**inside, **more} if MEANT in part else inside
        case list() | tuple():
            return [_with(one, more) for one in part]
        case _:
            return part
