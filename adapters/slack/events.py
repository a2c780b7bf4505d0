"""What happens in Slack without a press: words, comings and goings. An event is acknowledged once it is kept.

What fails is not acknowledged, and Slack sends it again. Words in a channel that do not stand under one of
the bot's own posts are dropped here or at the bot's door, unread.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.slack import inbound
from adapters.slack.directory import Directory
from adapters.slack.inbound import Payload
from bot.boundary.arrivals import Arrival

Desk = Callable[[Arrival], Awaitable[object]]


class Events:
    """One method for each kind of event. `us` gives the bot's own user in a workspace."""

    def __init__(
        self,
        desk: Desk,
        directory: Directory,
        now: Callable[[], datetime],
        us: Callable[[str], Awaitable[str]],
    ) -> None:
        self._desk = desk
        self._directory = directory
        self._now = now
        self._us = us

    async def message(self, body: Payload) -> None:
        """Words, new or edited. What bots say, and Slack itself, is not heard."""
        event, team = body["event"], body["team_id"]
        user = inbound.writer(event)
        if user is None or user == await self._us(team):
            return
        if event.get("channel_type") == "im":
            if event.get("subtype") is None:
                who = await self._directory.who(team, user)
                await self._desk(inbound.typed_to_bot(team, body["event_id"], who, self._now()))
            return
        if inbound.is_reply(event):
            who = await self._directory.who(team, user)
            heard = inbound.replied(event, team, body["event_id"], who, self._now())
            if heard is not None:
                await self._desk(heard)

    async def came(self, body: Payload) -> None:
        event, team = body["event"], body["team_id"]
        if event["user"] == await self._us(team):
            return
        who = await self._directory.who(team, event["user"])
        arrived = inbound.came(event["channel"], team, body["event_id"], who, self._now())
        await self._desk(arrived)

    async def went(self, body: Payload) -> None:
        event, team = body["event"], body["team_id"]
        if event["user"] == await self._us(team):
            return
        who = await self._directory.who(team, event["user"])
        gone = inbound.went(event["channel"], team, body["event_id"], who, self._now())
        await self._desk(gone)

    async def person_changed(self, body: Payload) -> None:
        """Only that an account is gone matters; names are read anew when they are needed."""
        user, team = body["event"]["user"], body["team_id"]
        self._directory.forget_person(team, user["id"])
        if user.get("deleted"):
            who = inbound.whose(team, user["id"], user.get("real_name") or user.get("name", ""))
            await self._desk(inbound.went(None, team, body["event_id"], who, self._now()))
