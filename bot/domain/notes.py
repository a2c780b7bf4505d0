"""Notes without a name: what a group has chosen, and the window in which they can be written.

A window is a record about the group. What lies behind its door is not here (docs/decisions/0016).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.pulse import Pulse
from bot.domain.records import Belonging

LONGEST_NOTE = 400
"""Characters."""
FEWEST_SLOTS, SLOTS_EACH = 64, 4


class NotesWay(StrEnum):
    """What a group can choose. It is not offered until the group has chosen."""

    ANY_TIME = "any_time"
    """The form opens at any time, and the facilitator reads what came before everyone does."""
    CHECK_IN = "check_in"
    """The form opens for the check-in alone."""
    ANY_TIME_UNREAD = "any_time_unread"
    """Nobody reads it before everyone does; any two members can hide a note."""
    CHECK_IN_UNREAD = "check_in_unread"
    OFF = "off"

    @property
    def on(self) -> bool:
        return self is not NotesWay.OFF

    @property
    def any_time(self) -> bool:
        return self in (NotesWay.ANY_TIME, NotesWay.ANY_TIME_UNREAD)

    @property
    def read_first(self) -> bool:
        return self in (NotesWay.ANY_TIME, NotesWay.CHECK_IN)


class Door(StrEnum):
    """How a window's door is."""

    SHUT = "shut"
    """It opens with the check-in."""
    OPEN = "open"
    LEFT_OUT = "left_out"
    """Who is here has changed: this window is passed over, so that nobody's first or last note is plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTimes:
    """`releases_at`: when the session opens at which its notes are told."""

    checks_in_at: datetime
    reminds_at: datetime
    closes_at: datetime
    releases_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesWindow(Belonging):
    """`after`: the window before it was for the session that opened then.

    `times` are not known while no session is. `checked_in`: everyone has had the card. `pulse` is asked with it.
    `few_before`: the group has just read that too few used the one before it, and what that means.
    """

    after: datetime
    door: Door = Door.SHUT
    times: WindowTimes | None = None
    checked_in: bool = False
    pulse: Pulse | None = None
    extended: bool = False
    leaves_next_out: bool = False
    few_before: bool = False

    @property
    def is_open(self) -> bool:
        return self.door is Door.OPEN

    @property
    def checks_in(self) -> bool:
        """The check-in itself is on: everyone has the card, and the door is open."""
        return self.is_open and self.checked_in

    def changed_people(self) -> "NotesWindow":
        """Somebody came or went: a window that is open goes on as it was, and the next is left out.
        One that has not opened is left out itself."""
        match self.door:
            case Door.OPEN:
                return replace(self, leaves_next_out=True)
            case Door.SHUT:
                return replace(self, door=Door.LEFT_OUT)
            case Door.LEFT_OUT:
                return self

    def alarms(self) -> tuple[Alarm, ...]:
        """A card is pointless once the door should be shut; shutting it is not."""
        if self.times is None:
            return ()
        closes = self.times.closes_at
        card = None if self.checked_in else self.times.checks_in_at
        again = None if self.extended else self.times.reminds_at
        return (
            *self.wakes(card, AlarmKind.CHECK_IN, until=closes),
            *self.wakes(again, AlarmKind.CHECK_IN_AGAIN, until=closes),
            *self.wakes(closes, AlarmKind.CLOSE_DOOR),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesReading(Belonging):
    """Notes have come out of their box, and are read before they are told.

    `session` is the number of the session at which they are told. `deputy_at`: when the deputy is asked.
    `releases_at`: the time that was announced for telling them.
    """

    session: int
    deputy_at: datetime
    releases_at: datetime

    def alarms(self) -> tuple[Alarm, ...]:
        return (
            *self.wakes(self.deputy_at, AlarmKind.NOTES_UNREAD),
            *self.wakes(self.releases_at, AlarmKind.RELEASE_NOTES),
        )


def slots_for(people: int) -> int:
    """More than can ever be written on: three leaves at most for each who goes through the door."""
    return max(FEWEST_SLOTS, SLOTS_EACH * people)
