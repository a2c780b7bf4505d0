"""What can arrive. Each carries `id` (a retry repeats it) and `at` (when it came)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Final, NewType

from bot.boundary.delivery import ONE, Parts
from bot.domain.alarm import AlarmKind
from bot.domain.ids import Address, CommunityId, PersonId, Place, PostName, RecordId, Room

DeliveryId = NewType("DeliveryId", str)


@dataclass(frozen=True, slots=True)
class Who:
    """The person who acts, with the name that the platform shows for them."""

    person: PersonId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form's answers are: text by field name, and lists for the fields that take several."""

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict)
    """The names of the people chosen in `People` fields, as the platform shows them."""

    def text(self, name: str) -> str:
        """The text as typed, without white space around it; empty when left out."""
        return self.texts.get(name, "").strip()

    def many(self, name: str) -> tuple[str, ...]:
        return self.lists.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGiven:
    """`/lc` and the words after it, in `place`."""

    id: DeliveryId
    at: datetime
    who: Who
    place: Place
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed:
    id: DeliveryId
    at: datetime
    who: Who
    place: Place
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSubmitted:
    id: DeliveryId
    at: datetime
    who: Who
    place: Place
    """Where the person was when the form was opened."""
    token: str
    given: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """Words under one of the bot's own posts; `under` is the platform's address of that post.

    `message` is the platform's own address of the reply. An edited reply repeats it; one that was deleted, too, and has
    no `text`.
    """

    id: DeliveryId
    at: datetime
    who: Who
    room: Room
    under: Address
    text: str
    message: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyBegun:
    """Somebody has handed in words, and the adapter is about to put them under one of the bot's own posts for them.
    Who hands in the same once more repeats the `id`."""

    id: DeliveryId
    at: datetime
    who: Who
    room: Room
    under: Address


class Begun(Enum):
    """Whether the words may be put there."""

    NOW = auto()
    BEFORE = auto()
    """It was begun once, and nobody knows what became of it."""
    UNHEARD = auto()
    """It is not meant for the bot, or not by this person."""


HEARD_UNDER: Final = frozenset({"session", "story"})
"""What the names of posts begin with under which words are heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectMessage:
    """Words typed straight to the bot. They are answered, not kept."""

    id: DeliveryId
    at: datetime
    who: Who


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRang:
    """`due` is when it should have rung; `at` is now. From `until` on it would have been pointless."""

    id: DeliveryId
    at: datetime
    due: datetime
    until: datetime | None = None
    kind: AlarmKind
    about: RecordId
    community: CommunityId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInDoubt:
    """The courier could not find out whether a post, or the next of its parts, stands where it should, and may not
    send it again."""

    id: DeliveryId
    at: datetime
    community: CommunityId
    name: PostName
    place: Place
    parts: Parts = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCame:
    """Somebody can read this room from now on, as the platform tells it."""

    id: DeliveryId
    at: datetime
    who: Who
    room: Room


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTold:
    """What somebody is called, whose coming was told before the platform could say who it is."""

    id: DeliveryId
    at: datetime
    who: Who
    room: Room


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberWent:
    """Somebody can't read this room any more. `room` is None where their whole account is gone."""

    id: DeliveryId
    at: datetime
    who: Who
    room: Room | None


class Want(StrEnum):
    """What somebody wants with a message that they point at."""

    KEEP = "keep"
    WORRY = "worry"
    WITHOUT_NAME = "without_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointedAt:
    """Somebody has picked out a message, and says what they want with it.

    `by` wrote it; None: no person did. `under` is the post in whose thread it stands, or the message itself.
    `text` comes along for `Want.KEEP` alone: for the others the platform's copy is not read.
    """

    id: DeliveryId
    at: datetime
    who: Who
    place: Place
    want: Want
    under: Address
    by: PersonId | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotCame:
    """`who` has brought the bot into this room."""

    id: DeliveryId
    at: datetime
    who: Who
    room: Room


class RoomFate(StrEnum):
    """What became of a room, as far as the bot can use it."""

    ARCHIVED = "archived"
    DELETED = "deleted"
    BOT_OUT = "bot_out"
    """The bot was taken out of it."""
    LET_IN = "let_in"
    """The chat has let the bot in again, after a time without it. It is not in the room yet."""
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged:
    """The bot can't speak in this room any more, or can again."""

    id: DeliveryId
    at: datetime
    room: Room
    fate: RoomFate


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMoved:
    """The platform has called `room` `to` since `since`. The same posts stand in it, at the same addresses."""

    id: DeliveryId
    at: datetime
    room: Room
    to: Room
    since: datetime


Arrival = (
    CommandGiven
    | ButtonPressed
    | FormSubmitted
    | Replied
    | ReplyBegun
    | DirectMessage
    | AlarmRang
    | PostInDoubt
    | MemberCame
    | NameTold
    | MemberWent
    | PointedAt
    | BotCame
    | RoomChanged
    | RoomMoved
)
