"""Calls that are no posts keep to Slack's pace as well: a lane for each method and token, in this process.

Posts and changes have theirs in the database (limits.py), where all processes share them. What must be done while
somebody waits with a view in front of them (`views.open` and its like) is never held up.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.limits import TIER_2, TIER_3, TIER_4, tier
from adapters.slack.trouble import is_too_fast, rest
from bot.boundary.delivery import Undelivered

PER_MINUTE: Final = {
    "bookmarks.add": TIER_2,
    "canvases.edit": TIER_3,
    "chat.delete": TIER_3,
    "conversations.canvases.create": TIER_2,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "team.info": TIER_3,
    "users.conversations": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.publish": TIER_4,
}
LONGEST: Final = 4.0
"""Seconds that a call waits for its turn; one that would wait longer is put off by whoever makes it."""

_now_or_never: Final = ContextVar("now_or_never", default=False)


@contextmanager
def now_or_never() -> Iterator[None]:
    """What is called within waits for no turn, as somebody waits for it: it is called now, or refused."""
    token = _now_or_never.set(True)
    try:
        yield
    finally:
        _now_or_never.reset(token)


class Turns:
    """When each method may be called next, by whose token."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._tat: dict[tuple[str, str], float] = {}
        """As in storage/lanes.py: when the next call would come if all kept to the pace."""

    def wait(self, token: str, method: str) -> float:
        """Seconds until this call's turn, which it takes. Raises `Undelivered` where that is too long."""
        lane, now, key = tier(method, PER_MINUTE[method]), self._now(), (token, method)
        tat = max(self._tat.get(key, now), now)
        wait = max(0.0, tat - now - (lane.burst - 1) / lane.per_second)
        if wait > (0.0 if _now_or_never.get() else LONGEST):
            raise Undelivered(f"{method} is to rest", after=wait)
        self._tat[key] = tat + 1 / lane.per_second
        return wait

    def gives_back(self, token: str, method: str) -> None:
        """Whoever had this turn has not waited for it."""
        lane = tier(method, PER_MINUTE[method])
        self._tat[token, method] -= 1 / lane.per_second

    def rests(self, token: str, method: str, seconds: float) -> None:
        """Slack has said so. Other methods, and other workspaces, go on."""
        lane = tier(method, PER_MINUTE[method])
        until = self._now() + seconds + (lane.burst - 1) / lane.per_second
        self._tat[token, method] = max(self._tat.get((token, method), 0.0), until)


class PacedClient(AsyncWebClient):
    """Takes its turn before it calls."""

    def __init__(self, turns: Turns, **given: Any) -> None:
        super().__init__(**given)
        self._turns = turns

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """Raises `Undelivered`, beside what Slack's library raises."""
        if api_method not in PER_MINUTE:
            return await super().api_call(api_method, **given)
        await self._turn(api_method)
        try:
            return await super().api_call(api_method, **given)
        except SlackApiError as refused:
            if is_too_fast(refused):
                self._turns.rests(self.token or "", api_method, rest(refused))
            raise

    async def _turn(self, api_method: str) -> None:
        wait = self._turns.wait(self.token or "", api_method)
        try:
            await asyncio.sleep(wait)
        except asyncio.CancelledError:
            self._turns.gives_back(self.token or "", api_method)
            raise
