"""Now and then a community asks itself whether it is still worth everyone's time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.records import Belonging

SESSIONS_BETWEEN = 6
"""Asked after every sixth session (docs/architecture.md names the design)."""
OPEN_FOR = timedelta(days=7)


class Occasion(StrEnum):
    """Why it is asked now."""

    SIX_SESSIONS = "six_sessions"
    QUIET = "quiet"
    """Two sessions in which nobody said a word."""
    BACK = "back"
    """A pause is over."""


class WayOn(StrEnum):
    """What can be answered."""

    CARRY_ON = "carry_on"
    CHANGE = "change"
    BREAK = "break"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal(Belonging):
    """The question, while it is open. What is answered lies in boxes, without a name; when they have
    been opened, nothing is left of it."""

    occasion: Occasion
    closes_at: datetime

    @property
    def box(self) -> str:
        return f"renewal:{self.id}"

    @property
    def box_of_keepers(self) -> str:
        """Those who look after the community do not make the crowd larger: theirs lie apart."""
        return f"renewal_kept:{self.id}"

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.closes_at, AlarmKind.CLOSE_RENEWAL)
