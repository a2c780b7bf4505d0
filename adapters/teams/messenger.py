"""Carries the bot's posts into Teams, which can't be asked whether one stands: what is in doubt stays so."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Final

from adapters.teams.cards import Message, messages
from adapters.teams.directory import Directory
from adapters.teams.pace import unhurried
from adapters.teams.pressing import answerable, as_here
from adapters.teams.references import References
from adapters.teams.transport import Reference, TeamsTransport
from bot.boundary.delivery import Errand, InDoubt, Undelivered, Unreachable
from bot.domain.ids import Address, Direct, Room

MOST_WAIT: Final = 6.0
"""Seconds that the rest of a long post may wait in all, so that it comes in one piece."""
FINDING: Final = 5.0
"""Seconds that finding the way may take: what is cut off before it was sent is not in doubt."""


class TeamsMessenger:
    """In a channel a post begins a thread, or stands in one. A long one takes several messages: the first one's id
    is its address, and the ids of the others are kept with the references. Where one breaks off, it goes on from
    there: nothing that surely stands is sent again."""

    can_be_asked = False

    def __init__(
        self, transport: TeamsTransport, directory: Directory, references: References
    ) -> None:
        self._transport = transport
        self._directory = directory
        self._references = references

    async def deliver(self, errand: Errand) -> Address:
        with unhurried():
            return await self._delivered(errand)

    async def revise(self, errand: Errand) -> None:
        """A card that has become shorter takes the messages away that it has no more words for."""
        with unhurried():
            await self._revised(errand)

    async def find(self, errand: Errand) -> Address | None:  # noqa: ARG002 - the port's
        raise InDoubt

    async def _delivered(self, errand: Errand) -> Address:
        if begun := await self._references.rest_of(errand.place, _half(errand)):
            return await self._gone_on(errand, Address(begun[0]))
        first, *rest = _messages(errand)
        try:
            to = await self._way(errand)
            address = Address(await self._begun(to, errand, first))
        except Unreachable as refused:
            if isinstance(errand.place, Direct):
                await self._directory.is_shut(errand.place.person, refused.why)
            raise
        if rest:
            await self._keep_rest(errand, _half(errand), (address,))
            await self._followed(to, errand, address, rest)
            await self._keep_rest(errand, _half(errand), ())
        return address

    async def _gone_on(self, errand: Errand, begun: Address) -> Address:
        """It may read differently by now, as a post that waits is changed before it is carried."""
        await self._revised(replace(errand, address=begun))
        await self._keep_rest(errand, _half(errand), ())
        return begun

    async def _revised(self, errand: Errand) -> None:
        assert errand.address is not None, "it stands"
        to = await self._way(errand)
        stands = (errand.address, *await self._references.rest_of(errand.place, errand.address))
        now = _messages(errand)
        for message, activity in zip(stands, now, strict=False):
            await self._transport.update(to, message, activity)
        for message in stands[len(now) :]:
            await self._taken_away(to, message)
        if len(now) < len(stands):
            await self._keep_rest(errand, errand.address, stands[1 : len(now)])
        await self._followed(to, errand, errand.address, now[len(stands) :], stands[1:])

    async def _way(self, errand: Errand) -> Reference:
        try:
            async with asyncio.timeout(FINDING):
                return await self._directory.reference(errand.place)
        except TimeoutError:
            raise Undelivered("no way there was found in time") from None

    async def _begun(self, to: Reference, errand: Errand, activity: Message) -> str:
        if isinstance(errand.place, Room) and errand.thread is None:
            return await self._transport.open_thread(to, activity)
        return await self._transport.send(to, activity, thread=_thread(errand))

    async def _followed(
        self,
        to: Reference,
        errand: Errand,
        first: Address,
        rest: Sequence[Message],
        stands: Sequence[str] = (),
    ) -> None:
        """What of it stands is known, whatever becomes of the next one."""
        if not rest:
            return
        thread = _thread(errand) or (first if isinstance(errand.place, Room) else "")
        sent, until = list(stands), monotonic() + MOST_WAIT
        try:
            for activity in rest:
                sent.append(await self._sent(to, activity, thread, until))
        finally:
            await self._keep_rest(errand, first, sent)

    async def _sent(self, to: Reference, activity: Message, thread: str, until: float) -> str:
        while True:
            try:
                return await self._transport.send(to, activity, thread=thread)
            except Unreachable:
                raise
            except Undelivered as refused:
                if refused.after is None or monotonic() + refused.after > until:
                    raise
                await asyncio.sleep(refused.after)

    async def _taken_away(self, to: Reference, message: str) -> None:
        """Gone is gone, whoever took it away."""
        try:
            await self._transport.delete(to, message)
        except Unreachable:
            return

    async def _keep_rest(self, errand: Errand, first: Address, rest: Sequence[str]) -> None:
        await self._references.keep_rest(errand.place, first, tuple(rest))


def _half(errand: Errand) -> Address:
    """Under this is kept where a post begins of which not all stands yet."""
    return Address(f"half-{errand.id}")


def _thread(errand: Errand) -> str:
    """A private chat has none."""
    return "" if isinstance(errand.place, Direct) else errand.thread or ""


def _messages(errand: Errand) -> Sequence[Message]:
    return messages(as_here(answerable(errand)))
