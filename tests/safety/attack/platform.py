"""The platform on which the bot lives, and its log: who did and got what, to the millisecond."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.boundary.delivery import Errand, InDoubt, Undelivered
from bot.boundary.views import Card, Points, Quote, Text
from bot.domain.ids import Address, Direct, PersonId

TROUBLE = 0.01
"""The share of posts that the platform refuses for the moment, or takes and does not say so."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. `person` acted, or got it; None for what stands in the room."""

    at: datetime
    kind: str
    person: PersonId | None
    text: str = ""


@dataclass
class Platform:
    """A messenger that remembers, and breaks now and then."""

    chance: Random
    now: datetime
    log: list[Event] = field(default_factory=list)
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    standing: set[str] = field(default_factory=set)
    addresses: dict[str, str] = field(default_factory=dict)
    can_be_asked: bool = True

    async def deliver(self, errand: Errand) -> Address:
        trouble = self.chance.random()
        if trouble < TROUBLE / 2:
            raise Undelivered("for the moment")
        self._shows("posted", errand)
        self.standing.add(errand.id)
        self.addresses[errand.name] = errand.id
        if trouble < TROUBLE:
            raise InDoubt
        return Address(errand.id)

    async def revise(self, errand: Errand) -> None:
        self._shows("changed", errand)

    async def find(self, errand: Errand) -> Address | None:
        return Address(errand.id) if errand.id in self.standing else None

    def notes(self, kind: str, person: PersonId | None, text: str = "") -> None:
        self.log.append(Event(self.now, kind, person, text))

    def card(self, name: str, to: PersonId | None = None) -> Card | None:
        """As it stands now, the newest whose name begins so."""
        where = to or ""
        found = [
            card for (at, of), card in self.cards.items() if at == where and of.startswith(name)
        ]
        return found[-1] if found else None

    def _shows(self, what: str, errand: Errand) -> None:
        to = errand.place.person if isinstance(errand.place, Direct) else None
        key = (to or "", errand.name)
        self.cards.pop(key, None)
        self.cards[key] = errand.card
        name = errand.name.partition(":")[0]
        where = "direct" if to else "room"
        self.notes(f"{where} {what} {name}", to, "\n".join(words_of(errand.card)))


def words_of(card: Card) -> Iterator[str]:
    """What is read on it, line by line."""
    yield card.title
    for element in card.body:
        match element:
            case Text(text=text) | Quote(text=text):
                yield text
            case Points(lines=lines):
                yield from lines
            case _:
                pass
