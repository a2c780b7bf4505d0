"""Carries the bot's posts into the practice room."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from adapters.practice.cast import Cast, channel, place_id
from adapters.practice.room import PracticeRoom, message_id, message_number
from adapters.practice.shelf import Shelf
from bot.boundary.delivery import Errand, Undelivered, Unreachable
from bot.domain.ids import Address, Direct, Place, Room

T = TypeVar("T")


class PracticeMessenger:
    """Remembers under which errand a post came, so it can be asked, and takes none twice."""

    can_be_asked = True

    def __init__(self, room: PracticeRoom) -> None:
        self._room = room

    async def deliver(self, errand: Errand) -> Address:
        place, thread, at = await self._there(errand.place), _thread(errand), self._room.now()
        try:
            number = await self._room.change(
                lambda shelf: shelf.post(errand, place=place, thread=thread, at=at)
            )
        except sqlite3.IntegrityError:
            raise Unreachable("the post it belongs under is not there") from None
        except sqlite3.Error as problem:
            raise Undelivered(f"the practice room could not write: {problem}") from None
        return Address(message_id(number))

    async def revise(self, errand: Errand) -> None:
        number = message_number(errand.address or "")
        stands = number is not None and await self._kept(
            lambda shelf: shelf.revise(number, errand.card, errand.revision)
        )
        if not stands:
            raise Unreachable("the post is not there any more")

    async def pin(self, errand: Errand) -> None:
        number = _thread(errand)
        pinned = number is not None and await self._kept(lambda shelf: shelf.pin(number))
        if not pinned:
            raise Unreachable("the post is not there any more")

    async def leave(self, errand: Errand) -> None:
        place = self._place(errand.place)
        await self._kept(lambda shelf: shelf.channels.leave(place))

    async def find(self, errand: Errand) -> Address | None:
        number = await self._room.ask(lambda shelf: shelf.find(errand.id))
        return None if number is None else Address(message_id(number))

    async def _kept(self, deed: Callable[[Shelf], T]) -> T:
        try:
            return await self._room.change(deed)
        except sqlite3.Error as problem:
            raise Undelivered(f"the practice room could not write: {problem}") from None

    async def _there(self, place: Place) -> str:
        """Where the bot has left, it can post nothing."""
        there = self._place(place)
        if await self._room.has_left(there):
            raise Unreachable("the bot has left this channel")
        return there

    def _place(self, place: Place) -> str:
        cast = self._room.cast
        known = cast.named(place.person) if isinstance(place, Direct) else _is_one(place, cast)
        if not known:
            raise Unreachable("nobody of that name is in the practice room")
        return place_id(place)


def _is_one(place: Room, cast: Cast) -> bool:
    return place.channel in cast.channels and place == channel(place.channel)


def _thread(errand: Errand) -> int | None:
    if errand.thread is None:
        return None
    number = message_number(errand.thread)
    if number is None:
        raise Unreachable("the post it belongs under is not there")
    return number
