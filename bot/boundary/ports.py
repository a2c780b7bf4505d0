"""What the core needs from the world, as small as it can be said."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision, Slip
from bot.boundary.delivery import Why
from bot.boundary.notes import Leaf, Note, Passage
from bot.domain.alarm import Alarm
from bot.domain.community import Community
from bot.domain.ids import Address, CommunityId, PersonId, PostName, RecordId, Room
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

    def has_door(self, window: str) -> bool:
        """Whether there is anything behind it. An open window that has none was lost with its server."""
        ...

    def passed(self, window: str, people: Collection[PersonId]) -> int:
        """How many of these have gone through the door. For the close alone."""
        ...

    def notes(self, community: CommunityId) -> tuple[Note, ...]:
        """Every note of the community that has come out of its box, shuffled. Holds the community, as reading
        it does; so whoever reads both reads these before `leaves`, lest two wait for one another."""
        ...

    def unreached(self, community: CommunityId) -> Mapping[PersonId, Why | None]:
        """People to whom a private post could not be carried, and why, where the platform says so."""
        ...

    def on_its_way(self, community: CommunityId, name: PostName) -> bool:
        """Whether a post of this name still waits to be carried, or is in doubt, in any place."""
        ...


class Office(Protocol):
    """One transaction: all or nothing. `engine` is its only user."""

    @property
    def records(self) -> Records: ...

    def part(self) -> "AbstractContextManager[Office]":
        """A part of this transaction: left with an error, nothing of it is kept, and all else stays as it was.
        It is not kept before the transaction is."""
        ...

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
        """Delete what is past its day (see docs/what-is-kept.md). How many rows went."""
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
