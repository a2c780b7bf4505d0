"""A community lives through its windows, and everything that leaves a trace is taken along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path

from bot.boundary.arrivals import DeliveryId, Replied, Who
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Form, Quote
from bot.domain.ids import Address, PersonId, RecordId
from bot.domain.notes import NotesWindow
from bot.domain.notes_sheets import Deed, Energy
from tests.contracts.given import HOME, ROOM
from tests.safety.attack.dumps import backup_of, dump_of
from tests.safety.attack.evidence import Lived, Truth, Written
from tests.safety.attack.footprint import footprint
from tests.safety.attack.house import House, joined, without
from tests.safety.attack.people import DWELLS, Chance, Person, Plan
from tests.safety.attack.spread import Spread

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OPEN_DUMPS = 5
RESTARTS, RETURNED, HELD, RAW, LOOKED_AT, BACKED_UP, NO_TAP = 0.3, 0.03, 0.02, 0.05, 0.05, 0.5, 0.25
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
    receipts: dict[PersonId, str] = field(default_factory=dict)
    published: list[Spread] = field(default_factory=list)
    windows: "count[int]" = field(default_factory=count)

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
        self.taps: dict[PersonId, Energy] = {}
        self.passed: set[PersonId] = set()
        self.backs_up = self.chance.of(BACKED_UP)
        self._through(lived, begins + MINUTE, times.closes_at - MINUTE)
        self.house.until(times.closes_at + MINUTE)
        if (now := self._record()) and now.id == window.id and now.extended and now.times:
            lived.closed_at = now.times.closes_at
            self._through(lived, times.closes_at + HOUR, now.times.closes_at - MINUTE, again=True)
            self.house.until(now.times.closes_at + MINUTE)
        self._publish()
        self._released(lived, times.releases_at)
        lived.events = self.house.platform.log[log:]
        lived.lines = list(self.house.logs.lines)
        return lived

    def _through(
        self, lived: Lived, begins: datetime, ends: datetime, *, again: bool = False
    ) -> None:
        plans = [self.chance.plan(one, begins, ends, writes=True) for one in self.members]
        plans += [self.chance.plan(one, begins, ends, writes=False) for one in self.keepers]
        plans = [one for one in plans if one.person.id not in self.passed]
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

    # one person

    def _passing(self, lived: Lived, plan: Plan) -> Callable[[], None]:
        return lambda: self._passes(lived, plan)

    def _passes(self, lived: Lived, plan: Plan) -> None:
        """All pages of the form, as anybody goes through them."""
        person, house = plan.person.id, self.house
        if self._open(person) is None:
            return
        if plan.looks_up and house.form and house.form.buttons:
            page = house.form
            house.press(person, page.buttons[0].token)
        if plan.opens_twice:
            self._later(5, 60)
        page = self._open(person) if plan.opens_twice or plan.looks_up else house.form
        if page is None:
            return
        tap = (
            None
            if self.chance.of(NO_TAP)
            else self.chance.random.choices(list(Energy), (3, 4, 2, 1))[0]
        )
        texts = [self.chance.token() for _ in range(plan.writes)]
        first = dict(zip(("note", "second"), texts, strict=False))
        old = self.receipts.get(person, "") if plan.uses_receipt else ""
        self._later(*(_visible(plan) if self.types_visibly else DWELLS))
        house.submit(person, page, **first, energy=tap or "", receipt=old)
        second = house.form
        if second is None:
            return
        if second.token.partition(".")[0] != Act.CHECK_IN_DONE:  # not in the product; in leaky ones
            self._been_through(lived, plan, texts, tap)
            return
        self._later(3, 40)
        if self.chance.of(LOOKED_AT):
            with footprint(lived.footprints, house, person):
                self._done(person, second, twice=plan.sent_twice, fails=plan.fails)
        else:
            self._done(person, second, twice=plan.sent_twice, fails=plan.fails)
        self._been_through(lived, plan, texts, tap)

    def _done(self, person: PersonId, page: Form, *, twice: bool, fails: bool) -> None:
        if fails:
            self.house.restart()
        deeds = [one for one in page.fields if one.name == "deed"]
        answers = {"deed": f"1_{Deed.WITHDRAW}"} if deeds and self.chance.of(0.3) else {}
        self.house.submit(person, page, twice=twice, **answers)

    def _been_through(self, lived: Lived, plan: Plan, texts: list[str], tap: Energy | None) -> None:
        person, page = plan.person.id, self.house.form
        words = [one.text for one in page.intro if isinstance(one, Quote)] if page else []
        self.passed.add(person)
        if tap:
            self.taps[person] = tap
        if plan.person in self.members:
            lived.crowd |= {person}
            self.truth.crowds[lived.key] = lived.crowd
        for text in texts:
            self.truth.notes[text] = Written(text, person, lived.key)
        if texts and words:
            self.receipts[person] = words[0]
            if plan.in_a_hurry:
                self._takes_back(person, words[0])

    def _takes_back(self, person: PersonId, words: str) -> None:
        self._later(60, 600)
        self.house.command(person, "receipt")
        if self.house.form:
            self.house.submit(person, self.house.form, receipt=words)

    def _open(self, person: PersonId) -> Form | None:
        if self.any_time:
            self.house.command(person, "note")
        else:
            card = next(filter(_opens, self._cards(person, "check_in")), None)
            if card is None:
                return None
            self.house.button(person, card, Act.CHECK_IN)
        form = self.house.form
        return form if form and form.fields else None

    def _later(self, least: float, most: float) -> None:
        seconds = self.chance.random.uniform(least, most)
        self.house.until(self.house.now + timedelta(seconds=seconds))

    # afterwards

    def _released(self, lived: Lived, releases_at: datetime) -> None:
        facilitator = self.keepers[0].id
        self.house.until(self.house.now + 3 * HOUR)
        for card in self._cards(facilitator, "read_notes"):
            if _has(card, Act.READ_NOTES):
                self._read(lived, facilitator, card)
                break
        self._backs_up(lived)
        self.house.until(max(self.house.now, releases_at - 3 * HOUR))
        for card in self._cards(facilitator, "hold"):
            if _has(card, Act.HOLD):
                self.house.button(facilitator, card, Act.HOLD)
                break
        self.house.until(releases_at + MINUTE)
        card = self._cards("", "notes")
        lived.told = [one.text for one in card[0].body if isinstance(one, Quote)] if card else []
        lived.after = dump_of(self.house.rig, self.house.now, raw=self.chance.of(RAW))
        self._backs_up(lived)
        self.house.platform.cards = {
            key: one for key, one in self.house.platform.cards.items() if one.buttons
        }
        self._somebody_arrives()

    def _read(self, lived: Lived, reader: PersonId, card: Card) -> None:
        self.house.button(reader, card, Act.READ_NOTES)
        while (form := self.house.form) and (
            fields := [f.name for f in form.fields if f.name[:3] == "do_"]
        ):
            lived.read += [one.text for one in form.intro if isinstance(one, Quote)]
            chosen = {one: self._judged() for one in fields}
            self.house.submit(reader, form, **chosen)

    def _judged(self) -> str:
        if self.chance.of(HELD):
            return "hold"
        return "points" if self.chance.of(RETURNED) else "release"

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

    def _publish(self) -> None:
        cards = self._cards(self.keepers[0].id, "read_notes") + self._cards(
            self.keepers[0].id, "energy"
        )
        if cards:
            taps = tuple(sorted(self.taps.items()))
            self.published.append(Spread(taps, tuple(one.id for one in self.keepers), cards[0]))

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

    def _cards(self, to: str, name: str) -> list[Card]:
        """The newest first."""
        cards = self.house.platform.cards.items()
        return [
            card
            for (at, of), card in reversed(list(cards))
            if at == to and of.split(":")[0].startswith(name)
        ]


def _opens(card: Card) -> bool:
    return _has(card, Act.CHECK_IN)


def _has(card: Card, act: Act) -> bool:
    return any(one.token.partition(".")[0] == act for one in card.buttons)


def _nights(begins: datetime, ends: datetime) -> list[datetime]:
    """At two in the morning."""
    days = (ends.date() - begins.date()).days + 1
    nights = (
        datetime.combine(begins.date() + DAY * one, time(2), begins.tzinfo) for one in range(days)
    )
    return [one for one in nights if begins < one < ends]


def _visible(plan: Plan) -> tuple[float, float]:
    return (60, 400) if plan.writes else (5, 40)
