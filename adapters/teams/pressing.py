"""What the buttons of a card carry in Teams beside their token, and which of them open a dialog. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from adapters.teams.buttons import MEANT
from adapters.teams.cards import Message
from adapters.teams.elements import Json
from bot.boundary.arrivals import HEARD_UNDER
from bot.boundary.delivery import Errand
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card
from bot.domain.ids import Place, Room, place_key

AT: Final = "at"
"""Where a card belongs that stands somewhere else. In a dialog it is called so too (forms.py)."""
OPENING: Final = "opening"
"""Tells apart two openings of one dialog, in which the same may be typed."""
REPLY: Final = "reply"
"""The token of the adapter's own button; no act of the core's is called so."""
REPLY_LABEL: Final = "Reply"


def asking(card: Card) -> Card:
    """A command may open a form: Teams must know before it is pressed, and shows words in a dialog as well."""
    return replace(card, buttons=tuple(_asking(one) for one in card.buttons))


def answerable(errand: Errand) -> Card:
    """Under a post that is answered in its thread stands a button, as the bot may hear only what mentions it."""
    kind = errand.name.partition(":")[0]
    if kind not in HEARD_UNDER or not isinstance(errand.place, Room):
        return errand.card
    reply = Button(REPLY_LABEL, REPLY, asks=True)
    return replace(errand.card, buttons=(*errand.card.buttons, reply))


def placed(messages: Sequence[Message], place: Place) -> Sequence[Message]:
    """As they are shown to somebody in private: whoever presses a button is still where they asked from."""
    if not isinstance(place, Room):
        return messages
    return [_with(one, {AT: place_key(place)}) for one in messages]


def opened(dialog: Json, opening: str) -> Json:
    """Handed in twice as it stands it is one; opened twice, it is two."""
    found: Json = _with(dialog, {OPENING: opening})
    return found


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
