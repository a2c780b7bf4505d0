"""What the core needs from the world, as small as it can be said."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision, Slip
from bot.boundary.notes import Leaf, Note, Passage
from bot.boundary.views import Card
from bot.domain.alarm import Alarm
from bot.domain.community import Community
from bot.domain.ids import Address, CommunityId, PersonId, Place, PostName, RecordId, Room
from bot.domain.records import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Records(Protocol):
    """Reading what is known. Reading a community, or one record of it, holds it until the transaction
    ends, so that two people who press at once are heard one after the other."""

    def community(self, community: CommunityId) -> Community:
        """`KeyError` when there is none."""
        ...

    def community_in(self, room: Room) -> Community | None: ...

    def communities_of(self, person: PersonId) -> tuple[Community, ...]:
        """Every community in which this person has any part (`Community.people`), oldest first."""
        ...

    def one(self, kind: type[R], id: RecordId) -> R | None: ...

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]:
        """Every record of this kind whose `of` is the given id, in the order they were first kept."""
        ...

    def past_its_day(self, kind: type[R], now: datetime) -> tuple[R, ...]:
        """Every record of this kind, of every community, that is due to be deleted and still there."""
        ...

    def named(self, room: Room, address: Address) -> tuple[CommunityId, PostName] | None:
        """Which of our posts stands at this address."""
        ...

    def opened(self, box: str) -> tuple[Slip, ...]:
        """Everything in a box, shuffled, each with an empty `person`."""
        ...

    def passage(self, window: str, person: PersonId, delivery: DeliveryId) -> Passage:
        """How this person stands to the door of this window."""
        ...

    def leaves(self, window: str) -> tuple[Leaf, ...]:
        """What is written in the box of a window, shuffled; none when it is not open. Holds the box until the
        transaction ends."""
        ...

    def passed(self, window: str, people: Collection[PersonId]) -> int:
        """How many of these have gone through the door. For the close alone."""
        ...

    def notes(self, community: CommunityId) -> tuple[Note, ...]:
        """Every note of the community that has come out of its box, shuffled."""
        ...

    def unreached(self, community: CommunityId) -> tuple[PersonId, ...]:
        """People to whom a private post could not be carried."""
        ...

    def on_its_way(self, community: CommunityId, name: PostName) -> bool:
        """Whether a post of this name still waits to be carried, or is in doubt, in any place."""
        ...


class Office(Protocol):
    """One transaction: all or nothing. `engine` is its only user."""

    @property
    def records(self) -> Records: ...

    def first_time(self, delivery: DeliveryId, at: datetime) -> bool:
        """Note a delivery. False when it was noted before: then nothing more is to be done."""
        ...

    def keep(self, decision: Decision, at: datetime) -> None:
        """Write down everything in a decision but its replies, and set the alarms of what is kept."""
        ...

    def due(self, now: datetime) -> Alarm | None:
        """The next alarm that should ring, claimed until the transaction ends; None when all is quiet.

        Of one community, alarms come strictly in order of time. An alarm past its `until` is
        dropped here and the next one is given.
        """
        ...

    def rang(self, alarm: Alarm) -> None:
        """This alarm has had its effect and never rings again."""
        ...

    def postpone(self, alarm: Alarm, now: datetime) -> None:
        """It failed. Try again later, twice as late each time (30 s to 1 h), counted for the doctor."""
        ...

    def next_alarm(self) -> datetime | None:
        """When the earliest waiting alarm is due."""
        ...

    def clear(self, now: datetime) -> int:
        """Delete what is past its day (see docs/trust.md). How many rows went."""
        ...


class Offices(Protocol):
    """Opens transactions. Commits on leaving without an error, else keeps nothing."""

    def open(self) -> AbstractContextManager[Office]: ...


class Mint(Protocol):
    """Where chance comes from, so that a run can be repeated."""

    def id(self) -> str:
        """12 characters of a-z and 2-7: 60 bits."""
        ...

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]: ...


class Calendar(Protocol):
    """Public holidays by region, such as `GB-ENG`, or `GB`. An unknown region has none."""

    def holiday(self, day: date, region: str) -> str | None:
        """The holiday's name."""
        ...

    def knows(self, region: str) -> bool:
        """Whether this region's holidays can be told. "" keeps none, and is known."""
        ...


@dataclass(frozen=True, slots=True)
class Lane:
    """A rate that the platform permits: `per_second` posts, `burst` of them at once. Named for all processes."""

    key: str
    per_second: float
    burst: int


Limits = Callable[[Place], tuple[Lane, ...]]
"""Which lanes a post to this place must pass. At most two; empty where the platform sets no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A post on its way. `address` is set when it stands already and is to be changed in place."""

    id: str
    """Also what the platform is asked to remember it by, so that it can be found again."""
    community: CommunityId
    name: PostName
    place: Place
    card: Card
    revision: int
    address: Address | None
    thread: Address | None
    claimed_at: datetime


class Undelivered(Exception):
    """The platform definitely did not take it. Try again after `after` seconds (None: as you think best)."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.after = after


class Unreachable(Undelivered):
    """It never will: the person or place is gone, or has shut the door."""


class InDoubt(Exception):
    """Nobody can say whether it arrived: a time-out, a broken connection, an answer of 5xx."""


class Messenger(Protocol):
    """Delivers to one platform. May raise `Undelivered`, `Unreachable` or `InDoubt`; anything else is in doubt too."""

    async def deliver(self, errand: Errand) -> Address: ...

    async def revise(self, errand: Errand) -> None: ...

    async def find(self, errand: Errand) -> Address | None:
        """Where the post stands, None if it surely does not. Raises `InDoubt` where nobody can tell,
        now or (a platform that can't be asked) ever: see `can_be_asked`."""
        ...

    @property
    def can_be_asked(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """It stands at `address`."""

    errand: Errand
    address: Address


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Definitely refused. With `after` (seconds) its lanes wait as well; without, it backs off alone."""

    errand: Errand
    why: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """It can never be carried there."""

    errand: Errand
    why: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A time-out or a lost connection. Leases that expire come to the same by themselves."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Absent:
    """The platform was asked: it surely does not stand there, and is to be sent again."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """The platform can't be asked: follow the post's `Care`."""

    errand: Errand


Outcome = Carried | NotTaken | Gone | Doubted | Absent | Unanswerable


class Outbox(Protocol):
    """What is waiting to be carried. Shared by all processes; every call is its own transaction."""

    def claim(self, now: datetime, most: int) -> tuple[Errand, ...]:
        """Take up to `most` posts whose turn it is, paced by their lanes, under a lease."""
        ...

    def doubtful(self, now: datetime, most: int) -> tuple[Errand, ...]:
        """Take up to `most` posts that are in doubt, under a lease, to be asked about."""
        ...

    def settle(self, outcomes: Sequence[Outcome], now: datetime) -> tuple[Errand, ...]:
        """Write down what came of claimed posts, all in one transaction.

        What another process has taken over in the meantime is left alone. Gives back the posts
        about which a person must now be asked (`Care.ASK`).
        """
        ...

    def next_due(self, now: datetime) -> datetime | None:
        """When the earliest post that is held back (for its hour, a lane or a new try) may go. A
        moment that has passed is named only for what may go `now`."""
        ...
