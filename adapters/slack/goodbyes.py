"""When a workspace takes the bot out: its token is thrown away, and nothing more is posted there. And when it
lets the bot in again.

What its communities keep stays as it is. A session that runs there stops, and whoever looks after it reads why once
the bot is there again; then they go on where they were.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.credentials import Taken
from adapters.slack.directory import NOT_SAID, Directory, channels
from adapters.slack.inbound import Payload
from adapters.slack.lines import Lines
from adapters.slack.only_token import TheOnlyToken
from adapters.slack.taking import Desk
from adapters.slack.trouble import NO_LONGER_OURS, code
from bot.boundary.arrivals import DeliveryId, RoomChanged, RoomFate
from bot.domain.ids import Room

GONE: Final = (
    "A workspace has taken the bot out. What its communities keep stays, "
    "and they go on when it is installed again."
)
OUT: Final = (
    "Slack has taken the bot out of its workspace. "
    "It can neither hear nor speak until the app is installed again."
)

UNTOLD: Final = (
    "Slack does not say in which channels the bot is. What waited goes as soon as it can."
)

Rooms = Callable[[str], Awaitable[tuple[Room, ...]]]
"""Where communities of a workspace meet."""

log = logging.getLogger(__name__)


class Tokens(Protocol):
    """What lets the bot into workspaces."""

    async def token(self, team: str) -> str | None: ...

    async def has_gone(self, team: str) -> bool:
        """Throw its token away. False when that was done before."""
        ...


def listen_for_goodbyes(app: AsyncApp, goodbyes: "Goodbyes") -> None:
    """Slack sends both events, in either order; and a person's own tokens are none of ours."""

    async def gone(body: dict[str, Any]) -> None:
        await goodbyes.said(body)

    async def withdrawn(body: dict[str, Any]) -> None:
        if body["event"].get("tokens", {}).get("bot"):
            await goodbyes.said(body)

    app.event("app_uninstalled")(gone)
    app.event("tokens_revoked")(withdrawn)


@dataclass(frozen=True, slots=True)
class Goodbyes:
    """`sentence` is for the log: without a name."""

    lines: Lines
    tokens: Tokens
    directory: Directory
    rooms: Rooms
    desk: Desk
    now: Callable[[], datetime]
    sentence: str

    async def said(self, body: Payload) -> None:
        """The news may be late, and the bot installed again since: Slack is asked about the token that is kept."""
        team = body["team_id"]
        token = await self.tokens.token(team)
        if token is None or await self._still_lets_in(token):
            return
        for room in await self.rooms(team):
            await self.desk(self._told(room, body["event_id"], RoomFate.BOT_OUT))
        self.directory.forget(team)
        if await self.tokens.has_gone(team):
            log.warning(self.sentence)

    async def comes_back(self, team: str) -> None:
        """To be awaited before its new token is kept: what waits is put off first, and nothing goes in between. That it
        was taken out it may never have heard: then the token that it still keeps is dead."""
        token = await self.tokens.token(team)
        if token is None or await self._is_dead(token):
            await self._tell(await self.rooms(team), RoomFate.LET_IN)

    async def starts(self, us: Taken, only: TheOnlyToken) -> None:
        """With a token that is set by hand, nobody says that the bot was let in again. But Slack has taken it out of
        its channels then, and has given it another token: where a community meets and the bot is not, or where it is
        with a new token, it has been away."""
        if rooms := await self.rooms(us.team):
            try:
                inside = await channels(self.lines.speaking(str(await only.token(us.team))))
            except NOT_SAID:
                log.warning(UNTOLD)
                return
            is_new = await only.is_new(us.team)
            there = [one for one in rooms if one.channel in inside]
            away = rooms if is_new else [one for one in rooms if one not in there]
            await self._tell(away, RoomFate.LET_IN)
            await self._tell(there if is_new else (), RoomFate.BACK)
        await only.is_noted(us)

    async def _tell(self, rooms: Iterable[Room], fate: RoomFate) -> None:
        event_id = f"{fate}/{self.now().timestamp()}"
        for room in rooms:
            await self.desk(self._told(room, event_id, fate))

    def _told(self, room: Room, event_id: str, fate: RoomFate) -> RoomChanged:
        id = DeliveryId(f"slack/{room.workspace}/{event_id}/{room.channel}")
        return RoomChanged(id=id, at=self.now(), room=room, fate=fate)

    async def _is_dead(self, token: str) -> bool:
        """Where Slack does not say, it lives: what waits is not put off for nothing."""
        try:
            return not await self._still_lets_in(token)
        except NOT_SAID:
            return False

    async def _still_lets_in(self, token: str) -> bool:
        try:
            await self.lines.speaking(token).api_call("auth.test")
        except SlackApiError as refused:
            if code(refused) in NO_LONGER_OURS:
                return False
            raise
        return True
