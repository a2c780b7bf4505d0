"""Who is in a channel: read by pages, of up to five hundred each, where asking for one after the other would soon be
too much. Teams takes 120 such requests for a channel in half a minute."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final
from weakref import WeakValueDictionary

from adapters.teams.transport import Member, Reference, TeamsTransport

MOST: Final = 5_000
"""Members that are read through, so that it takes no longer in a team of everybody."""
HOUR: Final = 3600.0

Channel = tuple[str, str]
"""A tenant, and a conversation in it."""


class Rosters:
    """Remembered for an hour. Whoever is on none of its pages may have come since, and is asked for by themselves."""

    def __init__(self, transport: TeamsTransport, now: Callable[[], float]) -> None:
        self._transport = transport
        self._now = now
        self._read: dict[Channel, tuple[float, Mapping[str, Member]]] = {}
        self._at_it = WeakValueDictionary[Channel, asyncio.Lock]()

    async def member(self, of: Reference, user: str) -> Member:
        """`user` is theirs in the directory. Raises `Unreachable` where nobody is."""
        async with self._at_it.setdefault((of.tenant, of.conversation), asyncio.Lock()):
            members = await self._members(of)
        return members.get(user) or await self._transport.member(of, user)

    async def _members(self, of: Reference) -> Mapping[str, Member]:
        channel = (of.tenant, of.conversation)
        until, members = self._read.get(channel, (0.0, {}))
        if until <= self._now():
            members = await self._pages(of)
            self._read[channel] = (self._now() + HOUR, members)
        return members

    async def _pages(self, of: Reference) -> Mapping[str, Member]:
        members: dict[str, Member] = {}
        async for one in self._transport.roster(of):
            members[one.aad] = one
            if len(members) >= MOST:
                break
        return members
