"""Words for one person alone, in the private chat with them or, where that is switched on, where they are looking.

Few words are told in the answer to a press (answers.py); what is here has buttons, or is long, or answers what was
typed. It is tried again while Teams asks for a rest, and not carried as a post is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from adapters.teams.cards import Message, messages
from adapters.teams.directory import Directory
from adapters.teams.pressing import Shown, drawn, placed
from adapters.teams.transport import Incoming, Reference, Scope, TeamsTransport
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable
from bot.boundary.views import Card, Text
from bot.domain.ids import PersonId, Place

T = TypeVar("T")

TRIES: Final = 3
LONGEST_REST: Final = 5.0
MOMENT: Final = 1.0
"""Seconds, where Teams did not answer, or did not take the bot's token: it takes the next one."""
NO_WAY: Final = (
    "I can't write to you in private here. Open the app “Learning community” in Teams, choose Add, and ask "
    "me again."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Aside:
    """`place` is where its buttons are pressed, as far as the bot is concerned. `asked`: what it answers."""

    person: PersonId
    told: Sequence[Shown]
    place: Place
    asked: Incoming | None = None


class Whispers:
    """Said after Teams has been answered, so that nobody's act waits for them."""

    def __init__(
        self, transport: TeamsTransport, directory: Directory, *, targeted: bool = False
    ) -> None:
        self._transport = transport
        self._directory = directory
        self._targeted = targeted
        self._on_their_way = set[asyncio.Task[None]]()

    def later(self, aside: Aside) -> None:
        if aside.told:
            self.begin(self._say(aside))

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    async def settled(self) -> None:
        """All that is on its way by now has arrived, or failed."""
        while self._on_their_way:
            await asyncio.wait(self._on_their_way)

    async def close(self) -> None:
        """Let those that are on their way arrive."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=1.0)

    async def _say(self, aside: Aside) -> None:
        told = [each for one in aside.told for each in drawn(one)]
        try:
            await self._where_they_look(aside, placed(told, aside.place))
        except Unreachable:
            await self._no_way(aside)
        except Exception as problem:  # words that die with the moment hinder nothing else
            log.warning("A whisper did not arrive: %s.", type(problem).__name__)

    async def _where_they_look(self, aside: Aside, told: Sequence[Message]) -> None:
        asked = aside.asked
        if asked and self._targeted and asked.scope is not Scope.PERSONAL:
            try:
                await self._all(asked.reference, told, asked.thread, asked.sender.id)
            except Undelivered:  # this tenant has no such messages
                pass
            else:
                return
        chat = await _again(lambda: self._directory.private(aside.person), MOMENT)
        await self._all(chat, told, rest=MOMENT)

    async def _all(
        self,
        to: Reference,
        told: Sequence[Message],
        thread: str = "",
        only_to: str = "",
        rest: float | None = None,
    ) -> None:
        for one in told:
            send = partial(self._transport.send, to, one, thread=thread, only_to=only_to)
            await _again(send, rest)

    async def _no_way(self, aside: Aside) -> None:
        """Whoever asked in a channel reads there why nothing comes; not what they asked."""
        asked = aside.asked
        log.warning("A whisper did not arrive: there is no private chat.")
        if asked is None or asked.scope is Scope.PERSONAL or asked.kind != "message":
            return
        (sorry,) = messages(Card("", (Text(NO_WAY),)))
        try:
            await self._transport.send(asked.reference, sorry, thread=asked.thread or asked.id)
        except (Undelivered, InDoubt, OSError, TimeoutError) as problem:
            log.warning("A whisper did not arrive: %s.", type(problem).__name__)


async def _again(what: Callable[[], Awaitable[T]], rest: float | None = None) -> T:
    """Where Teams asks for a short rest it is tried once more, and once more; after `rest`, if there is one, where it
    names none. Raises what it raises in the end."""
    for _ in range(TRIES - 1):
        try:
            return await what()
        except Unreachable:
            raise
        except Undelivered as refused:
            after = rest if refused.after is None else refused.after
            if after is None or after > LONGEST_REST:
                raise
            await asyncio.sleep(after)
    return await what()
