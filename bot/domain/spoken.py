"""Sentences that remember the moments they name, so that each reader may be told them by their own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Instant:
    """`words` are how a sentence says the moment `at`, by the clocks in `zone`."""

    words: str
    at: datetime
    zone: str = ""


class Spoken(str):
    """Words like any others. What is made of them by hand, cut or joined, remembers nothing: it still reads right,
    by the community's clock."""

    __slots__ = ("moments",)
    moments: tuple[Instant, ...]

    def __new__(cls, words: str, moments: Iterable[Instant] = ()) -> "Spoken":
        made = super().__new__(cls, words)
        made.moments = tuple(dict.fromkeys(moments))
        return made


def moments_in(*parts: str) -> tuple[Instant, ...]:
    """Those that these sentences name."""
    found = (one for part in parts if isinstance(part, Spoken) for one in part.moments)
    return tuple(dict.fromkeys(found))
