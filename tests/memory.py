"""An office that only remembers: every port of the core's, without a database. Held to the same
contract as the real ones by tests/contracts."""

import random
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import (
    Decision,
    Follow,
    Leave,
    Pin,
    Post,
    PutOff,
    Revise,
    Said,
    Settle,
    Slip,
)
from bot.boundary.delivery import Why
from bot.boundary.notes import (
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    Leaf,
    Note,
    OfNotes,
    OpenBox,
    Pass,
    Passage,
    must_fit,
)
from bot.boundary.views import Card
from bot.domain.alarm import Alarm
from bot.domain.community import Community
from bot.domain.ids import Address, CommunityId, PersonId, Place, PostName, RecordId, Room
from bot.domain.records import Record
from tests import shown

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass
class Standing:
    """A post as it stands now."""

    post: Post
    card: Card
    revisions: int = 0


@dataclass
class Window:
    """What lies behind one window's door. `door` has a delivery for each who has passed."""

    community: CommunityId
    slots: int
    door: dict[PersonId, DeliveryId | None]
    leaves: tuple[Leaf, ...] = ()

    def lay(self, leaves: tuple[Leaf, ...]) -> None:
        must_fit(leaves, self.slots)
        self.leaves = leaves


@dataclass
class Memory:
    records: dict[tuple[type, RecordId], Record] = field(default_factory=dict)
    deliveries: set[DeliveryId] = field(default_factory=set)
    rung: set[tuple[str, RecordId, datetime]] = field(default_factory=set)
    boxes: dict[str, dict[PersonId, Slip]] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    posts: list[Standing] = field(default_factory=list)
    settled: list[Settle] = field(default_factory=list)
    pinned: set[tuple[Room, PostName]] = field(default_factory=set)
    left: set[Room] = field(default_factory=set)
    put_off: dict[Place, datetime] = field(default_factory=dict)
    waiting: Container[tuple[CommunityId, PostName]] = ()
    """Posts that are still on their way."""
    unreached: dict[PersonId, Why | None] = field(default_factory=dict)


@dataclass
class MemoryOffice:
    """One transaction; also its own `Records`."""

    memory: Memory
    chance: random.Random

    @property
    def records(self) -> "MemoryOffice":
        return self

    @contextmanager
    def part(self) -> Iterator["MemoryOffice"]:
        with _or_as_before(self.memory):
            yield self

    def community(self, community: CommunityId) -> Community:
        found = self.one(Community, community)
        if found is None:
            raise KeyError(community)
        return found

    def community_in(self, room: Room) -> Community | None:
        return next((one for one in self._every(Community) if room in one.rooms), None)

    def communities_of(self, person: PersonId) -> tuple[Community, ...]:
        return tuple(one for one in self._every(Community) if person in one.people)

    def one(self, kind: type[R], id: RecordId) -> R | None:
        found = self.memory.records.get((kind, id))
        return found if isinstance(found, kind) else None

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]:
        return tuple(one for one in self._every(kind) if one.of == of)

    def past_its_day(self, kind: type[R], now: datetime) -> tuple[R, ...]:
        return tuple(one for one in self._every(kind) if _is_past(one, now))

    def named(self, room: Room, address: Address) -> tuple[CommunityId, PostName] | None:
        for standing in self.memory.posts:
            if standing.post.to == room and standing.post.name == address:
                return standing.post.community, standing.post.name
        return None

    def opened(self, box: str) -> tuple[Slip, ...]:
        slips = [replace(one, person=PersonId("")) for one in self._box(box).values()]
        self.chance.shuffle(slips)
        return tuple(slips)

    def passage(self, window: str, person: PersonId, delivery: DeliveryId) -> Passage:
        open_ = self.memory.windows.get(window)
        if open_ is None or person not in open_.door:
            return Passage.NO_WAY
        match open_.door[person]:
            case None:
                return Passage.FREE
            case by if by == delivery:
                return Passage.AGAIN
            case _:
                return Passage.PASSED

    def leaves(self, window: str) -> tuple[Leaf, ...]:
        open_ = self.memory.windows.get(window)
        return self._shuffled(open_.leaves if open_ else ())

    def has_door(self, window: str) -> bool:
        return window in self.memory.windows

    def passed(self, window: str, people: Collection[PersonId]) -> int:
        open_ = self.memory.windows.get(window)
        return sum(1 for person in set(people) if open_ and open_.door.get(person))

    def notes(self, community: CommunityId) -> tuple[Note, ...]:
        every = self.memory.notes.values()
        return self._shuffled(tuple(one for one in every if one.community == community))

    def unreached(self, community: CommunityId) -> Mapping[PersonId, Why | None]:
        return dict(self.memory.unreached)

    def on_its_way(self, community: CommunityId, name: PostName) -> bool:
        """What is said stands at once, unless a test says otherwise."""
        return (community, name) in self.memory.waiting

    def first_time(self, delivery: DeliveryId, at: datetime) -> bool:
        if delivery in self.memory.deliveries:
            return False
        self.memory.deliveries.add(delivery)
        return True

    def keep(self, decision: Decision, at: datetime) -> None:
        for record in decision.keep:
            self._forget_old_alarms(record, at)
            self.memory.records[type(record), record.id] = record
        for record in decision.forget:
            self._forget(record)
        for slip in decision.drop:
            self._box(slip.box)[slip.person] = slip
        for box in decision.empty:
            self.memory.boxes.pop(box, None)
        for one in decision.notes:
            self._of_notes(one)
        for said in decision.say:
            self._say(said)

    def due(self, now: datetime) -> Alarm | None:
        due = sorted(alarm for alarm in self._alarms() if alarm.at <= now)
        for alarm in due:
            if alarm.until is None or now < alarm.until:
                return alarm
            self.rang(alarm)
        return None

    def rang(self, alarm: Alarm) -> None:
        self.memory.rung.add((alarm.kind, alarm.about, alarm.at))

    def postpone(self, alarm: Alarm, now: datetime) -> None:
        raise AssertionError(f"{alarm.kind} failed")

    def next_alarm(self) -> datetime | None:
        return min((alarm.at for alarm in self._alarms()), default=None)

    def clear(self, now: datetime) -> int:
        gone = [key for key, record in self.memory.records.items() if _is_past(record, now)]
        for key in gone:
            del self.memory.records[key]
        return len(gone)

    def _forget(self, forgotten: Record) -> None:
        """Forgetting a community forgets everything that was kept of it."""
        gone = {(type(forgotten), forgotten.id)}
        if isinstance(forgotten, Community):
            of = forgotten.id
            gone |= {key for key, one in self.memory.records.items() if one.community == of}
            for name, slips in list(self.memory.boxes.items()):
                if any(slip.community == of for slip in slips.values()):
                    del self.memory.boxes[name]
            for name, window in list(self.memory.windows.items()):
                if window.community == of:
                    del self.memory.windows[name]
            for key, note in list(self.memory.notes.items()):
                if note.community == of:
                    del self.memory.notes[key]
        for key in gone:
            self.memory.records.pop(key, None)

    def _forget_old_alarms(self, record: Record, at: datetime) -> None:
        """What is older than anything that is remembered, and not waiting, is taken to have rung."""
        before = self.memory.records.get((type(record), record.id))
        waiting = {(alarm.kind, alarm.at) for alarm in before.alarms()} if before else set()
        for alarm in record.alarms():
            if alarm.at < at - timedelta(days=30) and (alarm.kind, alarm.at) not in waiting:
                self.memory.rung.add((alarm.kind, alarm.about, alarm.at))

    def _of_notes(self, done: OfNotes) -> None:
        windows, notes = self.memory.windows, self.memory.notes
        match done:
            case OpenBox():
                self._open(done)
            case Pass():
                self._pass(done)
            case LayAnew():
                windows[done.window].lay(done.leaves)
            case DestroyBox():
                windows.pop(done.window, None)
            case KeepNotes():
                notes.update({note.key: note for note in done.notes})
            case ForgetNotes():
                for one in self.notes(done.community):
                    if one.key in done.keys:
                        del notes[one.key]

    def _open(self, opened: OpenBox) -> None:
        if opened.window in self.memory.windows:
            return
        window = Window(opened.community, opened.slots, dict.fromkeys(opened.people))
        window.lay(opened.leaves)
        self.memory.windows[opened.window] = window

    def _pass(self, passing: Pass) -> None:
        if self.passage(passing.window, passing.person, passing.delivery) is not Passage.FREE:
            raise ValueError("nobody goes through a door twice")
        window = self.memory.windows[passing.window]
        window.lay(passing.leaves)
        window.door[passing.person] = passing.delivery

    def _shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        return tuple(self.chance.sample(things, len(things)))

    def _say(self, said: Said) -> None:
        if isinstance(said, Post | Revise):
            shown.show(said.card)
        match said:
            case Post():
                stands = any(
                    one.post.name == said.name and one.post.to == said.to
                    for one in self.memory.posts
                )
                if not stands:
                    self.memory.posts.append(Standing(said, said.card))
            case Revise():
                for one in self.memory.posts:
                    if one.post.name == said.name and said.to in (None, one.post.to):
                        one.card = said.card
                        one.revisions += 1
            case Settle():
                self.memory.settled.append(said)
            case Pin():
                self.memory.pinned.add((said.to, said.name))
            case Leave():
                self.memory.left.add(said.to)
            case PutOff():
                self.memory.put_off[said.to] = said.until
            case Follow():
                for one in self.memory.posts:
                    if one.post.to == said.room:
                        one.post = replace(one.post, to=said.to)

    def _alarms(self) -> list[Alarm]:
        every = [alarm for record in self.memory.records.values() for alarm in record.alarms()]
        return [
            alarm for alarm in every if (alarm.kind, alarm.about, alarm.at) not in self.memory.rung
        ]

    def _every(self, kind: type[R]) -> list[R]:
        return [one for one in self.memory.records.values() if isinstance(one, kind)]

    def _box(self, box: str) -> dict[PersonId, Slip]:
        return self.memory.boxes.setdefault(box, {})


def _is_past(record: Record, now: datetime) -> bool:
    expires = record.expires()
    return expires is not None and expires <= now


@dataclass
class MemoryOffices:
    memory: Memory = field(default_factory=Memory)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    @contextmanager
    def open(self) -> Iterator[MemoryOffice]:
        with _or_as_before(self.memory):
            yield MemoryOffice(self.memory, self.chance)


@contextmanager
def _or_as_before(memory: Memory) -> Iterator[None]:
    before = deepcopy(memory)
    try:
        yield
    except BaseException:
        memory.__dict__.update(before.__dict__)
        raise


@dataclass
class CountingMint:
    """Ids that tell the order in which they were made."""

    made: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(2))

    def id(self) -> str:
        self.made += 1
        return f"id{self.made:04d}"

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        return tuple(self.chance.sample(list(things), len(things)))


@dataclass
class Days:
    """A calendar that knows only the holidays it is given."""

    holidays: dict[date, str] = field(default_factory=dict)

    def holiday(self, day: date, region: str) -> str | None:
        return self.holidays.get(day)

    def knows(self, region: str) -> bool:
        return region in {"", "GB-ENG", "GB-SCT", "GB-NIR", "IE", "FR"}
