"""Somebody's page in sections, each card with its buttons, headings among them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.teams import buttons, elements
from adapters.teams.elements import Json
from adapters.teams.literal import literal
from adapters.teams.size import bytes_of
from bot.boundary.views import Card, Page, Text, Weight


@dataclass(frozen=True, slots=True)
class Section:
    """A card of a page as it is drawn, and in words."""

    card: Card
    body: tuple[Json, ...]
    told: str

    @property
    def size(self) -> int:
        return bytes_of(self.body) + bytes_of(literal(self.told))


def sections(page: Page) -> list[Section]:
    return [_section(card) for card in _with_one_main_button(page.cards)]


def shared_out(some: Iterable[Section], most: int) -> Iterator[list[Section]]:
    """As many in each message as it can take in so many bytes; one that is larger is alone."""
    together: list[Section] = []
    room = most
    for one in some:
        if together and one.size > room:
            yield together
            together, room = [], most
        together.append(one)
        room -= one.size
    if together:
        yield together


def _section(card: Card) -> Section:
    """A card that is a title alone is a heading."""
    is_heading = not card.body and not card.buttons
    title = elements.title(card.title, "Large" if is_heading else "Medium")
    apart = {"separator": is_heading, "spacing": "Large"}
    whole = replace(card, body=(*card.body, *buttons.in_full(card.buttons)))
    rows = buttons.rows(buttons.in_message(card.buttons, _about(card)))
    body = (*(one | apart for one in title), *elements.body(whole.body), *rows)
    return Section(card, body, elements.words_of(whole))


def _with_one_main_button(cards: Sequence[Card]) -> Iterator[Card]:
    """The first of all. On its own card each other one is the main one; here they would outshout each other."""
    taken = False
    for card in cards:
        mains = [one for one in card.buttons if one.weight is Weight.MAIN]
        main = mains[0] if mains and not taken else None
        taken = taken or main is not None
        lowered = (
            replace(one, weight=Weight.PLAIN) if one in mains and one is not main else one
            for one in card.buttons
        )
        yield replace(card, buttons=tuple(lowered))


def _about(card: Card) -> str:
    """Buttons of several cards are called the same: a screen reader says whose they are."""
    first = next((one.text for one in card.body if isinstance(one, Text)), "")
    return card.title or first
