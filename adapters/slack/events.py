"""What happens in Slack without a press: words, comings and goings. An event is acknowledged once it is kept.

What fails is not acknowledged, and Slack sends it again. Words in a channel that do not stand under one of
the bot's own posts are dropped here or at the bot's door, unread.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from adapters.names import Names
from adapters.slack import inbound
from adapters.slack.cards import Message, messages
from adapters.slack.directory import Clients, Directory
from adapters.slack.inbound import Payload
from adapters.slack.newest import Newest
from adapters.slack.reading import mentioned
from adapters.slack.taking import Desk
from adapters.slack.whispering import Aside, Whispers
from bot.boundary.arrivals import DeliveryId, RoomFate, Who
from bot.boundary.decision import Reply, Whisper
from bot.domain.people import SOMEBODY

FATES: Final = {
    "channel_archive": RoomFate.ARCHIVED,
    "group_archive": RoomFate.ARCHIVED,
    "channel_deleted": RoomFate.DELETED,
    "group_deleted": RoomFate.DELETED,
    "channel_left": RoomFate.BOT_OUT,
    "group_left": RoomFate.BOT_OUT,
    "channel_unarchive": RoomFate.BACK,
    "group_unarchive": RoomFate.BACK,
}
"""Events about a channel. A new name is none of them: rooms are known by their ids, and are called by nothing else."""


@dataclass(frozen=True, slots=True)
class Events:
    """One method for each kind of event. `us` gives the bot's own user in a workspace."""

    desk: Desk
    directory: Directory
    whispers: Whispers
    clients: Clients
    now: Callable[[], datetime]
    us: Callable[[str], Awaitable[str]]
    names: Names
    newest: Newest = field(default_factory=Newest)

    async def message(self, body: Payload) -> None:
        """Words, new, edited or deleted. What bots say, and Slack itself, is not heard."""
        event, team = body["event"], body["team_id"]
        user = inbound.writer(event)
        if user is None or user == await self.us(team):
            return
        if event.get("channel_type") == "im":
            if event.get("subtype") is None:
                await self._typed(body, user)
            return
        if inbound.is_reply(event):
            await self._replied(body, user)

    async def _replied(self, body: Payload, user: str) -> None:
        event, team = body["event"], body["team_id"]
        about = ("words", event["channel"], inbound.stamp_of(event))
        if not self.newest.is_overtaken(body, *about):
            who = await self.directory.who(team, user)
            names = await self.directory.names(team, mentioned(inbound.text_of(event)))
            heard = inbound.replied(event, team, body["event_id"], who, self.now(), names)
            if heard is not None:
                await self.desk(heard)
                self.newest.was_taken_in(body, *about)

    async def came(self, body: Payload) -> None:
        event, team = body["event"], body["team_id"]
        if event["user"] == await self.us(team):
            await self._brought(body)
            return
        about = ("person", event["channel"], event["user"])
        if self.newest.is_overtaken(body, *about):
            return
        who = await self.directory.visitor(team, event["user"])
        arrived = inbound.came(event["channel"], team, body["event_id"], who, self.now())
        await self.desk(arrived)
        self.newest.was_taken_in(body, *about)
        if who.name == SOMEBODY:
            self.names.later(arrived.room, who.person, DeliveryId(f"{arrived.id}/name"))

    async def went(self, body: Payload) -> None:
        """The bot's own going is told by an event of its own."""
        event, team = body["event"], body["team_id"]
        about = ("person", event["channel"], event["user"])
        if event["user"] == await self.us(team) or self.newest.is_overtaken(body, *about):
            return
        who = await self.directory.who(team, event["user"])
        gone = inbound.went(event["channel"], team, body["event_id"], who, self.now())
        await self.desk(gone)
        self.newest.was_taken_in(body, *about)

    async def room(self, body: Payload) -> None:
        """What has become of a channel. Slack tells of every public one, also where the bot is not."""
        fate, about = FATES[body["event"]["type"]], ("room", body["event"]["channel"])
        if not self.newest.is_overtaken(body, *about):
            await self.desk(inbound.room_changed(body, fate, self.now()))
            self.newest.was_taken_in(body, *about)

    async def moved(self, body: Payload) -> None:
        """A private channel that is shared with another organisation is called otherwise from then on."""
        await self.desk(inbound.room_moved(body, self.now()))

    async def person_changed(self, body: Payload) -> None:
        """Only that an account is gone matters; names are read anew when they are needed."""
        user, team = body["event"]["user"], body["team_id"]
        self.directory.forget_person(team, user["id"])
        if user.get("deleted"):
            who = inbound.whose(team, user["id"], user.get("real_name") or user.get("name", ""))
            await self.desk(inbound.went(None, team, body["event_id"], who, self.now()))

    async def _typed(self, body: Payload, user: str) -> None:
        """It is answered where it was typed, and has not been read."""
        event, team = body["event"], body["team_id"]
        who = await self.directory.who(team, user)
        typed = inbound.typed_to_bot(team, body["event_id"], who, self.now())
        await self._answer(team, event["channel"], who, await self.desk(typed))

    async def _brought(self, body: Payload) -> None:
        """Whoever brought the bot in is told what it does; where nobody did, there is nobody to tell."""
        event, team = body["event"], body["team_id"]
        about = ("room", event["channel"])
        if self.newest.is_overtaken(body, *about):
            return
        if inviter := event.get("inviter"):
            who = await self.directory.who(team, inviter)
            brought = inbound.brought(event["channel"], team, body["event_id"], who, self.now())
            await self._answer(team, event["channel"], who, await self.desk(brought))
        else:
            await self.desk(inbound.room_changed(body, RoomFate.BACK, self.now()))
        self.newest.was_taken_in(body, *about)

    async def _answer(self, team: str, channel: str, who: Who, replies: Sequence[Reply]) -> None:
        if words := _words(replies):
            self.whispers.later(Aside(await self.clients(team), channel, who, words))


def _words(replies: Sequence[Reply]) -> list[Message]:
    return [part for one in replies if isinstance(one, Whisper) for part in messages(one.card)]
