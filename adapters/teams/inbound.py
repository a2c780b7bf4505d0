"""From what Teams sends to what arrives at the bot. Pure.

A delivery that Teams repeats has the same id; what it asks anew under another id is known by what it is about
(front.py).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from adapters.teams.actions import POINTS
from adapters.teams.reading import as_text
from adapters.teams.transport import Incoming, Member, Payload, Scope
from bot.boundary.arrivals import (
    BotCame,
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    DirectMessage,
    FormSubmitted,
    Given,
    MemberCame,
    MemberWent,
    PointedAt,
    Replied,
    RoomChanged,
    RoomFate,
    Want,
    Who,
)
from bot.domain.ids import (
    Address,
    Direct,
    PersonId,
    Place,
    Platform,
    Room,
    person_id,
    place_from,
    user_of,
)

PLATFORM: Final = Platform("teams")
ACTS: Final = frozenset({"message", "invoke"})
"""What somebody does themselves. All else is told by Teams."""
CALLS: Final = frozenset({"lc", "/lc"})
"""What may stand before a command, as it does elsewhere."""
MENU: Final = "menu"
OWN_DOOR: Final = frozenset({"private", "shared"})
"""Channels that not the whole of their team can read."""


def command(incoming: Incoming, words: str, who: Who, place: Place, at: datetime) -> CommandGiven:
    return CommandGiven(id=delivery(incoming), at=at, who=who, place=place, words=words)


def typed(incoming: Incoming, who: Who, at: datetime) -> DirectMessage:
    """That something was typed to the bot; what it was is dropped here, unread."""
    return DirectMessage(id=delivery(incoming), at=at, who=who)


def press(id: DeliveryId, token: str, who: Who, place: Place, at: datetime) -> ButtonPressed:
    return ButtonPressed(id=id, at=at, who=who, place=place, token=token)


def submitted(
    id: DeliveryId, token: str, given: Given, who: Who, place: Place, at: datetime
) -> FormSubmitted:
    return FormSubmitted(id=id, at=at, who=who, place=place, token=token, given=given)


def pointed(incoming: Incoming, who: Who, place: Place, at: datetime) -> PointedAt:
    """At a message, by an action on it."""
    message = _part(incoming.value, "messagePayload")
    want, id = POINTS[str(incoming.value["commandId"])], str(message.get("id", ""))
    author = _part(_part(message, "from"), "user").get("id")
    body = _part(message, "body")
    return PointedAt(
        id=delivery(incoming),
        at=at,
        who=who,
        place=place,
        want=want,
        under=Address(str(message.get("replyToId") or incoming.thread or id)),
        by=of(incoming.reference.tenant, str(author)) if author else None,
        text=as_text(str(body.get("content", ""))) if want is Want.KEEP else "",
    )


def replied(incoming: Incoming, who: Who, at: datetime) -> Replied:
    """Words in a thread, new, changed or deleted. Under what, only the core knows; under anything but the bot's own
    posts they are dropped there, unread. They may be changed back to what they were."""
    when = "" if incoming.kind == "message" else f"{incoming.at.timestamp()}/"
    return Replied(
        id=_id(incoming, f"{incoming.id}/{when}{digest(incoming.text)}"),
        at=at,
        who=who,
        room=room(incoming),
        under=Address(incoming.thread),
        text=incoming.text,
        message=Address(incoming.id),
    )


def came(incoming: Incoming, who: Who, where: Room, at: datetime) -> MemberCame:
    id = _id(incoming, f"{incoming.id}/{where.channel}/{user_of(who.person)}")
    return MemberCame(id=id, at=at, who=who, room=where)


def went(incoming: Incoming, who: Who, where: Room, at: datetime) -> MemberWent:
    id = _id(incoming, f"{incoming.id}/{where.channel}/{user_of(who.person)}")
    return MemberWent(id=id, at=at, who=who, room=where)


def brought(incoming: Incoming, who: Who, at: datetime) -> BotCame:
    """One for each person and team, though two events tell of it."""
    id = _id(incoming, f"brought/{incoming.team}/{user_of(who.person)}")
    return BotCame(id=id, at=at, who=who, room=chosen_room(incoming))


def room_changed(incoming: Incoming, where: Room, fate: RoomFate, at: datetime) -> RoomChanged:
    id = _id(incoming, f"{incoming.id}/{where.channel}/{fate}")
    return RoomChanged(id=id, at=at, room=where, fate=fate)


def word_in(text: str, commands: Collection[str]) -> str | None:
    """The command that somebody has typed where they may also write to people. None: it is none."""
    first, _, rest = text.strip().partition(" ")
    if first.lower() in CALLS:
        return asked(rest)
    return asked(text) if not rest and first.lower() in {MENU, *commands} else None


def asked(text: str) -> str:
    """What stands after the bot's name."""
    words = text.split()
    if words and words[0].lower() in CALLS:
        del words[0]
    return "" if [one.lower() for one in words] == [MENU] else " ".join(words)


def place(incoming: Incoming, who: Who) -> Place:
    """A channel; everything else is theirs alone."""
    return room(incoming) if incoming.scope is Scope.CHANNEL else Direct(who.person)


def room(incoming: Incoming) -> Room:
    return Room(PLATFORM, incoming.reference.tenant, incoming.reference.conversation)


def told_of(incoming: Incoming) -> Room:
    """The channel that Teams tells something about: it does so in the team's first one."""
    channel = _part(channel_data(incoming), "channel").get("id")
    return Room(PLATFORM, incoming.reference.tenant, str(channel)) if channel else room(incoming)


def chosen_room(incoming: Incoming) -> Room:
    """Where whoever adds the app wants it to begin, if Teams has asked them."""
    settings = _part(channel_data(incoming), "settings")
    chosen = _part(settings, "selectedChannel").get("id")
    return Room(PLATFORM, incoming.reference.tenant, str(chosen)) if chosen else room(incoming)


def has_gone(incoming: Incoming) -> bool:
    """Of those whom an event names: they came, or they went."""
    return "membersRemoved" in incoming.raw


def is_goodbye(incoming: Incoming) -> bool:
    """The app is taken out: nothing of it leads to anybody any more."""
    removed = incoming.kind == "installationUpdate" and incoming.event.startswith("remove")
    return removed or (incoming.bot_among_them and has_gone(incoming))


def is_in_a_thread(incoming: Incoming) -> bool:
    """A post that begins one is in none yet, though Teams names it as its thread."""
    return incoming.thread not in ("", incoming.id)


def channel_kind(incoming: Incoming) -> str:
    """`private` or `shared`; of any other channel nothing is said, or that it is `standard`."""
    channel = _part(channel_data(incoming), "channel")
    return str(channel.get("membershipType") or channel.get("type") or "").lower()


def channel_name(incoming: Incoming) -> str:
    return str(_part(channel_data(incoming), "channel").get("name") or "")


def channel_data(incoming: Incoming) -> Payload:
    return _part(incoming.raw, "channelData")


def named_place(key: object) -> Place | None:
    """Where a card says that it belongs. None where it says nothing, or what no card of ours says."""
    try:
        return place_from(str(key)) if key else None
    except ValueError:
        return None


def person(incoming: Incoming, member: Member) -> PersonId:
    return person_id_of(incoming.reference.tenant, member)


def person_id_of(tenant: str, member: Member) -> PersonId:
    """By their id in the tenant's directory, which is the same for every bot. Who has none there is known by the
    bot's own id for them."""
    return of(tenant, member.aad or member.id)


def of(tenant: str, user: str) -> PersonId:
    return person_id(PLATFORM, tenant, user)


def delivery(incoming: Incoming) -> DeliveryId:
    return _id(incoming, incoming.id)


def named(incoming: Incoming, what: str) -> DeliveryId:
    """For what is known by what it is about."""
    return _id(incoming, what)


def of_room(where: Room, what: str) -> DeliveryId:
    return DeliveryId(f"teams/{where.workspace}/{what}")


def digest(words: object) -> str:
    """Tells apart what was typed, and can't be read back."""
    return sha256(repr(words).encode()).hexdigest()[:16]


def _id(incoming: Incoming, given: str) -> DeliveryId:
    return DeliveryId(f"teams/{incoming.reference.tenant}/{given}")


def _part(whole: Mapping[str, Any], name: str) -> Payload:
    """Empty where it is not there, or not what it should be."""
    found = whole.get(name)
    return found if isinstance(found, Mapping) else {}
