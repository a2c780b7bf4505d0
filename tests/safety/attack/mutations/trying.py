"""Each leak in turn, in a community's life that is as short as will do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.safety.attack.ballots import broken, voted
from tests.safety.attack.cell import Harvest, Life, lived
from tests.safety.attack.differencing import recovered
from tests.safety.attack.mutations import of_ballots
from tests.safety.attack.mutations.every import LEAKS, Leak
from tests.safety.attack.mutations.of_ballots import BALLOTS, BallotLeak
from tests.safety.attack.mutations.of_numbers import NUMBERS
from tests.safety.attack.mutations.planting import planted
from tests.safety.attack.run import fresh, server
from tests.safety.attack.statistics import QUICK
from tests.safety.attack.verdict import failures, verdicts

WINDOWS_AT_ONCE, MOST_LIVES = 8, 10
TRIES, PEOPLE = 400, (8, 12)


@dataclass(frozen=True, slots=True)
class Tried:
    """`by`: what noticed it first; empty where nothing did."""

    words: str
    engine: str
    notes: int
    by: str


def tried(engines: Sequence[str], names: Sequence[str] = ()) -> Iterator[Tried]:
    with server(engines) as address:
        for name, leak in LEAKS.items():
            for engine in engines:
                if not names or name in names:
                    yield noticed(address, engine, leak)


def noticed(address: str, engine: str, leak: Leak) -> Tried:
    """Community after community lives with it, until it is noticed."""
    harvest, by = Harvest(), ""
    for life in range(MOST_LIVES):
        harvest += _lived_with(leak, address, engine, f"leak {life}")
        if by := _by(harvest):
            break
    return Tried(leak.words, engine, harvest.notes, by)


def tried_ballots(engines: Sequence[str], names: Sequence[str] = ()) -> Iterator[Tried]:
    with server(engines) as address:
        for name, leak in BALLOTS.items():
            for engine in engines:
                if engine in leak.engines and (not names or name in names):
                    with fresh(address, engine, "ballots") as url:
                        yield noticed_in_ballots(url, engine, leak)


def noticed_in_ballots(url: str, engine: str, leak: BallotLeak) -> Tried:
    with of_ballots.planted(leak) as plant:
        voting = voted(url, "leak", plant)
    return Tried(leak.words, engine, len(voting.asked), next(broken(voting), ""))


def tried_numbers(names: Sequence[str] = ()) -> Iterator[Tried]:
    for name, (publishes, again) in NUMBERS.items():
        if names and name not in names:
            continue
        found = [recovered(people, TRIES, publishes, again=again) for people in PEOPLE]
        why = [why for one in found for why in one.broken(QUICK)]
        yield Tried(f"published: {name}", "-", 0, f"X7: {why[0]}" if why else "")


def _lived_with(leak: Leak, address: str, engine: str, label: str) -> Harvest:
    life = Life(label=label, people=leak.people, windows=WINDOWS_AT_ONCE, habits=leak.habits)
    with fresh(address, engine, "leak") as url, planted(leak.plant) as plant:
        return lived(url, life, plant)


def _by(harvest: Harvest) -> str:
    return next(failures(harvest, verdicts(harvest), QUICK), "")
