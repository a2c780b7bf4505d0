"""Now and then a community asks itself whether it is still worth everyone's time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.records import Belonging

SESSIONS_BETWEEN = 6
"""Asked after every sixth session (docs/architecture.md names the design)."""
OPEN_FOR = timedelta(days=7)
NOT_AGAIN_FOR = timedelta(weeks=6)
"""R10 (docs/decisions/0019): whatever the occasion, nobody is asked this twice within six weeks."""


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
    """The question. What is answered lies in boxes, without a name, and is gone when they have been opened.
    When the question is `over` it is only remembered that it was asked, until it may be asked again.

    `once_more`: meanwhile six sessions have gone by, so it is asked as soon as it may be.
    """

    occasion: Occasion
    closes_at: datetime
    over: bool = False
    once_more: bool = False
    asks_at: datetime | None = None
    """When it is put to the room, in its turn; None: it has been."""

    @property
    def put_at(self) -> datetime:
        """When it was put to the room, or will be."""
        return self.closes_at - OPEN_FOR

    @property
    def not_again_until(self) -> datetime:
        return self.put_at + NOT_AGAIN_FOR

    @property
    def is_open(self) -> bool:
        return not self.over and self.asks_at is None

    @property
    def box(self) -> str:
        return f"renewal:{self.id}"

    @property
    def box_of_keepers(self) -> str:
        """Those who look after the community do not make the crowd larger: theirs lie apart."""
        return f"renewal_kept:{self.id}"

    def closed(self) -> "Renewal":
        return replace(self, over=True)

    def waiting(self, until: datetime) -> "Renewal":
        return replace(self, asks_at=until, closes_at=until + OPEN_FOR)

    def asked(self, at: datetime) -> "Renewal":
        """It stands in the room from now on, for a week."""
        return replace(self, asks_at=None, closes_at=at + OPEN_FOR)

    def put_off(self, occasion: Occasion) -> "Renewal":
        """Two quiet sessions and the end of a pause have their moment; six sessions stay six sessions."""
        return replace(self, once_more=self.once_more or occasion is Occasion.SIX_SESSIONS)

    def alarms(self) -> tuple[Alarm, ...]:
        if self.asks_at is not None:
            return self.wakes(self.asks_at, AlarmKind.ASK_RENEWAL)
        closes = None if self.over else self.closes_at
        again = self.not_again_until if self.once_more else None
        return (
            *self.wakes(closes, AlarmKind.CLOSE_RENEWAL),
            *self.wakes(again, AlarmKind.ASK_RENEWAL),
        )

    def expires(self) -> datetime | None:
        return self.not_again_until if self.over and not self.once_more else None
