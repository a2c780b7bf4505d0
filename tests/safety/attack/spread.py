"""How much room people have: what they tapped, and what was told of it."""

from dataclasses import dataclass

from bot.domain.notes_sheets import Energy
from tests.safety.attack.differencing import as_published


@dataclass(frozen=True, slots=True)
class Spread:
    """One publication: everybody's taps, and the lines that were read."""

    taps: tuple[Energy, ...]
    read: tuple[str, ...]


def as_meant(spread: Spread) -> bool:
    """Whether it was told as the program would, whole and once: that is what X7 takes apart."""
    words = as_published(tuple(spread.taps.count(one) for one in Energy))
    return set(words) <= set(spread.read)
