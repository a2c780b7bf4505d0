"""When a workspace takes the bot out: its token is thrown away, and nothing more is posted there.

What its communities keep stays as it is. After the bot is installed again they go on where they were.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.directory import Directory
from adapters.slack.inbound import Payload
from adapters.slack.lines import Lines
from adapters.slack.trouble import NO_LONGER_OURS, code
from adapters.slack.workspaces import Workspaces

GONE: Final = (
    "A workspace has taken the bot out. What its communities keep "
    "stays, and they go on when it is installed again."
)
OUT: Final = (
    "Slack has taken the bot out of its workspace. It can neither "
    "hear nor speak until the app is installed again."
)

Goodbye = Callable[[Payload], Awaitable[None]]

log = logging.getLogger(__name__)


def listen_for_goodbyes(app: AsyncApp, goodbye: Goodbye) -> None:
    """Slack sends both events, in either order; and a person's own tokens are none of ours."""

    async def gone(body: dict[str, Any]) -> None:
        await goodbye(body)

    async def withdrawn(body: dict[str, Any]) -> None:
        if body["event"].get("tokens", {}).get("bot"):
            await goodbye(body)

    app.event("app_uninstalled")(gone)
    app.event("tokens_revoked")(withdrawn)


async def from_the_only_one(_: Payload) -> None:
    """There is nothing to throw away but what the operator has set."""
    log.error(OUT)


class Goodbyes:
    """For a bot that lives in many workspaces."""

    def __init__(self, lines: Lines, workspaces: Workspaces, directory: Directory) -> None:
        self._lines = lines
        self._workspaces = workspaces
        self._directory = directory

    async def __call__(self, body: Payload) -> None:
        """The news may be late, and the bot installed again since: Slack is asked about the token that is kept."""
        team = body["team_id"]
        token = await self._workspaces.token(team)
        if token is None or await self._still_lets_in(token):
            return
        self._directory.forget(team)
        if await self._workspaces.has_gone(team):
            log.warning(GONE)

    async def _still_lets_in(self, token: str) -> bool:
        try:
            await self._lines.speaking(token).api_call("auth.test")
        except SlackApiError as refused:
            if code(refused) in NO_LONGER_OURS:
                return False
            raise
        return True
