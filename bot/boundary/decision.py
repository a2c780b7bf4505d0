"""What the core decides: what to keep, what to say, what to reply. A value: print it, compare it, test it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.boundary.notes import OfNotes
from bot.boundary.views import Card, Form
from bot.domain.ids import CommunityId, PersonId, Place, PostName, Room
from bot.domain.records import Record


class Care(StrEnum):
    """What to do with a post of which nobody can tell whether it arrived."""

    REPEAT = "repeat"
    """Sending it twice does no harm, or less than if it never came."""
    LEAVE = "leave"
    """Better missing than twice: it is listed, and not sent again."""
    ASK = "ask"
    """The session hangs on it: a person is asked (`PostInDoubt`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message that must last. At most one of this `name` ever stands in `to`.

    `under` names the post in the same place whose thread it belongs to; it waits for that post.
    `not_before` holds it back until a humane hour. Where it could not be put up before `until` (the chat was away),
    it is dropped: by then it would be pointless.
    """

    community: CommunityId
    to: Place
    name: PostName
    card: Card
    under: PostName | None = None
    care: Care = Care.LEAVE
    not_before: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        _must_lead_to_nobody(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revise:
    """Change the post `name` in place, in every place where it stands (or in `to` alone).

    A post that is still waiting is changed before it is carried. An unknown name changes nothing.
    """

    community: CommunityId
    name: PostName
    card: Card
    to: Place | None = None

    def __post_init__(self) -> None:
        _must_lead_to_nobody(self.name)


def _must_lead_to_nobody(name: PostName) -> None:
    """A name is not sealed: a dump shows it, and the chat may. An id of a person or a place has a slash."""
    if "/" in name:
        raise ValueError("a post whose name leads to somebody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """A person has looked: the doubtful post stands there (`arrived`), or must be sent again."""

    community: CommunityId
    name: PostName
    to: Place
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Pin the post `name` at the top of `to`, as soon as it stands there. Said twice, it is pinned once.

    A chat that can't pin leaves it where it is. What is pinned can be changed in place for as long as
    its community lasts.
    """

    community: CommunityId
    to: Room
    name: PostName


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The bot goes out of this room, once all that was said there before has been carried, or given up."""

    community: CommunityId
    to: Room
    name: PostName


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """`room` is called `to` now, and is the same room: all that was said in it, or waits to be said, belongs there.

    What was given up after `since`, when the platform knew the old id no more, goes out after all. A room that was
    shut for a while, and is there again, is called as it was.
    """

    community: CommunityId
    room: Room
    to: Room
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """What waits to be carried to `to` goes at `until`, or at its own hour if that is later."""

    community: CommunityId
    to: Place
    until: datetime


Said = Post | Revise | Settle | Pin | Leave | Follow | PutOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something dropped into a box without a name. One per person and box; a second replaces the first.

    What is kept of `person` is a keyed mark that can't be read back, and only until the box is opened.
    """

    community: CommunityId
    box: str
    person: PersonId
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenForm:
    form: Form


@dataclass(frozen=True, slots=True)
class FormErrors:
    """The form stays open with everything typed. Sentences by field name; `""` is the form as a whole."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Whisper:
    """Words that only the person who acted sees, now. They do not last."""

    card: Card


Reply = OpenForm | FormErrors | Whisper


@dataclass(frozen=True, slots=True)
class Decision:
    """All of it but `reply` is kept in one transaction, or none of it."""

    keep: tuple[Record, ...] = ()
    forget: tuple[Record, ...] = ()
    drop: tuple[Slip, ...] = ()
    empty: tuple[str, ...] = ()
    """Boxes to destroy, with everything in them."""
    notes: tuple[OfNotes, ...] = ()
    """What happens at a window's door and in its box."""
    say: tuple[Said, ...] = ()
    reply: tuple[Reply, ...] = ()
    once: bool = False
    """What is replied is not said again, though what arrived may come again."""

    def __add__(self, other: "Decision") -> "Decision":
        return Decision(
            self.keep + other.keep,
            self.forget + other.forget,
            self.drop + other.drop,
            self.empty + other.empty,
            self.notes + other.notes,
            self.say + other.say,
            self.reply + other.reply,
            self.once or other.once,
        )

    @property
    def lasting(self) -> bool:
        """Whether anything of it must be kept; if not, a repeated delivery may be answered afresh."""
        kept = self.keep or self.forget or self.drop or self.empty or self.notes or self.say
        return bool(kept) or self.once
