"""X7: whoever reads all that is published, and knows their own answer, tries to find out another's.

They know the program, and try every answer that all could have given against what they have read. What
any band tells anybody is the base; more than that must not come out.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations_with_replacement
from math import factorial, log2, prod
from types import SimpleNamespace

from bot.boundary.views import Points, Text
from bot.conversations.notes import reading_cards
from bot.domain.notes_sheets import Energy
from tests.safety.attack.statistics import Gate, upper_bound

KEEPERS = 2
SHARES: Mapping[Energy, float] = dict(zip(Energy, (0.3, 0.4, 0.2, 0.1), strict=True))
"""How often each is tapped. Whoever attacks knows it."""
Counts = tuple[int, ...]
Reading = tuple[str, ...]
Publishes = Callable[[Counts], Reading]
"""What is read of so many taps of each."""


@dataclass(frozen=True, slots=True)
class Told:
    """One question, published once, or again when somebody has answered late: `late` is in the last alone."""

    readings: tuple[Reading, ...]
    counts: Counts
    mine: int
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """`right`: how often the guess at the answer that they were surest of was right. `base`: how often it
    is from what the product means to tell. `doubt`: how much is left open of who answered what, as a share
    of what is left open there."""

    tries: int
    right: float
    base: float
    doubt: float

    def broken(self, gate: Gate) -> list[str]:
        bound = upper_bound(self.right * self.tries, self.tries) if gate.by_bound else self.right
        more = bound > max(self.base, upper_bound(self.base * self.tries, self.tries)) + gate.more
        found = {"right too often": more, "too little doubt": self.doubt < gate.entropy}
        return [name for name, over in found.items() if over]


def as_published(counts: Counts) -> Reading:
    """By the product."""
    taps = [tap for tap, many in zip(Energy, counts, strict=True) for _ in range(many)]
    here = SimpleNamespace(community=SimpleNamespace(keepers=(None,) * KEEPERS))
    elements = reading_cards.energy_lines(here, taps)  # type: ignore[arg-type]
    return tuple(
        line
        for one in elements
        for line in (
            one.lines if isinstance(one, Points) else (one.text,) if isinstance(one, Text) else ()
        )
    )


def recovered(
    people: int, tries: int, publishes: Publishes, *, again: bool = False, seed: int = 7
) -> Recovered:
    """`again`: a leaky bot publishes once more after a late answer; the base has it once, and whole."""
    chance = random.Random(seed)
    leaky = lru_cache(maxsize=None)(publishes)
    meant = lru_cache(maxsize=None)(as_published)
    right = base = left = meant_left = 0.0
    for _ in range(tries):
        told = _asked(people, chance, leaky, again=again)
        once = replace(told, readings=(meant(told.counts),))
        right += _guessed(told, leaky)
        base += _guessed(replace(once, late=None), meant)
        left += _doubt(told, leaky)
        meant_left += _doubt(once, meant)
    return Recovered(tries, right / tries, base / tries, left / meant_left)


def _asked(people: int, chance: random.Random, publishes: Publishes, *, again: bool) -> Told:
    answers = chance.choices(range(len(Energy)), list(SHARES.values()), k=people)
    counts = _counted(answers)
    if not again:
        return Told((publishes(counts),), counts, answers[0])
    before = _counted(answers[:-1])
    return Told((publishes(before), publishes(counts)), counts, answers[0], answers[-1])


def _guessed(told: Told, publishes: Publishes) -> float:
    """How often the surest guess is right, over all of whom it could be made."""
    likely = _others(told, publishes)
    answer = max(likely, key=likely.__getitem__)
    others = [many - (place == told.mine) for place, many in enumerate(told.counts)]
    if told.late is None:
        return others[answer] / sum(others)
    late = _late(told, publishes)
    guess = max(late, key=late.__getitem__)
    if late[guess] > likely[answer]:
        return float(guess == told.late)
    return others[answer] / sum(others)


def _others(told: Told, publishes: Publishes) -> dict[int, float]:
    """For anyone else: how likely each answer is."""
    found: Counter[int] = Counter()
    for counts, weight in _possible(told, publishes):
        for place, many in enumerate(counts):
            found[place] += weight * (many - (place == told.mine))  # type: ignore[assignment]
    whole = sum(found.values()) or 1
    return {place: weight / whole for place, weight in found.items()}


def _late(told: Told, publishes: Publishes) -> dict[int, float]:
    found: Counter[int] = Counter()
    for _, place, weight in _with_late(told, publishes):
        found[place] += weight  # type: ignore[assignment]
    whole = sum(found.values()) or 1
    return {place: weight / whole for place, weight in found.items()}


def _with_late(told: Told, publishes: Publishes) -> Iterator[tuple[Counts, int, float]]:
    """Everything that could have been answered, and which of the answers was the late one."""
    for counts, weight in _possible(told, publishes):
        for place, many in enumerate(counts):
            before = tuple(one - (place == at) for at, one in enumerate(counts))
            free = many - (place == told.mine)
            fits = len(told.readings) == 1 or publishes(before) == told.readings[0]
            if free and fits:
                yield counts, place, weight * free


def _doubt(told: Told, publishes: Publishes) -> float:
    """Bits: over what all have answered and, where somebody was late, over what they have."""
    if told.late is None:
        weights = [weight for _, weight in _possible(told, publishes)]
    else:
        weights = [weight for _, _, weight in _with_late(told, publishes)]
    whole = sum(weights)
    return -sum(one / whole * log2(one / whole) for one in weights)


def _possible(told: Told, publishes: Publishes) -> Iterator[tuple[Counts, float]]:
    """Everything that all could have answered so that this was read."""
    for counts, weight in _every(sum(told.counts)):
        if counts[told.mine] and publishes(counts) == told.readings[-1]:
            yield counts, weight * counts[told.mine]


@lru_cache(maxsize=64)
def _every(people: int) -> Sequence[tuple[Counts, float]]:
    shares = list(SHARES.values())
    every = {_counted(one) for one in combinations_with_replacement(range(len(Energy)), people)}
    return [(counts, _weight(counts, shares)) for counts in sorted(every)]


def _weight(counts: Counts, shares: Sequence[float]) -> float:
    ways = factorial(sum(counts)) / prod(map(factorial, counts))
    return ways * prod(share**many for share, many in zip(shares, counts, strict=True))


def _counted(answers: Sequence[int]) -> Counts:
    return tuple(answers.count(place) for place in range(len(Energy)))
