"""People who go through the door: when they are there, whether they write, what they do besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from bot.domain.ids import PersonId, person_id

WRITES = 0.3
"""The share of those who go through the door that write something."""
SECOND_NOTE, OPENS_TWICE, SENT_TWICE, LOOKS_UP, FAILS = 0.15, 0.2, 0.08, 0.05, 0.03
USES_RECEIPT, IN_A_HURRY = 0.2, 0.02
AWAY, FORGETS = 0.05, 0.04
DWELLS = (8, 240)
"""Seconds over the first page. The same for everybody: see `Living.types_visibly`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with working days and hours of their own, in UTC."""

    id: PersonId
    name: str
    days: frozenset[int]
    begins: int
    ends: int

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one person does in one window. None of it is said to anybody."""

    person: Person
    away: bool
    passes_at: datetime | None
    writes: int
    opens_twice: bool = False
    sent_twice: bool = False
    looks_up: bool = False
    fails: bool = False
    uses_receipt: bool = False
    in_a_hurry: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How many of a group forget, and how many of those who come write one note, and two."""

    forgets: float = FORGETS
    writes: float = WRITES
    second: float = SECOND_NOTE


ORDINARY = Habits()
FEW_COME = Habits(forgets=0.5, writes=0.8, second=0.6)
"""A group in which few use the form, and those write much."""


@dataclass
class Chance:
    """All that people do by chance, from one seed, so that a run can be repeated."""

    seed: object
    habits: Habits = ORDINARY
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(str(self.seed))

    def of(self, share: float) -> bool:
        return self.random.random() < share

    def token(self) -> str:
        """A note's body: the one who counts knows whose it is, and whoever attacks does not."""
        return "".join(self.random.choices("bcdfghjklmnpqrstvwxz", k=20))

    def person(self, number: int) -> Person:
        days = frozenset({0, 1, 2, 3, 4})
        if number % 3 == 2:
            days -= {self.random.randrange(5)}
        name = "".join(self.random.choices("aeioulmnr", k=6)).capitalize()
        user = "U" + "".join(self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=9))
        begins = self.random.choice((8, 9, 10))
        return Person(person_id("test", "w", user), name, days, begins, begins + 8)

    def moment(self, person: Person, begins: datetime, ends: datetime) -> datetime | None:
        """While they are at work, between these two."""
        spans = list(_at_work(person, begins, ends))
        if not spans:
            return None
        first, last = self.random.choice(spans)
        return first + timedelta(seconds=self.random.uniform(0, (last - first).total_seconds()))

    def plan(self, person: Person, begins: datetime, ends: datetime, *, writes: bool) -> Plan:
        away = self.of(AWAY)
        at = (
            None
            if away or self.of(self.habits.forgets * writes)
            else self.moment(person, begins, ends)
        )
        written = 1 + self.of(self.habits.second) if writes and self.of(self.habits.writes) else 0
        return Plan(
            person=person,
            away=away,
            passes_at=at,
            writes=written if at else 0,
            opens_twice=self.of(OPENS_TWICE),
            sent_twice=self.of(SENT_TWICE),
            looks_up=self.of(LOOKS_UP),
            fails=self.of(FAILS),
            uses_receipt=self.of(USES_RECEIPT),
            in_a_hurry=self.of(IN_A_HURRY),
        )

    def presence(
        self, plans: Sequence[Plan], begins: datetime, ends: datetime
    ) -> dict[PersonId, list[tuple[datetime, datetime]]]:
        """When each has a green dot: some spells of a working day, and whenever they use the form."""
        return {plan.person.id: list(self._spells(plan, begins, ends)) for plan in plans}

    def _spells(
        self, plan: Plan, begins: datetime, ends: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        if plan.passes_at:
            lead = timedelta(minutes=self.random.uniform(5, 30))
            yield plan.passes_at - lead, plan.passes_at + lead
        for first, last in () if plan.away else _at_work(plan.person, begins, ends):
            for _ in range(3):
                start = first + (last - first) * self.random.random()
                yield start, start + timedelta(minutes=self.random.uniform(10, 50))


def _at_work(
    person: Person, begins: datetime, ends: datetime
) -> Iterator[tuple[datetime, datetime]]:
    day = begins.date()
    while day <= ends.date():
        first = max(begins, datetime.combine(day, time(person.begins), begins.tzinfo))
        last = min(ends, datetime.combine(day, time(person.ends), begins.tzinfo))
        if person.works_on(day) and last > first:
            yield first, last
        day += timedelta(days=1)
