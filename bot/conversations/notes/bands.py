"""How many of us, in one of three words and never as a number; nothing at all from too few."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=str)

FEWEST = 5
MOST, HALF = 0.7, 0.4
"""The shares from which it is "most of us" and "about half of us"."""


def bands(votes: Mapping[K, int], answered: int, *, aside: int = 0) -> Mapping[K, str] | None:
    """A band for each thing that somebody chose. None: too few have answered to say, even if `aside` of
    those who did are people who do not count."""
    if answered - aside < FEWEST:
        return None
    return {what: _band(number / answered) for what, number in votes.items() if number}


def much_the_same(choices: Sequence[str]) -> bool:
    """All, or all but one, said the same: then even the band would say too much."""
    return any(choices.count(one) >= len(choices) - 1 for one in set(choices))


def _band(share: float) -> str:
    return "most" if share >= MOST else "half" if share >= HALF else "few"
