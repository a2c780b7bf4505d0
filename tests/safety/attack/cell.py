"""One cell of the run: so many people, one engine, some communities one after the other."""

from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.safety.attack.attackers import Attacker, pack_of, questions
from tests.safety.attack.classifier import Question
from tests.safety.attack.evidence import Truth
from tests.safety.attack.findings import findings
from tests.safety.attack.house import House
from tests.safety.attack.living import Living
from tests.safety.attack.logs import all_logged
from tests.safety.attack.people import ORDINARY, Chance, Habits
from tests.safety.attack.spread import as_meant

WINDOWS = 20
"""In one community's life: some forty weeks."""


@dataclass
class Harvest:
    """What the attackers ask about, and what needed no asking."""

    asked: dict[Attacker, list[Question]] = field(default_factory=lambda: defaultdict(list))
    findings: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    windows: int = 0

    def __add__(self, other: "Harvest") -> "Harvest":
        both = Harvest(
            findings=self.findings + other.findings,
            notes=self.notes + other.notes,
            windows=self.windows + other.windows,
        )
        for one in (self, other):
            for attacker, asked in one.asked.items():
                both.asked[attacker] += asked
        return both


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One community's: how many are in its crowd, and how it has its notes."""

    label: str
    people: int
    windows: int = WINDOWS
    any_time: bool = False
    types_visibly: bool = False
    habits: Habits = ORDINARY


def lived(url: str, life: Life, mutated: Callable[[House], None] = lambda _: None) -> Harvest:
    """A community lives on a fresh database; each window is attacked as soon as it has been released."""
    chance = Chance((life.label, life.people), life.habits)
    people = [chance.person(number) for number in range(life.people + 2)]
    members, keepers = people[: life.people], people[life.people :]
    house = House(url, chance.random, {one.id: one for one in people})
    with closing(house), TemporaryDirectory() as folder, all_logged(house.logs):
        mutated(house)
        house.found(members, keepers, "any_time" if life.any_time else "check_in")
        living = Living(
            house=house,
            chance=chance,
            folder=Path(folder),
            members=members,
            keepers=keepers,
            truth=Truth(),
            label=life.label,
            any_time=life.any_time,
            types_visibly=life.types_visibly,
        )
        return _harvested(living, life.windows)


def _harvested(living: Living, windows: int) -> Harvest:
    harvest = Harvest()
    long = windows >= WINDOWS
    comes, goes = (windows // 3, 2 * windows // 3) if long else (-1, -1)
    for one in living.live(windows, comes=comes, goes=goes):
        harvest.windows += 1
        told = [living.truth.notes[text] for text in one.told if text in living.truth.notes]
        mine = [note for note in told if note.window == one.key and note.writer in one.crowd]
        pack = pack_of(one)
        harvest.findings.update(set(findings(one, living.truth, pack)))
        harvest.notes += len(mine)
        if mine:
            for attacker, asked in questions(one, mine, pack):
                harvest.asked[attacker].append(asked)
    told_otherwise = sum(not as_meant(one) for one in living.published)
    harvest.findings.update({"numbers told otherwise": told_otherwise} if told_otherwise else {})
    return harvest
