"""Whether all is well, in words: what `lcbot doctor` finds. Pure; others fetch what it looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.settings import Settings, is_loopback

WAL_RESET_MENDED: Final = (3, 51, 3)
"""From this SQLite on, two connections can't damage a file in write-ahead mode (sqlite.org/wal.html)."""
CLOCKS_MAY_DIFFER: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is one or two words; `says` a sentence, and what to do where it is not `well`."""

    about: str
    well: bool
    says: str

    def as_plain(self) -> dict[str, object]:
        """As JSON can say it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "Finding":
        return cls(str(plain["about"]), bool(plain["well"]), str(plain["says"]))
