"""Everybody's own page: messages in the private chat with the bot, changed in place when they read differently.

Teams has no place of its own for it that the bot may write on. Whoever asks for their page again has the newest at
the bottom of the chat, and the old one is taken away. Who has looked is remembered for as long as the process lives.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from adapters.teams.cards import Message, page
from adapters.teams.directory import Directory
from adapters.teams.inbound import digest
from adapters.teams.pressing import page_as_here
from adapters.teams.references import References
from adapters.teams.transport import Reference, TeamsTransport
from bot.boundary.delivery import Undelivered, Unreachable
from bot.boundary.touched import Touched
from bot.boundary.views import Page
from bot.domain.ids import Address, CommunityId, Direct, PersonId

REST: Final = 3.0
"""Seconds between two drawings of one page."""
MOST: Final = 5_000
"""People whose page is kept up to date."""
TRIES: Final = 3
LONGEST_REST: Final = 60.0
PAGE: Final = Address("page")
"""Under this name the messages of a page are kept with the references: whichever process is asked takes the old
ones away."""

log = logging.getLogger(__name__)


@dataclass
class Shown:
    """One page as it stands: its messages, and what each of them says."""

    person: PersonId
    communities: frozenset[CommunityId] = frozenset()
    stands: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    wanted: bool = True
    in_vain: int = 0
    work: asyncio.Task[None] | None = field(default=None, repr=False)


class Pages:
    """`page_of` gives a person's page as it reads now."""

    def __init__(
        self,
        page_of: Callable[[PersonId], Awaitable[Page]],
        transport: TeamsTransport,
        directory: Directory,
        references: References,
        rest: float = REST,
    ) -> None:
        self._page_of = page_of
        self._transport = transport
        self._directory = directory
        self._references = references
        self._rest = rest
        self._loop = asyncio.get_running_loop()
        self._shown: OrderedDict[PersonId, Shown] = OrderedDict()
        self._told_of: dict[CommunityId, set[PersonId]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._closed = False

    async def shown(self, person: PersonId) -> None:
        """They have asked for it: a new one comes, and the old one goes."""
        if old := self._shown.pop(person, None):
            self._forget(old)
        one = Shown(person)
        self._shown[person] = one
        while len(self._shown) > MOST:
            self._forget(self._shown.popitem(last=False)[1])
        self._want(one)

    def forget(self, person: PersonId) -> None:
        """They have taken the app out, and their page with it."""
        if one := self._shown.pop(person, None):
            self._forget(one)

    def touched(self, touched: Touched) -> None:
        """May be called from any thread."""
        if not self._closed:
            self._loop.call_soon_threadsafe(self._touched, touched)

    async def close(self) -> None:
        """What is not drawn yet is drawn when somebody looks."""
        self._closed = True
        for one in self._shown.values():
            if one.work:
                one.work.cancel()

    def _touched(self, touched: Touched) -> None:
        told_of = (self._told_of.get(one, ()) for one in touched.communities)
        for person in touched.people.union(*told_of) & self._shown.keys():
            self._want(self._shown[person])

    def _want(self, one: Shown) -> None:
        one.wanted = True
        if not self._closed and (one.work is None or one.work.done()):
            one.work = self._loop.create_task(self._keep_up(one))

    async def _keep_up(self, one: Shown) -> None:
        while one.wanted and not self._closed:
            await asyncio.sleep(max(await self._draw(one), self._rest))

    async def _draw(self, one: Shown) -> float:
        """Seconds until it may be drawn again. A page that can't be drawn now stays as it is, and is drawn anew when
        somebody looks."""
        async with self._one_at_a_time:
            one.wanted = False
            try:
                page_ = await self._page_of(one.person)
                self._tells_of(one, page_.communities)
                await self._put_up(one, page(page_as_here(page_)))
                one.in_vain = 0
            except Unreachable:
                self._shown.pop(one.person, None)
                self._forget(one)
            except Undelivered as refused:
                one.in_vain += 1
                one.wanted = one.wanted or one.in_vain < TRIES
                return min(refused.after or 0.0, LONGEST_REST)
            except Exception as failure:  # in doubt, too: twice is worse than late
                log.error("A page could not be drawn: %s.", type(failure).__name__)
        return 0.0

    async def _put_up(self, one: Shown, messages: Sequence[Message]) -> None:
        to, place = await self._directory.private(one.person), Direct(one.person)
        if not one.stands:
            await self._taken_away(to, await self._references.rest_of(place, PAGE))
        for number, message in enumerate(messages):
            await self._one_message(to, one, number, message)
        await self._taken_away(to, one.stands[len(messages) :])
        del one.stands[len(messages) :], one.drawn[len(messages) :]
        await self._references.keep_rest(place, PAGE, tuple(one.stands))

    async def _one_message(self, to: Reference, one: Shown, number: int, message: Message) -> None:
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

    def _tells_of(self, one: Shown, communities: frozenset[CommunityId]) -> None:
        """So that who is to be drawn again is found without asking everybody."""
        for gone in one.communities - communities:
            self._told_of.get(gone, set()).discard(one.person)
        for community in communities:
            self._told_of.setdefault(community, set()).add(one.person)
        one.communities = communities

    def _forget(self, one: Shown) -> None:
        self._tells_of(one, frozenset())
        if one.work and one.work is not asyncio.current_task():
            one.work.cancel()
