"""Somebody can read the room who was not invited through the group's agreement."""

from dataclasses import dataclass

from bot.domain.ids import PersonId, RecordId, Room
from bot.domain.people import SOMEBODY
from bot.domain.records import Belonging


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedIn(Belonging):
    """While there is one, no story is told in the community; it goes when it is settled.

    `stopped` is the session it stopped. `settled`: the ids of others, settled before, whose cards say that
    stories still wait.
    """

    person: PersonId
    name: str
    room: Room
    stopped: RecordId | None = None
    settled: tuple[RecordId, ...] = ()

    @property
    def is_nameless(self) -> bool:
        """The chat has not said yet who it is."""
        return self.name == SOMEBODY
