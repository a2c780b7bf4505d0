"""The token that whoever runs the bot has set, for one workspace: nothing is installed through the bot, and nothing of
it is thrown away here.

Slack gives a new one where the app was taken out and let in again. So a fingerprint of it is kept, from which it can't
be read back, and compared at the next start.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Final

from slack_sdk.oauth.installation_store import Bot

from adapters.slack.credentials import Taken
from adapters.slack.workspaces import Kept

SET_BY_HAND: Final = "set-by-hand"
"""Stands for the id of an app, which nobody has told us."""


class TheOnlyToken:
    def __init__(self, token: str, kept: Kept, now: Callable[[], datetime]) -> None:
        self._token = token
        self._kept = kept
        self._now = now
        self._told = False

    async def token(self, team: str) -> str | None:  # noqa: ARG002 - one workspace has one token
        return self._token

    async def has_gone(self, team: str) -> bool:  # noqa: ARG002 - one workspace has one token
        self._told, told_before = True, self._told
        return not told_before

    async def is_new(self, team: str) -> bool:
        """Another was set at the last start. Of the very first there is nothing to tell."""
        last = await asyncio.to_thread(self._kept.find, team)
        return last is not None and last.bot_token != self._fingerprint

    async def is_noted(self, us: Taken) -> None:
        """It is not new any more."""
        last = await asyncio.to_thread(self._kept.find, us.team)
        if last is None or last.bot_token != self._fingerprint:
            await asyncio.to_thread(self._kept.keep, self._as_kept(us))

    @property
    def _fingerprint(self) -> str:
        return sha256(self._token.encode()).hexdigest()

    def _as_kept(self, us: Taken) -> Bot:
        return Bot(
            app_id="",
            team_id=us.team,
            bot_token=self._fingerprint,
            bot_id=us.bot,
            bot_user_id=us.user,
            installed_at=self._now(),
        )
