"""Teams, read with botbuilder: the one file that knows this library (docs/decisions/0030).

What is sound in it is used: the schema of an activity, and who is spoken to where. Its HTTP, its tokens, its check of
who calls, its removal of mentions and its writing are not.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from botbuilder.core import TurnContext  # type: ignore[import-untyped]
from botbuilder.schema import (  # type: ignore[import-untyped]
    Activity,
    ChannelAccount,
    ConversationReference,
    Entity,
)

from adapters.teams.gate import tenant_of
from adapters.teams.sending import BOTS, Connector
from adapters.teams.transport import Incoming, Member, Payload, Reference, Scope

SCHEMED: Final = (
    "type", "id", "timestamp", "name", "action", "from", "recipient", "conversation", "entities", "text",
    "membersAdded", "membersRemoved", "replyToId", "serviceUrl", "channelId", "locale", "localTimezone",
)  # fmt: skip
"""What the schema is asked about. All else is read as it came: the schema does not know it, or takes its time."""
THREAD: Final = ";messageid="
BLANKS: Final = re.compile(r"&nbsp;|\xa0")

logging.getLogger("msrest").setLevel(logging.CRITICAL + 1)
"""It writes into its log what it reads, with people's words in it."""


class BotbuilderTransport(Connector):
    """`TeamsTransport`, with botbuilder."""

    def read(self, activity: Payload) -> Incoming:
        """Raises `ValueError` where it is no activity that anything can be made of."""
        try:
            known = Activity.deserialize({one: activity[one] for one in SCHEMED if one in activity})
            return _incoming(known, activity, self._now())
        except (AttributeError, TypeError, ValueError, OverflowError, RecursionError):
            # The library's own words quote what was written.
            raise ValueError("not an activity") from None


def _incoming(known: Activity, activity: Payload, now: datetime) -> Incoming:
    talk = TurnContext.get_conversation_reference(known)
    data = _mapping(activity.get("channelData"))
    bot = _needed(talk.bot.id)
    conversation, _, thread = _needed(talk.conversation.id).partition(THREAD)
    scope = _scope(talk, data)
    came, went = _people(known.members_added), _people(known.members_removed)
    return Incoming(
        id=_needed(known.id),
        at=_at(known.timestamp) or now,
        kind=_needed(known.type),
        name=known.name or "",
        scope=scope,
        reference=Reference(_needed(talk.service_url), _needed(tenant_of(activity)), conversation),
        thread=thread,
        team=_word(_mapping(data.get("team")), "id"),
        event=_word(data, "eventType") or known.action or "",
        sender=_member(talk.user),
        text=_text(known, bot),
        is_to_bot=scope is Scope.PERSONAL or any(one == bot for one, _ in _mentions(known)),
        is_private=_mapping(activity.get("recipient")).get("isTargeted") is True,
        reply_to=known.reply_to_id or "",
        value=_mapping(activity.get("value")),
        came=tuple(one for one in came if one.id != bot),
        went=tuple(one for one in went if one.id != bot),
        bot_among_them=any(one.id == bot for one in (*came, *went)),
        zone=_zone(known),
        raw=activity,
    )


def _scope(talk: ConversationReference, data: Mapping[str, Any]) -> Scope:
    """As it is named; some events leave the name out."""
    try:
        return Scope(talk.conversation.conversation_type)
    except ValueError:
        if "team" in data or "channel" in data:
            return Scope.CHANNEL
        return Scope.GROUP if talk.conversation.is_group else Scope.PERSONAL


def _at(given: datetime | None) -> datetime | None:
    if given is None:
        return None
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


def _people(given: Sequence[ChannelAccount] | None) -> tuple[Member, ...]:
    return tuple(_member(one) for one in given or () if one.id)


def _member(account: ChannelAccount) -> Member:
    """Raises `ValueError` for nobody."""
    name = _needed(account.id)
    aad = (account.aad_object_id or "").lower()
    return Member(id=name, aad=aad, name=account.name or "", is_bot=name.startswith(BOTS))


def _text(known: Activity, bot: str) -> str:
    """Without the bot's own mention, by what Teams says of the mentions; others stand with their names.

    The library would take the bot's name out wherever it stands, also in the middle of a word.
    """
    text = known.text or ""
    for mentioned, entity in _mentions(known):
        written = _word(entity.additional_properties, "text")
        if written:
            text = text.replace(written, "" if mentioned == bot else _name(entity), 1)
    return BLANKS.sub(" ", text).strip()


def _mentions(known: Activity) -> Iterator[tuple[str, Entity]]:
    """Who is mentioned, and what Teams says of it."""
    for one in known.entities or ():
        if (one.type or "").lower() == "mention":
            yield _word(_mapping(one.additional_properties.get("mentioned")), "id"), one


def _name(entity: Entity) -> str:
    return _word(_mapping(entity.additional_properties.get("mentioned")), "name")


def _zone(known: Activity) -> str:
    for one in known.entities or ():
        if one.type == "clientInfo" and (zone := _word(one.additional_properties, "timezone")):
            return zone
    return known.local_timezone or ""


def _needed(word: str | None) -> str:
    """Raises `ValueError` where there is none."""
    if not word:
        raise ValueError("not an activity")
    return word


def _mapping(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _word(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""
