"""What every chat that can keep a room is held to: each adapter shows its own `There` to these promises.

@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one.__name__)
async def test_it_keeps_a_room(promise, there): await promise(there)
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

import pytest

from bot.boundary.delivery import Deed, Errand, Messenger, RoomKeeper, Undelivered, Unreachable
from bot.boundary.views import Card
from bot.domain.ids import Address, CommunityId, PostName, RecordId, Room


class Keeps(Messenger, RoomKeeper, Protocol):
    """A messenger that can do both."""


class There(Protocol):
    """A chat with one room, and the bot in it."""

    messenger: Keeps
    room: Room

    async def pinned(self) -> Sequence[Address]:
        """What everybody in the room sees pinned."""
        ...

    async def is_inside(self) -> bool:
        """Whether the bot is in the room, as the chat shows it."""
        ...


def errand(there: There, id: str, deed: Deed = Deed.POST, thread: Address | None = None) -> Errand:
    return Errand(
        deed=deed,
        id=id,
        community=CommunityId(RecordId("home")),
        name=PostName(id),
        place=there.room,
        card=Card("The charter") if deed is Deed.POST else Card(""),
        revision=1,
        address=None,
        thread=thread,
        claimed_at=datetime(2027, 1, 4, 10, tzinfo=UTC),
        since=datetime(2027, 1, 4, 10, tzinfo=UTC),
    )


async def it_can_keep_a_room(there: There) -> None:
    assert isinstance(there.messenger, RoomKeeper)


async def a_post_is_pinned_once_however_often_it_is_asked(there: There) -> None:
    address = await there.messenger.deliver(errand(there, "charter"))
    assert await there.pinned() == []

    for _ in range(2):
        await there.messenger.pin(errand(there, "pin", Deed.PIN, address))

    assert await there.pinned() == [address]


async def what_is_pinned_follows_in_place(there: There) -> None:
    first = errand(there, "charter")
    address = await there.messenger.deliver(first)
    await there.messenger.pin(errand(there, "pin", Deed.PIN, address))

    changed = replace(first, card=Card("The charter, version 2"), revision=2, address=address)
    await there.messenger.revise(changed)

    assert await there.pinned() == [address]


async def what_stands_nowhere_cannot_be_pinned(there: There) -> None:
    address = await there.messenger.deliver(errand(there, "charter"))
    nowhere = Address(f"{address[:-1]}{(int(address[-1]) + 7) % 10}")

    with pytest.raises(Unreachable):
        await there.messenger.pin(errand(there, "pin", Deed.PIN, nowhere))


async def a_room_is_left_once_however_often_it_is_asked(there: There) -> None:
    assert await there.is_inside()

    for _ in range(2):
        await there.messenger.leave(errand(there, "leave", Deed.LEAVE))

    assert not await there.is_inside()


async def in_a_room_that_was_left_nothing_is_posted(there: There) -> None:
    await there.messenger.leave(errand(there, "leave", Deed.LEAVE))

    with pytest.raises(Undelivered):
        await there.messenger.deliver(errand(there, "late"))


PROMISES: tuple[Callable[[There], Awaitable[None]], ...] = (
    it_can_keep_a_room,
    a_post_is_pinned_once_however_often_it_is_asked,
    what_is_pinned_follows_in_place,
    what_stands_nowhere_cannot_be_pinned,
    a_room_is_left_once_however_often_it_is_asked,
    in_a_room_that_was_left_nothing_is_posted,
)
