"""What the adapter needs of Teams' Bot Connector, in our own words: so that the library behind it can be replaced.

Only what stands here, and plain dictionaries as Teams writes them, crosses this line. One file implements it with
botbuilder (`botbuilder_transport.py`).
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Payload = Mapping[str, Any]
"""An activity, or a part of one, as Teams' reference describes it: read with care, and never trusted to be whole."""


class Scope(StrEnum):
    """What kind of conversation it is."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a conversation is reached. `conversation` is the channel's, the chat's or the private chat's own id,
    without the thread."""

    service_url: str
    tenant: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Member:
    """`id` is theirs for this bot alone (`29:…`), `aad` their own in the directory (empty for who has none there)."""

    id: str
    aad: str
    name: str
    is_guest: bool = False
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What Teams has sent, once its token was found good.

    `kind` is the activity's type, `name` says which one an `invoke` is. `thread` is the id of the post at the head
    of the thread (of that post itself, its own), empty outside of a channel. `text` is without the bot's own
    mention. `came` and `went` are people; the bot itself is told apart as `bot_among_them`.
    """

    id: str
    at: datetime
    kind: str
    name: str = ""
    scope: Scope
    reference: Reference
    thread: str = ""
    team: str = ""
    """The team's own id, where it is a channel's."""
    event: str = ""
    """What happened to a team, a channel or the app: `channelData.eventType`, or the activity's `action`."""
    sender: Member
    text: str = ""
    is_to_bot: bool = False
    """It mentions the bot, or stands where only the bot reads."""
    is_alone: bool = False
    """It was asked with a slash: nobody else in the channel sees it, and it mentions nobody."""
    reply_to: str = ""
    """The message whose card was pressed, or which was answered."""
    value: Payload = field(default_factory=dict)
    came: tuple[Member, ...] = ()
    went: tuple[Member, ...] = ()
    bot_among_them: bool = False
    zone: str = ""
    """The sender's time zone by its IANA name, where Teams tells it."""
    raw: Payload = field(default_factory=dict, repr=False)


class TeamsTransport(Protocol):
    """Speaks to Teams. May raise `Undelivered`, `Unreachable` or `InDoubt` (bot.boundary.delivery); never retries a
    message by itself."""

    def read(self, activity: Payload) -> Incoming:
        """Raises `ValueError` where it is no activity that anything can be made of."""
        ...

    async def send(
        self, to: Reference, activity: Payload, *, thread: str = "", only_to: str = ""
    ) -> str:
        """The new message's id. `thread` as in `Incoming`; `only_to` is a member's id, who alone shall see it."""
        ...

    async def update(self, at: Reference, message: str, activity: Payload) -> None: ...

    async def delete(self, at: Reference, message: str) -> None: ...

    async def open_private(self, service_url: str, tenant: str, user: str) -> str:
        """The private chat with somebody (`Member.id`): its conversation. Asked again, it is the same one."""
        ...

    async def open_thread(self, to: Reference, activity: Payload) -> str:
        """A new post at the head of a thread of its own in a channel: its id."""
        ...

    def roster(self, of: Reference) -> AsyncIterator[Member]: ...

    async def member(self, of: Reference, user: str) -> Member:
        """`user` is a member's id, or theirs in the directory. Raises `Unreachable` where nobody is."""
        ...
