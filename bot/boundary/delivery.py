"""How posts are carried: what the courier takes, where it takes it, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable

from bot.boundary.views import Card
from bot.domain.ids import Address, CommunityId, Place, PostName


@dataclass(frozen=True, slots=True)
class Lane:
    """A rate that the platform permits: `per_second` posts, `burst` of them at once. Named for all processes."""

    key: str
    per_second: float
    burst: int


class Step(StrEnum):
    """What is asked of the platform next. Each has rates of its own."""

    POST = "post"
    """Put up something new."""
    CHANGE = "change"
    """Change what stands."""
    LOOK = "look"
    """Find out whether a post in doubt stands there."""
    PIN = "pin"
    LEAVE = "leave"


Limits = Callable[[Place, Step], tuple[Lane, ...]]
"""Which lanes a step in this place must pass, the narrowest first. At most two; empty where the platform sets
no limit."""


class Deed(StrEnum):
    """What is to be done in a place."""

    POST = "post"
    """Put up a card; or change it, where it stands already."""
    PIN = "pin"
    """Pin the post at `thread` at the top."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A post on its way. `address` is set when it stands already and is to be changed in place.

    Or another `deed`: its card is empty, and `thread` is the post that it is about.
    """

    deed: Deed = Deed.POST
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
    since: datetime
    """It can't have been sent before."""
    stand: int = 0
    """So many messages of a long post that broke off in doubt stand: those that are known to, and the one that a
    person has seen there."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How far a post has come that takes several messages: so many of them surely `stand`. About the next one nobody
    knows, and what comes after that was not sent."""

    stand: int = 0
    of: int = 1

    @property
    def are_several(self) -> bool:
        return self.of > 1


ONE: Final = Parts()
"""A post that is one message."""


class Why(StrEnum):
    """Why somebody, or a place, can't be reached, where the platform says so: for the facilitators and whoever runs
    the bot."""

    BLOCKED = "blocked"
    """They have blocked the bot."""
    NOT_INSTALLED = "not installed"
    """The app is not installed for them, or there."""
    FORBIDDEN = "forbidden"
    """An administrator has shut the app out."""
    LEFT = "left"
    """They have left, or the place or the message is no more."""


class Undelivered(Exception):
    """The platform definitely did not take it. Try again after `after` seconds (None: as you think best)."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.after = after


class Unreachable(Undelivered):
    """It never will: the person or place is gone, or has shut the door. `why` is a `Why` where that is known."""


class InDoubt(Exception):
    """Nobody can say whether it arrived: a time-out, a broken connection, an answer of 5xx."""


class Messenger(Protocol):
    """Delivers to one platform. May raise `Undelivered`, `Unreachable` or `InDoubt`; anything else is in doubt too."""

    async def deliver(self, errand: Errand) -> Address | None:
        """Where it stands; None where it does, and nobody can say where: a person has seen it (`Errand.stand`)."""
        ...

    async def revise(self, errand: Errand) -> None: ...

    async def find(self, errand: Errand) -> Address | None:
        """Where the post stands, None if it surely does not. Raises `InDoubt` where nobody can tell,
        now or (a platform that can't be asked) ever: see `can_be_asked`."""
        ...

    @property
    def can_be_asked(self) -> bool: ...


@runtime_checkable
class RoomKeeper(Protocol):
    """What a chat may be able to do with a room. A messenger that has these two is asked for them.

    Each may be asked for again, and then does nothing more: what is pinned stays pinned, and a room that was
    left stays left. They raise what a `Messenger` raises.
    """

    async def pin(self, errand: Errand) -> None:
        """Pin the post at `errand.thread` at the top of its room, for everybody there."""
        ...

    async def leave(self, errand: Errand) -> None:
        """Go out of the room `errand.place`: nothing is posted there any more, and nothing heard."""
        ...


@runtime_checkable
class InParts(Protocol):
    """A messenger that can't be asked, and knows by itself how far a long post has come."""

    async def parts(self, errand: Errand) -> Parts: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """It stands at `address`; None for a deed that is not a post."""

    errand: Errand
    address: Address | None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Definitely refused. With `after` (seconds) a lane of it waits as well; without, it backs off alone."""

    errand: Errand
    why: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """It can never be carried there. `why` is a `Why` where that is known."""

    errand: Errand
    why: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A time-out or a lost connection. Leases that expire come to the same by themselves. With `after` (seconds)
    the platform can't say yet whether it stands there, and a lane of the question waits."""

    errand: Errand
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """The platform was asked: it surely does not stand there, and is to be sent again."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """The platform can't be asked: follow the post's `Care`."""

    errand: Errand
    parts: Parts = ONE


Outcome = Carried | NotTaken | Gone | Doubted | Absent | Unanswerable


class Outbox(Protocol):
    """What is waiting to be carried. Shared by all processes; every call is its own transaction."""

    def claim(self, now: datetime, most: int) -> tuple[Errand, ...]:
        """Take up to `most` posts whose turn it is, paced by their lanes, under a lease."""
        ...

    def doubtful(self, now: datetime, most: int) -> tuple[Errand, ...]:
        """Take up to `most` posts that are in doubt, paced by their lanes, under a lease, to be asked about."""
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
