"""What happens in conversations, whoever does it: the world changes, and the app is told.

Sources: the event pages message, member_joined_channel, member_left_channel, channel_archive,
channel_rename, channel_deleted, channel_left, channel_id_changed, group_* under docs.slack.dev/reference/events.
"""

from dataclasses import dataclass, field

from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.mail import Delivery
from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.telling import tell, tell_about, tell_in
from tests.adapters.fake_slack.wire import Json

_MESSAGES = {
    Kind.PUBLIC: "message.channels",
    Kind.PRIVATE: "message.groups",
    Kind.DIRECT: "message.im",
    Kind.GROUP: "message.mpim",
}


@dataclass
class Words:
    """What somebody writes, before it has a place and a time."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    bot: Json | None = None
    app_id: str | None = None
    subtype: str | None = None
    unfurls: bool = True


def post(core: Core, channel: Channel, by: User, words: Words) -> Message:
    """A new message stands in the conversation."""
    message = Message(core.stamp(), channel.id, by.team_id, by.id, **vars(words))
    if message.bot is None and message.subtype is None:
        message.client_msg_id = core.mint.uuid()
    if message.broadcast:
        message.subtype = "thread_broadcast"
    channel.messages[message.ts] = message
    _tell_message(core, channel, message.to_json() | _parent(channel, message), message.ts)
    _tell_mention(core, channel, message)
    return message


def change(core: Core, channel: Channel, message: Message, before: Json) -> None:
    """A message was changed in place; `before` is what it was."""
    event: Json = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": message.to_json(),
        "previous_message": before,
        "ts": core.stamp(),
    }
    _tell_message(core, channel, event, event["ts"])


def delete(core: Core, channel: Channel, message: Message) -> None:
    """A message goes; its thread's replies stay."""
    del channel.messages[message.ts]
    channel.pins = [ts for ts in channel.pins if ts != message.ts]
    event: Json = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message.ts,
        "previous_message": message.to_json(),
        "ts": core.stamp(),
    }
    _tell_message(core, channel, event, event["ts"])


def join(core: Core, channel: Channel, who: User, inviter: User | None = None) -> list[Delivery]:
    """Somebody is in the channel from now on; the app hears of it if it is in too."""
    if who.id in channel.members:
        return []
    channel.members.append(who.id)
    _system(core, channel, who, "channel_join", f"<@{who.id}> has joined the channel")
    event = _membership(core, channel, who, "member_joined_channel")
    return tell_in(core, channel, event | ({"inviter": inviter.id} if inviter else {}))


def leave(core: Core, channel: Channel, who: User) -> list[Delivery]:
    """Somebody is out. The app's own going is told as `channel_left` or `group_left`."""
    if who.id not in channel.members:
        return []
    channel.members.remove(who.id)
    team = core.world.teams[who.team_id]
    if who.id == team.bot_user:
        left = {"type": f"{channel.kind}_left", "channel": channel.id, "event_ts": core.stamp()}
        told = tell(core, team, left | {"actor_id": who.id})
        return [told] if told else []
    _system(core, channel, who, "channel_leave", f"<@{who.id}> has left the channel")
    return tell_in(core, channel, _membership(core, channel, who, "member_left_channel"))


def archive(core: Core, channel: Channel, by: User) -> list[Delivery]:
    channel.archived = True
    return tell_about(core, channel, _about(core, channel, "archive") | {"user": by.id})


def unarchive(core: Core, channel: Channel, by: User) -> list[Delivery]:
    channel.archived = False
    return tell_about(core, channel, _about(core, channel, "unarchive") | {"user": by.id})


def remove(core: Core, channel: Channel, by: User) -> list[Delivery]:
    """The channel is deleted for good."""
    told = tell_about(core, channel, _about(core, channel, "deleted") | {"actor_id": by.id})
    channel.deleted = True
    return told


def rename(core: Core, channel: Channel, name: str) -> list[Delivery]:
    channel.name = name
    named = {
        "id": channel.id,
        "name": name,
        "name_normalized": name,
        "created": channel.created,
        "is_channel": channel.kind is Kind.PUBLIC,
        "is_mpim": False,
    }
    return tell_about(core, channel, _about(core, channel, "rename") | {"channel": named})


def share_outside(core: Core, channel: Channel) -> list[Delivery]:
    """A private channel that is shared with another organisation gets another id for good; the old one is unknown
    from then on. What stands in it stays."""
    before, after = channel.id, core.mint.id("C")
    del core.world.channels[before]
    channel.id = after
    core.world.channels[after] = channel
    every: list[Message | Ephemeral] = [*channel.messages.values(), *channel.ephemerals]
    for one in every:
        one.channel = after
    changed = {"old_channel_id": before, "new_channel_id": after, "event_ts": core.stamp()}
    return tell_in(core, channel, {"type": "channel_id_changed"} | changed)


def _about(core: Core, channel: Channel, what: str) -> Json:
    kind = "channel" if channel.kind is Kind.PUBLIC else "group"
    return {"type": f"{kind}_{what}", "channel": channel.id, "event_ts": core.stamp()}


def _membership(core: Core, channel: Channel, who: User, happened: str) -> Json:
    letter = "C" if channel.kind is Kind.PUBLIC else "G"
    return {
        "type": happened,
        "user": who.id,
        "channel": channel.id,
        "channel_type": letter,
        "team": who.team_id,
        "event_ts": core.stamp(),
    }


def _tell_message(core: Core, channel: Channel, message: Json, ts: str) -> None:
    placed = {"channel": channel.id, "event_ts": ts, "channel_type": channel.kind.value}
    tell_in(core, channel, message | placed, name=_MESSAGES[channel.kind])


def _tell_mention(core: Core, channel: Channel, message: Message) -> None:
    if message.bot is not None or message.subtype not in {None, "thread_broadcast"}:
        return
    for team in core.world.teams.values():
        if team.bot_user and f"<@{team.bot_user}>" in message.text:
            event = message.to_json() | {"type": "app_mention", "channel": channel.id}
            tell_in(core, channel, event | {"event_ts": message.ts})


def _parent(channel: Channel, message: Message) -> Json:
    first = channel.messages.get(message.thread_ts or "")
    return {"parent_user_id": first.user} if message.reply and first else {}


def _system(core: Core, channel: Channel, who: User, subtype: str, text: str) -> None:
    post(core, channel, who, Words(text, subtype=subtype))
