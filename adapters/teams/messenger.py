"""Carries the bot's posts into Teams, which can't be asked whether one stands: what is in doubt stays so."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Final

from adapters.teams.cards import Message, messages
from adapters.teams.directory import Directory
from adapters.teams.pace import unhurried
from adapters.teams.pressing import answerable, as_here
from adapters.teams.references import References
from adapters.teams.standing import UNKNOWN, Messages, address, rest, seen, whole
from adapters.teams.transport import Reference, TeamsTransport
from bot.boundary.delivery import Errand, InDoubt, Parts, Undelivered, Unreachable
from bot.domain.ids import Address, Direct

MOST_WAIT: Final = 6.0
"""Seconds that the rest of a long post may wait in all, so that it comes in one piece."""
FINDING: Final = 5.0
"""Seconds that finding the way may take: what is cut off before it was sent is not in doubt."""

Keep = Callable[[Messages], Awaitable[None]]


class TeamsMessenger:
    """In a channel a post begins a thread, or stands in one. A long one takes several messages: the first one's id
    is its address, and the ids of the others are kept with the references. Where one breaks off, it goes on from
    there: nothing that surely stands, or that somebody has seen there, is sent again."""

    can_be_asked = False

    def __init__(
        self, transport: TeamsTransport, directory: Directory, references: References
    ) -> None:
        self._transport = transport
        self._directory = directory
        self._references = references

    async def deliver(self, errand: Errand) -> Address | None:
        with unhurried():
            try:
                return await self._delivered(errand)
            except Unreachable as refused:
                if isinstance(errand.place, Direct):
                    await self._directory.is_shut(errand.place.person, refused.why)
                raise

    async def revise(self, errand: Errand) -> None:
        """A card that has become shorter takes the messages away that it has no more words for."""
        first = errand.address
        assert first is not None, "it stands"
        with unhurried():
            stood = whole(first, await self._references.rest_by_now(errand.place, first))

            async def keep(stands: Messages) -> None:
                if stands != stood:
                    await self._keep(errand, first, rest(stands, first))

            await keep(await self._made_whole(errand, stood, keep))

    async def find(self, errand: Errand) -> Address | None:  # noqa: ARG002 - the port's
        raise InDoubt

    async def parts(self, errand: Errand) -> Parts:
        stand = len(await self._half_of(errand))
        return Parts(stand, max(len(_messages(errand)), stand + 1))

    async def _delivered(self, errand: Errand) -> Address | None:
        begun = await self._half_of(errand)

        async def keep(stands: Messages) -> None:
            await self._keep(errand, _half(errand), stands)

        stands = await self._made_whole(errand, begun, keep)
        first = address(stands)
        if first is not None and len(stands) > 1:
            await self._keep(errand, first, rest(stands, first))
        if len(begun) or len(stands) > 1:
            await keep(())
        return first

    async def _half_of(self, errand: Errand) -> Messages:
        """What stands of a post that broke off. Another process may have gone on with it."""
        known = await self._references.rest_by_now(errand.place, _half(errand))
        return seen(known, errand.stand)

    async def _made_whole(self, errand: Errand, stood: Messages, keep: Keep) -> Messages:
        """All of its messages. What stands is kept before more is sent: it is known, whatever becomes of that."""
        to, now = await self._way(errand), _messages(errand)
        stands = await self._changed(to, stood, now)
        until = monotonic() + MOST_WAIT
        for activity in now[len(stands) :]:
            if stands:
                await keep(stands)
            stands = (*stands, await self._sent(to, errand, stands, activity, until))
        return stands

    async def _changed(self, to: Reference, stood: Messages, now: Sequence[Message]) -> Messages:
        """Those that are left. It may read differently by now; below its address other posts may stand."""
        first = address(stood)
        left = max(len(now), stood.index(first) + 1 if first else 0)
        for message, activity in zip(stood, now, strict=False):
            if message != UNKNOWN:
                await self._transport.update(to, message, activity)
        for message in stood[left:]:
            if message != UNKNOWN:
                await self._taken_away(to, message)
        return stood[:left]

    async def _way(self, errand: Errand) -> Reference:
        try:
            async with asyncio.timeout(FINDING):
                return await self._directory.reference(errand.place)
        except TimeoutError:
            raise Undelivered("no way there was found in time") from None

    async def _sent(
        self, to: Reference, errand: Errand, stands: Messages, activity: Message, until: float
    ) -> str:
        """The first one waits for no rest: the others in its place would wait with it."""
        while True:
            try:
                return await self._below(to, errand, address(stands), activity)
            except Unreachable:
                raise
            except Undelivered as refused:
                if not stands or refused.after is None or monotonic() + refused.after > until:
                    raise
                await asyncio.sleep(refused.after)

    async def _below(
        self, to: Reference, errand: Errand, first: Address | None, activity: Message
    ) -> str:
        """A private chat has no threads."""
        if isinstance(errand.place, Direct):
            return await self._transport.send(to, activity)
        if thread := errand.thread or first:
            return await self._transport.send(to, activity, thread=thread)
        return await self._transport.open_thread(to, activity)

    async def _taken_away(self, to: Reference, message: str) -> None:
        """Gone is gone, whoever took it away."""
        try:
            await self._transport.delete(to, message)
        except Unreachable:
            return

    async def _keep(self, errand: Errand, first: Address, stands: Messages) -> None:
        await self._references.keep_rest(errand.place, first, stands)


def _half(errand: Errand) -> Address:
    """Under this is kept what stands of a post of which not all does yet."""
    return Address(f"half-{errand.id}")


def _messages(errand: Errand) -> Sequence[Message]:
    return messages(as_here(answerable(errand)))
