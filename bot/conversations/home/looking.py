"""Somebody looks at one of their communities: what every part of their page reads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.boundary.views import Card, Moment
from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.words import say


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, at which of their communities, and when."""

    community: Community
    person: PersonId
    at: datetime
    known: Known

    @property
    def takes_part(self) -> bool:
        return self.community.takes_part(self.person)

    @property
    def keeps(self) -> bool:
        return self.community.is_kept_by(self.person)

    def until(self, at: datetime) -> Moment:
        return Moment(say("round.until"), at, self.community.rhythm.hours.zone)

    def in_short(self, card: Card, at: datetime) -> Card:
        """A card that stands in the room, with its buttons: what it says in full is read there."""
        return Card(card.title, (self.until(at),), card.buttons)


Finds = Callable[[Look], Iterable[Card]]
"""Gives a card for each thing that it finds."""
