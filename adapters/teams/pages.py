"""Everybody's own page: messages in the private chat with the bot, changed in place when they read differently.

Teams has no place of its own for it that the bot may write on. Whoever asks for their page again has the newest at
the bottom of the chat, and the old one is taken away. Which messages it is made of is kept: whoever acts, and was
shown theirs before this process began, has it kept up to date again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from adapters.own_pages import OwnPages, Shown
from adapters.teams.cards import Message, page
from adapters.teams.directory import Directory
from adapters.teams.inbound import digest
from adapters.teams.pace import unhurried
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

log = logging.getLogger(__name__)


@dataclass
class Chat(Shown):
    """Its messages, and what each of them says."""

    stands: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    def stands_as(self, messages: Sequence[str]) -> None:
        """What they say is not known, so that each of them is changed once."""
        self.stands, self.drawn = list(messages), [""] * len(messages)


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
        self._heard_of = set[PersonId]()
        self._looking = set[asyncio.Task[None]]()

    async def shown(self, person: PersonId) -> None:
        """They have asked for it: a new one comes, and the old one goes."""
        self.forget(person)
        self._looked_at(Chat(person))

    def acted(self, person: PersonId) -> None:
        """Nobody waits for it. What stands since before is looked for once."""
        if person in self._heard_of or self._closed:
            return
        self._heard_of.add(person)
        task = self._loop.create_task(self._taken_up(person))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _taken_up(self, person: PersonId) -> None:
        try:
            stands = await self._references.rest_of(Direct(person), PAGE)
        except Exception as failure:
            self._heard_of.discard(person)
            log.error("A page could not be looked for: %s.", type(failure).__name__)
            return
        if stands and person not in self._shown and not self._closed:
            one = Chat(person)
            one.stands_as(stands)
            self._looked_at(one)

    def forget(self, person: PersonId) -> None:
        """They have taken the app out, and their page with it."""
        if one := self._shown.get(person):
            self._forget(one)

    async def _draw(self, one: Chat) -> float:
        """What is in doubt is not tried again: twice is worse than late."""
        async with self._one_at_a_time:
            if self._is_over(one):
                return 0.0
            try:
                with unhurried():
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
        elif len(messages) > len(one.stands):
            await self._catch_up(one, place)
        for number, message in enumerate(messages):
            await self._one_message(to, one, number, message)
        await self._taken_away(to, one.stands[len(messages) :])
        del one.stands[len(messages) :], one.drawn[len(messages) :]
        await self._references.keep_rest(place, PAGE, tuple(one.stands))

    async def _catch_up(self, one: Chat, place: Direct) -> None:
        """Another process may have added to it already, or put up a new one."""
        stands = await self._references.rest_by_now(place, PAGE)
        if list(stands) != one.stands:
            one.stands_as(stands)

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
