"""Leaks in what is published of numbers."""

from collections.abc import Mapping

from bot.domain.notes_sheets import Energy
from tests.safety.attack.differencing import Counts, Publishes, Reading, as_published


def mean(counts: Counts) -> Reading:
    """With two decimals, beside the words."""
    whole = sum(place * many for place, many in enumerate(counts, 1))
    return (*as_published(counts), f"{whole / sum(counts):.2f}")


def histogram(counts: Counts) -> Reading:
    bars = (f"{tap}: {many}" for tap, many in zip(Energy, counts, strict=True))
    return (*as_published(counts), *bars)


NUMBERS: Mapping[str, tuple[Publishes, bool]] = {
    "mean": (mean, False),
    "histogram": (histogram, False),
    "published_again": (as_published, True),
}
"""With whether it is published again after a late answer."""
