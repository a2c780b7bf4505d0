"""Who walks into a channel: what they are called, as soon as Teams says it."""

from typing import Final

from adapters.teams import inbound
from adapters.teams.directory import NOT_SAID, Directory
from adapters.teams.pace import unhurried
from adapters.teams.transport import Incoming, Member
from bot.boundary.arrivals import Who
from bot.domain.ids import PersonId, Room, user_of
from bot.domain.people import SOMEBODY

GUEST: Final = "{name} (guest)"
"""Whoever looks after the group should know."""


class Visitors:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def who(self, incoming: Incoming, member: Member) -> Who:
        """Somebody, where Teams does not say in time who it is."""
        named = await self._directory.named(incoming, member)
        return Who(inbound.person(incoming, named), _shown(named) or SOMEBODY)

    async def name_of(self, room: Room, person: PersonId) -> str:
        """However long Teams takes; those who act meanwhile go first. Empty where it does not say."""
        try:
            with unhurried():
                there = await self._directory.reference(room)
                return _shown(await self._directory.told(there, user_of(person)))
        except NOT_SAID:
            return ""


def _shown(member: Member) -> str:
    return GUEST.format(name=member.name) if member.name and member.is_guest else member.name
