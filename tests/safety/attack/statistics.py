"""How good guesses are, and how good chance is: exact bounds, posteriors, entropies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95
_ENOUGH, LONGEST = 1e-12, 10_000


def upper_bound(hits: float, of: int, confidence: float = CONFIDENCE) -> float:
    """The one-sided upper bound of a share by Clopper and Pearson: `of` tries with `hits` hits. Hits may be
    a fraction: whoever cannot tell two people apart is right half of the time."""
    if hits >= of:
        return 1.0
    low, high = hits / of if of else 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if beta_below(middle, hits + 1, of - hits) < confidence:
            low = middle
        else:
            high = middle
    return high


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log + a * math.log(x) + b * math.log1p(-x)) / a
    return front / _fraction(x, a, b)  # the fraction stands below the line


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + ...)), from the front, by Lentz's method."""
    c, d, value = 1.0, 0.0, 1.0
    for step in range(1, LONGEST):
        term = _term(step, x, a, b)
        c, d = 1 + term / c, 1 / (1 + term * d)
        value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            return value
    raise ArithmeticError("the fraction does not come to an end")


def _term(step: int, x: float, a: float, b: float) -> float:
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


@dataclass(frozen=True, slots=True)
class Measured:
    """What one attacker came to. `chance`: the mean of what each note's own circle gives away.

    `sure`: the 99th percentile of the surest posterior, in multiples of chance. `entropy`: the share of the
    most there could be, on average.
    """

    notes: int
    chance: float
    right: float
    bound: float
    sure: float
    entropy: float


@dataclass(frozen=True, slots=True)
class Gate:
    """What is still taken for chance. With few notes the bound says nothing: there (`QUICK`) the share itself
    is looked at, more widely, and a single number that speaks `loud` enough is a leak by itself."""

    more: float
    sure: float
    entropy: float
    loud: float
    by_bound: bool = True

    def passes(self, found: Measured) -> bool:
        return not self.broken(found)

    def broken(self, found: Measured) -> list[str]:
        """Which of the measures are over it."""
        right = found.bound if self.by_bound else found.right
        every = {
            "right too often": right > found.chance + self.more,
            "too sure": found.sure > self.sure,
            "too little doubt": found.entropy < self.entropy,
        }
        return [name for name, over in every.items() if over]


FULL = Gate(more=0.02, sure=2.0, entropy=0.98, loud=6.0)
QUICK = Gate(more=0.10, sure=4.0, entropy=0.85, loud=5.5, by_bound=False)
"""`loud` in standard deviations from chance: of a million numbers that say nothing, none is."""


def measured(posteriors: Sequence["np.ndarray"], true: Sequence[int]) -> Measured:
    """For each note what the attacker believes of each in the circle, and who it was."""
    if not posteriors:
        return Measured(0, 0.0, 0.0, 1.0, 0.0, 1.0)
    sizes = np.array([len(one) for one in posteriors])
    hits = sum(_right(one, who) for one, who in zip(posteriors, true, strict=True))
    surest = np.array([one.max() for one in posteriors]) * sizes
    doubts = [_doubt(one) for one in posteriors]
    return Measured(
        notes=len(posteriors),
        chance=float((1 / sizes).mean()),
        right=hits / len(posteriors),
        bound=upper_bound(hits, len(posteriors)),
        sure=float(np.percentile(surest, 99)),
        entropy=float(np.mean(doubts)),
    )


def _right(posterior: "np.ndarray", who: int) -> float:
    """Among several that are equally likely, one is taken by lot."""
    best = np.flatnonzero(posterior >= posterior.max() - 1e-9)
    return float(who in best) / len(best)


def _doubt(posterior: "np.ndarray") -> float:
    if len(posterior) < 2:
        return 1.0
    some = posterior[posterior > 0]
    return float(-(some * np.log(some)).sum() / math.log(len(posterior)))
