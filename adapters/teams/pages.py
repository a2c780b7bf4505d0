"""Everybody's own page: messages in the private chat with the bot, changed in place when they read differently.

Teams has no place of its own for it that the bot may write on. Whoever asks for their page again has the newest at
the bottom of the chat, and the old one is taken away.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from adapters.own_pages import OwnPages, Shown
from adapters.teams.cards import Message, page
from adapters.teams.directory import Directory
from adapters.teams.inbound import digest
from adapters.teams.pressing import page_as_here
from adapters.teams.references import References
from adapters.teams.transport import Reference, TeamsTransport
from bot.boundary.delivery import Undelivered, Unreachable
from bot.boundary.views import Page
from bot.domain.ids import Address, Direct, PersonId

REST: Final = 3.0
PAGE: Final = Address("page")
"""Under this name the messages of a page are kept with the references: whichever process is asked takes the old
ones away."""


@dataclass
class Chat(Shown):
    """Its messages, and what each of them says."""

    stands: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)


class Pages(OwnPages[Chat]):
    def __init__(
        self,
        page_of: Callable[[PersonId], Awaitable[Page]],
        transport: TeamsTransport,
        directory: Directory,
        references: References,
        rest: float = REST,
    ) -> None:
        super().__init__(page_of, rest)
        self._transport = transport
        self._directory = directory
        self._references = references

    async def shown(self, person: PersonId) -> None:
        """They have asked for it: a new one comes, and the old one goes."""
        self.forget(person)
        self._looked_at(Chat(person))

    def forget(self, person: PersonId) -> None:
        """They have taken the app out, and their page with it."""
        if one := self._shown.get(person):
            self._forget(one)

    async def _draw(self, one: Chat) -> float:
        """What is in doubt is not tried again: twice is worse than late."""
        async with self._one_at_a_time:
            try:
                await self._put_up(one, page(page_as_here(await self._read(one))))
                one.in_vain = 0
            except Unreachable:
                self._forget(one)
            except Undelivered as refused:
                return self._in_vain(one, refused.after)
        return 0.0

    async def _put_up(self, one: Chat, messages: Sequence[Message]) -> None:
        to, place = await self._directory.private(one.person), Direct(one.person)
        if not one.stands:
            await self._taken_away(to, await self._references.rest_of(place, PAGE))
        for number, message in enumerate(messages):
            await self._one_message(to, one, number, message)
        await self._taken_away(to, one.stands[len(messages) :])
        del one.stands[len(messages) :], one.drawn[len(messages) :]
        await self._references.keep_rest(place, PAGE, tuple(one.stands))

    async def _one_message(self, to: Reference, one: Chat, number: int, message: Message) -> None:
        said = digest(message)
        if number == len(one.stands):
            one.stands.append(await self._transport.send(to, message))
            one.drawn.append(said)
        elif one.drawn[number] != said:
            await self._transport.update(to, one.stands[number], message)
            one.drawn[number] = said

    async def _taken_away(self, to: Reference, messages: Sequence[str]) -> None:
        for message in messages:
            try:
                await self._transport.delete(to, message)
            except Unreachable:  # gone is gone
                continue
