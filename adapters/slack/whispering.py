"""Words that one person alone sees, where they are looking. They do not last, and are not tried twice."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import Message
from adapters.slack.directory import NOT_SAID, Directory
from adapters.slack.trouble import NOBODY_THERE, code
from bot.boundary.arrivals import Who
from bot.domain.ids import Direct, user_of, workspace_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Aside:
    """Without a `channel` it is said in the private channel with them."""

    client: AsyncWebClient
    channel: str
    who: Who
    words: Sequence[Message]


class Whispers:
    """Said after Slack has been answered, so that nobody's act waits for them."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._on_their_way = set[asyncio.Task[None]]()

    def later(self, aside: Aside) -> None:
        if aside.words:
            self._begin(self._say(aside))

    async def soon(self, aside: Aside, seconds: float) -> bool:
        """Whether they hear it: after so long it counts as on its way."""
        if not aside.words:
            return True
        task = asyncio.create_task(self._said(aside))
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if done:
            return task.result()
        self.unless(task, replace(aside, channel=""))
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
        """Where the bot is not in the channel, or not any more, in the private one with them."""
        if not await self._said(aside) and aside.channel:
            await self._said(replace(aside, channel=""))

    async def _said(self, aside: Aside) -> bool:
        """False where Slack has refused it. What may have arrived is not said again."""
        try:
            where = aside.channel or await self._private(aside.who)
            for one in aside.words:
                await aside.client.chat_postEphemeral(
                    channel=where,
                    user=user_of(aside.who.person),
                    text=one.text,
                    blocks=list(one.blocks),
                    parse="none",
                    link_names=False,
                )
        except NOT_SAID as problem:
            log.warning("A whisper did not arrive: %s.", type(problem).__name__)
            return not (isinstance(problem, SlackApiError) and code(problem) in NOBODY_THERE)
        return True

    async def _private(self, who: Who) -> str:
        team = workspace_of(Direct(who.person))
        return await self._directory.channel_with(team, user_of(who.person))
