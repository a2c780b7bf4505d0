"""Words that one person alone sees, where they are looking. They do not last, and are said once: what Slack has refused
is said after the rest that it asks for, or in private where the bot can't speak; what may have arrived is not repeated.
"""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import Message
from adapters.slack.directory import Directory
from adapters.slack.trouble import carried
from bot.boundary.arrivals import Who
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable
from bot.domain.ids import Direct, user_of, workspace_of

TRIES: Final = 3
A_MOMENT: Final = 1.0
"""Seconds, where Slack does not say how long it is to be left alone."""
LONGEST_REST: Final = 60.0
"""Seconds after which nobody looks for it any more."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Aside:
    """Without a `channel` it is said in the private channel with them."""

    client: AsyncWebClient
    channel: str
    who: Who
    words: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Left:
    """What Slack has refused of it, and the seconds until it may be said."""

    aside: Aside
    after: float


class Whispers:
    """Said after Slack has been answered, so that nobody's act waits for them."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._on_their_way = set[asyncio.Task[None]]()

    def later(self, aside: Aside) -> None:
        if aside.words:
            self._begin(self._say(aside))

    async def soon(self, aside: Aside, seconds: float) -> bool:
        """Whether they hear it: after so long it counts as on its way. False where Slack has taken nothing of it."""
        saying = asyncio.create_task(self._said(aside))
        done, _ = await asyncio.wait({saying}, timeout=seconds)
        left = saying.result() if done else None
        if left and left.aside.words == aside.words:
            return False
        if left or not done:
            self._begin(self._follow(saying))
        return True

    def unless(self, shown: Awaitable[bool], aside: Aside) -> None:
        """Where what should have been shown can't be, in the end."""
        self._begin(self._unless(shown, aside))

    async def close(self) -> None:
        """Let those that are on their way arrive."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=1.0)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    async def _unless(self, shown: Awaitable[bool], aside: Aside) -> None:
        if not await shown:
            await self._say(aside)

    async def _say(self, aside: Aside) -> None:
        await self._follow(self._said(aside))

    async def _follow(self, saying: Awaitable[Left | None]) -> None:
        """What is left of it, a few times."""
        left = await saying
        for _ in range(TRIES - 1):
            if left is None or left.after > LONGEST_REST:
                return
            await asyncio.sleep(left.after)
            left = await self._said(left.aside)

    async def _said(self, aside: Aside) -> Left | None:
        """None where Slack has refused nothing of it."""
        for number, one in enumerate(aside.words):
            try:
                await self._whispered(aside, one)
            except InDoubt:
                log.warning("Nobody knows whether a whisper has arrived.")
            except Undelivered as refused:
                log.warning("A whisper did not arrive: %s.", refused.why)
                return _left(replace(aside, words=aside.words[number:]), refused)
        return None

    async def _whispered(self, aside: Aside, one: Message) -> None:
        """Raises `Undelivered`, `Unreachable` or `InDoubt`."""
        call = aside.client.chat_postEphemeral(
            channel=aside.channel or await carried(self._private(aside.who)),
            user=user_of(aside.who.person),
            text=one.text,
            blocks=list(one.blocks),
            parse="none",
            link_names=False,
        )
        await carried(call)

    async def _private(self, who: Who) -> str:
        team = workspace_of(Direct(who.person))
        return await self._directory.channel_with(team, user_of(who.person))


def _left(aside: Aside, refused: Undelivered) -> Left:
    """Where the bot is not in the channel, or not any more, it is said in private."""
    if isinstance(refused, Unreachable):
        return Left(replace(aside, channel=""), 0.0 if aside.channel else inf)
    return Left(aside, A_MOMENT if refused.after is None else refused.after)
