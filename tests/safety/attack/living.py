"""A community lives through its windows, and everything that leaves a trace is taken along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path

from bot.boundary.arrivals import DeliveryId, Replied, Who
from bot.boundary.views import Quote
from bot.domain.ids import Address, RecordId
from bot.domain.notes import NotesWindow
from tests.contracts.given import HOME, ROOM
from tests.safety.attack.dumps import backup_of, dump_of
from tests.safety.attack.evidence import Lived, Truth
from tests.safety.attack.house import House, joined, without
from tests.safety.attack.looking_after import Keeper
from tests.safety.attack.passing import Passing, cards_of
from tests.safety.attack.people import Chance, Person, Plan
from tests.safety.attack.spread import Spread

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OPEN_DUMPS = 5
RESTARTS, RAW, BACKED_UP = 0.3, 0.05, 0.25
Doing = tuple[datetime, Callable[[], None]]


@dataclass
class Living:
    """`any_time`: the door opens as soon as the one before has closed, and people come when they like.
    `types_visibly`: whoever writes sits longer over the form than who does not, as in life."""

    house: House
    chance: Chance
    folder: Path
    members: list[Person]
    keepers: list[Person]
    truth: Truth
    label: str
    any_time: bool = False
    types_visibly: bool = False
    published: list[Spread] = field(default_factory=list)
    windows: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.passing = Passing(
            self.house, self.chance, self.members, self.truth, self.any_time, self.types_visibly
        )

    def live(self, windows: int, *, comes: int = -1, goes: int = -1) -> Iterator[Lived]:
        for number in range(windows):
            if number == comes:
                self._comes()
            if number == goes:
                self._goes()
            lived = self._window()
            if lived is not None:
                yield lived

    # one window

    def _window(self) -> Lived | None:
        window = self._record()
        if window is None or window.times is None:
            self.house.until(self.house.now + 7 * DAY)
            return None
        times, log = window.times, len(self.house.platform.log)
        begins = self.house.now if self.any_time else times.checks_in_at
        self.house.until(begins)
        lived = Lived(
            key=f"{self.label}/{next(self.windows)}",
            members=tuple(one.id for one in self.members),
            keepers=tuple(one.id for one in self.keepers),
            opened_at=begins,
            closed_at=times.closes_at,
        )
        self.house.logs.lines.clear()
        lived.before = dump_of(self.house.rig, self.house.now)
        self.passing.begin()
        self.backs_up = self.chance.of(BACKED_UP)
        self._through(lived, begins + MINUTE, times.closes_at - MINUTE)
        self.house.until(times.closes_at + MINUTE)
        if (now := self._record()) and now.id == window.id and now.extended and now.times:
            lived.closed_at = now.times.closes_at
            self._through(lived, times.closes_at + HOUR, now.times.closes_at - MINUTE, again=True)
            self.house.until(now.times.closes_at + MINUTE)
        self._publish(log)
        self._released(lived, times.releases_at)
        lived.events = self.house.platform.log[log:]
        lived.lines = list(self.house.logs.lines)
        return lived

    def _through(
        self, lived: Lived, begins: datetime, ends: datetime, *, again: bool = False
    ) -> None:
        plans = [self.chance.plan(one, begins, ends, writes=True) for one in self.members]
        plans += [self.chance.plan(one, begins, ends, writes=False) for one in self.keepers]
        plans = [one for one in plans if one.person.id not in self.passing.passed]
        here = {one.person.id for one in plans if not one.away and one.person in self.members}
        lived.present |= here
        found = self.chance.presence(plans, begins, ends)
        lived.presence = {
            id: [*lived.presence.get(id, ()), *spells] for id, spells in found.items()
        }
        doings: list[Doing] = [
            (one.passes_at, self._passing(lived, one)) for one in plans if one.passes_at
        ]
        doings += [(at, self._stealing(lived)) for at in self._moments(begins, ends)]
        if self.backs_up:
            doings += [(at, self._backing_up(lived)) for at in _nights(begins, ends)]
        if self.chance.of(RESTARTS):
            doings.append(
                (begins + (ends - begins) * self.chance.random.random(), self.house.restart)
            )
        for at, do in sorted(doings, key=lambda one: one[0]):
            self.house.until(max(at, self.house.now))
            do()

    def _moments(self, begins: datetime, ends: datetime) -> list[datetime]:
        span = ends - begins
        return [begins + span * self.chance.random.random() for _ in range(OPEN_DUMPS)]

    def _stealing(self, lived: Lived) -> Callable[[], None]:
        def steal() -> None:
            raw = self.chance.of(RAW)
            lived.open_dumps.append(dump_of(self.house.rig, self.house.now, raw=raw))

        return steal

    def _backing_up(self, lived: Lived) -> Callable[[], None]:
        return lambda: self._backs_up(lived)

    def _backs_up(self, lived: Lived) -> None:
        if self.backs_up:
            lived.backups.append(backup_of(self.house.rig, self.house.now, self.folder))

    def _passing(self, lived: Lived, plan: Plan) -> Callable[[], None]:
        return lambda: self.passing.goes_through(lived, plan)

    # afterwards

    def _released(self, lived: Lived, releases_at: datetime) -> None:
        keeper = Keeper(self.house, self.chance, self.keepers[0].id)
        self.house.until(self.house.now + 3 * HOUR)
        keeper.reads(lived)
        self._backs_up(lived)
        self.house.until(max(self.house.now, releases_at - 3 * HOUR))
        keeper.holds()
        self.house.until(releases_at + MINUTE)
        card = cards_of(self.house, "", "notes")
        lived.told = [one.text for one in card[0].body if isinstance(one, Quote)] if card else []
        lived.after = dump_of(self.house.rig, self.house.now, raw=self.chance.of(RAW))
        self._backs_up(lived)
        self.house.platform.cards = {
            key: one for key, one in self.house.platform.cards.items() if one.buttons
        }
        self._somebody_arrives()

    def _somebody_arrives(self) -> None:
        """So that the group is not taken to have gone quiet."""
        posts = [
            one
            for one in self.house.platform.cards
            if one[0] == "" and one[1].startswith("session")
        ]
        if not posts:
            return
        who = self.members[0]
        address = self.house.address(posts[-1][1])
        self.house.receive(
            Replied(
                id=DeliveryId(f"reply{self.label}{next(self.house.numbers)}"),
                at=self.house.now,
                who=Who(who.id, who.name),
                room=ROOM,
                under=Address(address),
                text="Here",
                message=Address(f"message{next(self.house.numbers)}"),
            )
        )

    def _publish(self, since: int) -> None:
        """What was told of how much room people have, if anything was."""
        kinds = {"direct posted read_notes", "direct posted energy"}
        told = [one for one in self.house.platform.log[since:] if one.kind in kinds]
        if told:
            taps = tuple(self.passing.taps.values())
            self.published.append(Spread(taps, tuple(told[0].text.splitlines())))

    # people

    def _comes(self) -> None:
        person = self.chance.person(90)
        self.members.append(person)
        self.house.people[person.id] = person
        self.house.change(self.house.community.with_member(joined(person)))

    def _goes(self) -> None:
        person = self.members.pop(0)
        self.house.change(without(self.house.community, person.id))

    def _record(self) -> NotesWindow | None:
        with self.house.rig.offices.open() as office:
            found = office.records.all(NotesWindow, RecordId(HOME))
        return found[-1] if found else None


def _nights(begins: datetime, ends: datetime) -> list[datetime]:
    """At two in the morning."""
    days = (ends.date() - begins.date()).days + 1
    nights = (
        datetime.combine(begins.date() + DAY * one, time(2), begins.tzinfo) for one in range(days)
    )
    return [one for one in nights if begins < one < ends]
