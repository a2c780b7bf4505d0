"""Who is in a channel: read by pages, of up to five hundred each, where asking for one after the other would soon be
too much. Teams takes 120 such requests for a channel in half a minute."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final
from weakref import WeakValueDictionary

from adapters.teams.transport import Reference, TeamsTransport

MOST: Final = 5_000
"""Members that are read through, so that it takes no longer in a team of everybody."""
HOUR: Final = 3600.0

Channel = tuple[str, str]
"""A tenant, and a conversation in it."""
Ids = Mapping[str, str]
"""By which id the bot knows people, by theirs in the directory. No names."""


class Rosters:
    """Remembered for an hour. Whoever is on none of its pages may have come since, and is asked for by themselves."""

    def __init__(self, transport: TeamsTransport, now: Callable[[], float]) -> None:
        self._transport = transport
        self._now = now
        self._read: dict[Channel, tuple[float, Ids]] = {}
        self._at_it = WeakValueDictionary[Channel, asyncio.Lock]()

    async def id_of(self, user: str, there: Reference) -> str:
        """`user` is theirs in the directory. Raises `Unreachable` where nobody is."""
        async with self._at_it.setdefault((there.tenant, there.conversation), asyncio.Lock()):
            ids = await self._ids(there)
        return ids.get(user) or (await self._transport.member(there, user)).id

    async def _ids(self, there: Reference) -> Ids:
        channel = (there.tenant, there.conversation)
        until, ids = self._read.get(channel, (0.0, {}))
        if until <= self._now():
            ids = await self._pages(there)
            self._read[channel] = (self._now() + HOUR, ids)
        return ids

    async def _pages(self, there: Reference) -> Ids:
        ids: dict[str, str] = {}
        async for one in self._transport.roster(there):
            ids[one.aad] = one.id
            if len(ids) >= MOST:
                break
        return ids
