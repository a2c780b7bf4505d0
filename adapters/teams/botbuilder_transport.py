"""Teams, read with botbuilder: the one file that knows this library (docs/decisions/0030).

What is sound in it is used: the schema of an activity, and who is spoken to where. Its HTTP, its tokens, its check of
who calls, its removal of mentions and its writing are not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from botbuilder.core import TurnContext  # type: ignore[import-untyped]
from botbuilder.schema import (  # type: ignore[import-untyped]
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
)

from adapters.teams.gate import tenant_of
from adapters.teams.sending import BOTS, Connector
from adapters.teams.transport import Incoming, Member, Payload, Reference, Scope

THREAD: Final = ";messageid="
BLANKS: Final = re.compile(r"&nbsp;|\xa0")

Entities = Sequence[Mapping[str, Any]]
"""What Teams says of a message beside its words."""


class BotbuilderTransport(Connector):
    """`TeamsTransport`, with botbuilder."""

    def read(self, activity: Payload) -> Incoming:
        """Raises `ValueError` where it is no activity that anything can be made of."""
        try:
            return _incoming(_known(activity), activity, self._now())
        except (AttributeError, TypeError, ValueError, OverflowError):
            # Whose words these are, they may quote what was written.
            raise ValueError("not an activity") from None


def _known(activity: Payload) -> Activity:
    """By the schema, as far as anything is made of it.

    The library's own reading takes an eighth of the work of a whole message, and writes into its log what it reads.
    """
    return Activity(
        type=_word(activity, "type"),
        id=_word(activity, "id"),
        timestamp=_moment(_word(activity, "timestamp")),
        name=_word(activity, "name"),
        action=_word(activity, "action"),
        from_property=_account(activity.get("from")),
        recipient=_account(activity.get("recipient")),
        conversation=_conversation(_mapping(activity.get("conversation"))),
        text=_word(activity, "text"),
        members_added=_accounts(activity.get("membersAdded")),
        members_removed=_accounts(activity.get("membersRemoved")),
        reply_to_id=_word(activity, "replyToId"),
        service_url=_word(activity, "serviceUrl"),
        channel_id=_word(activity, "channelId"),
        local_timezone=_word(activity, "localTimezone"),
    )


def _account(told: object) -> ChannelAccount:
    found = _mapping(told)
    return ChannelAccount(
        id=_word(found, "id"),
        name=_word(found, "name"),
        aad_object_id=_word(found, "aadObjectId"),
    )


def _accounts(told: object) -> list[ChannelAccount]:
    return [_account(one) for one in _listed(told)]


def _conversation(found: Mapping[str, Any]) -> ConversationAccount:
    return ConversationAccount(
        id=_word(found, "id"),
        conversation_type=_word(found, "conversationType"),
        is_group=found.get("isGroup") is True,
    )


def _moment(written: str) -> datetime | None:
    """None where there is none. Raises `ValueError` where it is none."""
    return datetime.fromisoformat(written) if written else None


def _incoming(known: Activity, activity: Payload, now: datetime) -> Incoming:
    talk = TurnContext.get_conversation_reference(known)
    data = _mapping(activity.get("channelData"))
    bot = _needed(talk.bot.id)
    conversation, _, thread = _needed(talk.conversation.id).partition(THREAD)
    scope, alone = _scope(talk, data), _is_alone(activity)
    entities = _listed(activity.get("entities"))
    came, went = _people(known.members_added), _people(known.members_removed)
    return Incoming(
        id=_needed(known.id),
        at=_at(known.timestamp) or now,
        kind=_needed(known.type),
        name=known.name,
        scope=scope,
        reference=Reference(_needed(talk.service_url), _needed(tenant_of(activity)), conversation),
        thread=thread,
        team=_word(_mapping(data.get("team")), "id"),
        event=_word(data, "eventType") or known.action,
        sender=_member(talk.user),
        text=_text(known.text, entities, bot),
        is_to_bot=scope is Scope.PERSONAL
        or alone
        or any(one == bot for one, _ in _mentions(entities)),
        is_alone=alone,
        reply_to=known.reply_to_id,
        value=_mapping(activity.get("value")),
        came=tuple(one for one in came if one.id != bot),
        went=tuple(one for one in went if one.id != bot),
        bot_among_them=any(one.id == bot for one in (*came, *went)),
        zone=_zone(entities) or known.local_timezone,
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


def _is_alone(activity: Payload) -> bool:
    return _mapping(activity.get("recipient")).get("isTargeted") is True


def _at(given: datetime | None) -> datetime | None:
    if given is None:
        return None
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


def _people(given: Sequence[ChannelAccount]) -> tuple[Member, ...]:
    return tuple(_member(one) for one in given if one.id)


def _member(account: ChannelAccount) -> Member:
    """Raises `ValueError` for nobody."""
    name = _needed(account.id)
    return Member(
        id=name, aad=account.aad_object_id.lower(), name=account.name, is_bot=name.startswith(BOTS)
    )


def _text(text: str, entities: Entities, bot: str) -> str:
    """Without the bot's own mention, by what Teams says of the mentions; others stand with their names.

    The library would take the bot's name out wherever it stands, also in the middle of a word.
    """
    for mentioned, one in _mentions(entities):
        if written := _word(one, "text"):
            name = "" if mentioned == bot else _word(_mapping(one.get("mentioned")), "name")
            text = text.replace(written, name, 1)
    return BLANKS.sub(" ", text).strip()


def _mentions(entities: Entities) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Who is mentioned, and what Teams says of it."""
    for one in entities:
        if _word(one, "type").lower() == "mention":
            yield _word(_mapping(one.get("mentioned")), "id"), one


def _zone(entities: Entities) -> str:
    for one in entities:
        if one.get("type") == "clientInfo" and (zone := _word(one, "timezone")):
            return zone
    return ""


def _needed(word: str | None) -> str:
    """Raises `ValueError` where there is none."""
    if not word:
        raise ValueError("not an activity")
    return word


def _mapping(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _listed(found: object) -> list[Mapping[str, Any]]:
    """Raises `ValueError` where it is no list of objects."""
    listed = [] if found is None else found
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError("not an activity")
    return listed


def _word(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""
