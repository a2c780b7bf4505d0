"""From what Slack sends to what arrives at the bot. Pure.

Ids that Slack repeats when it delivers again make the arrival's id, so that a second delivery is known.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from adapters.slack import forms
from adapters.slack.reading import as_meant, emoji
from bot.boundary.arrivals import (
    BotCame,
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    DirectMessage,
    FormSubmitted,
    MemberCame,
    MemberWent,
    PointedAt,
    Replied,
    RoomChanged,
    RoomFate,
    RoomMoved,
    Want,
    Who,
)
from bot.domain.ids import Address, Direct, Place, Platform, Room, person_id

Payload = Mapping[str, Any]
"""What Slack sends, as its reference describes it: read with care, and never trusted to be whole."""

PLATFORM: Final = Platform("slack")
BOTS_OWN: Final = "USLACKBOT"
EARLIER: Final = timedelta(minutes=2)
"""Slack's clock and ours may differ by so much."""


def command(payload: Payload, who: Who, at: datetime) -> CommandGiven:
    """`/lc` and what was typed after it."""
    team = payload["team_id"]
    return CommandGiven(
        id=_id(team, payload["trigger_id"]),
        at=at,
        who=who,
        place=place(team, payload["channel_id"], who),
        words=payload.get("text", ""),
    )


def shortcut(payload: Payload, words: str, who: Who, at: datetime) -> CommandGiven:
    """A shortcut from anywhere stands for a command, where commands can't be typed."""
    team = payload["team"]["id"]
    channel = (payload.get("channel") or {}).get("id", "")
    return CommandGiven(
        id=_id(team, payload["trigger_id"]),
        at=at,
        who=who,
        place=place(team, channel, who),
        words=words,
    )


def pointed(payload: Payload, want: Want, who: Who, at: datetime, text: str) -> PointedAt:
    """`text` is what the message says, where it may be read."""
    team, message = payload["team"]["id"], payload["message"]
    author = writer(payload)
    return PointedAt(
        id=_id(team, payload["trigger_id"]),
        at=at,
        who=who,
        place=place(team, payload["channel"]["id"], who),
        want=want,
        under=Address(message.get("thread_ts") or message["ts"]),
        by=person_id(PLATFORM, team, author) if author else None,
        text=text,
    )


def press(payload: Payload, who: Who, at: datetime) -> ButtonPressed:
    """One button. Its token is its value; where it stands, in a channel, a view or a home, is the place."""
    action = payload["actions"][0]
    return ButtonPressed(
        id=_id(payload["team"]["id"], f"{payload['trigger_id']}/{action['action_id']}"),
        at=at,
        who=who,
        place=pressed_in(payload, who),
        token=action.get("value", ""),
    )


def submitted(payload: Payload, who: Who, at: datetime, names: Mapping[str, str]) -> FormSubmitted:
    """A form, handed in. Handed in twice as it stood it is one; with other words in it, another."""
    view, team = payload["view"], payload["team"]["id"]
    meant = forms.meant(view)
    return FormSubmitted(
        id=_id(team, f"{view['id']}/{meant.stood or view['hash']}/{_digest(view)}"),
        at=at,
        who=who,
        place=meant.place,
        token=meant.token,
        given=forms.given(view, team, names),
    )


def text_of(event: Payload) -> str:
    """Empty where it was deleted."""
    return "" if _is_deleted(event) else str(_said(event).get("text") or "")


def stamp_of(event: Payload) -> str:
    """Of a message, however often it has been edited."""
    return str(_said(event).get("ts", ""))


def is_reply(event: Payload) -> bool:
    """Whether it stands in a thread."""
    said = _said(event)
    return bool(said.get("thread_ts")) and said.get("thread_ts") != said.get("ts")


def replied(
    event: Payload, team: str, event_id: str, who: Who, at: datetime, names: Mapping[str, str]
) -> Replied | None:
    """Words in a thread, new, edited or deleted. What stands anywhere else in a channel is nothing to the bot. `names`
    of the people named in them, by Slack's ids."""
    if not is_reply(event):
        return None
    said = _said(event)
    return Replied(
        id=_id(team, event_id),
        at=at,
        who=who,
        room=Room(PLATFORM, team, event["channel"]),
        under=Address(said["thread_ts"]),
        text=as_meant(text_of(event), names, emoji(said)),
        message=Address(said["ts"]),
    )


def typed_to_bot(team: str, event_id: str, who: Who, at: datetime) -> DirectMessage:
    """That something was typed; what it was is dropped here, unread."""
    return DirectMessage(id=_id(team, event_id), at=at, who=who)


def came(channel: str, team: str, event_id: str, who: Who, at: datetime) -> MemberCame:
    return MemberCame(id=_id(team, event_id), at=at, who=who, room=Room(PLATFORM, team, channel))


def went(channel: str | None, team: str, event_id: str, who: Who, at: datetime) -> MemberWent:
    """`channel` is None when their whole account is gone."""
    room = Room(PLATFORM, team, channel) if channel else None
    return MemberWent(id=_id(team, event_id), at=at, who=who, room=room)


def brought(channel: str, team: str, event_id: str, who: Who, at: datetime) -> BotCame:
    """Also where the same person has brought it before, and it was taken out meanwhile."""
    room = Room(PLATFORM, team, channel)
    return BotCame(id=_id(team, event_id), at=at, who=who, room=room)


def room_changed(payload: Payload, fate: RoomFate, at: datetime) -> RoomChanged:
    team = payload["team_id"]
    room = Room(PLATFORM, team, payload["event"]["channel"])
    return RoomChanged(id=_id(team, payload["event_id"]), at=at, room=room, fate=fate)


def room_moved(payload: Payload, at: datetime) -> RoomMoved:
    """A channel's id changes a little before Slack tells of it."""
    event, team = payload["event"], payload["team_id"]
    return RoomMoved(
        id=_id(team, payload["event_id"]),
        at=at,
        room=Room(PLATFORM, team, event["old_channel_id"]),
        to=Room(PLATFORM, team, event["new_channel_id"]),
        since=min(at, datetime.fromtimestamp(float(event["event_ts"]), UTC)) - EARLIER,
    )


def writer(event: Payload) -> str | None:
    """Who wrote a message; None for what bots and Slack itself write, and for what is no one's words."""
    said = _said(event)
    kind = said.get("subtype")
    if said.get("bot_id") or kind not in (None, "file_share", "thread_broadcast"):
        return None
    user = said.get("user")
    return user if user and user != BOTS_OWN else None


def _said(event: Payload) -> Payload:
    """The message itself: as it is now, or as it was before it was deleted."""
    found: Payload = event.get("previous_message" if _is_deleted(event) else "message", event)
    return found


def _is_deleted(event: Payload) -> bool:
    return event.get("subtype") == "message_deleted"


def place(team: str, channel: str, who: Who) -> Place:
    """Direct messages begin with a D. Where there is no channel (a shortcut from anywhere), it is private too."""
    if not channel or channel.startswith("D"):
        return Direct(who.person)
    return Room(PLATFORM, team, channel)


def pressed_in(payload: Payload, who: Who) -> Place:
    view = payload.get("view")
    if view and view.get("private_metadata"):
        return forms.meant(view).place
    channel = (payload.get("channel") or payload.get("container") or {}).get("id", "")
    return place(payload["team"]["id"], channel, who)


def whose(team: str, user: str, name: str) -> Who:
    return Who(person_id(PLATFORM, team, user), name)


def _digest(view: Payload) -> str:
    """Tells apart what was typed, and can't be read back."""
    return sha256(repr(sorted(view["state"]["values"].items())).encode()).hexdigest()[:16]


def _id(team: str, given: str) -> DeliveryId:
    return DeliveryId(f"slack/{team}/{given}")
