"""Where a community stands with notes without a name: what it has chosen, its window, and the sessions ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.conversations.known import Known
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.ids import RecordId
from bot.domain.notes import NotesReading, NotesWay, NotesWindow
from bot.domain.rhythm import Occurrence, occurrences
from bot.domain.session import Session
from bot.domain.told import may_share_notes

LOOKED_AT = 8
"""Sessions that the rhythm plans; one of them is far enough ahead for a check-in."""


@dataclass(frozen=True, slots=True)
class Here:
    """As it is at `at`, or as it will be once a decision is kept."""

    community: Community
    way: NotesWay
    window: NotesWindow | None
    sessions: tuple[Session, ...]
    at: datetime
    known: Known

    @property
    def days(self) -> Days:
        return self.known.days(self.community)

    @property
    def few(self) -> bool:
        return not may_share_notes(self.community.crowd)

    @property
    def is_on(self) -> bool:
        """The group wants it, it meets, and there are enough of us."""
        return self.way.on and self.community.stage is Stage.ACTIVE and not self.few

    @property
    def next_number(self) -> int:
        """Of the session that comes next."""
        held = (one.number for one in self.sessions if one.running or one.closed_at)
        return 1 + max(held, default=0)

    def openings(self, after: datetime) -> Iterator[datetime]:
        """When sessions open, strictly after `after`: those that are planned, then those of the rhythm. While
        one stands still nobody knows when the next is, and none is told."""
        if any(one.running and one.state is not SessionState.OPEN for one in self.sessions):
            return
        ahead = sorted(one.plan.opens_at for one in self.sessions if one.ahead)
        coming = [at for at in ahead if at > after]
        yield from coming
        running = (one.plan.closes_at for one in self.sessions if one.running)
        last = max((after, self.at, *coming, *running))
        planned = occurrences(self.community.rhythm, last, self.known.calendar)
        yield from islice((one.at for one in planned if isinstance(one, Occurrence)), LOOKED_AT)


def here_now(community: Community, at: datetime, known: Known) -> Here:
    return Here(
        community=community,
        way=way_of(community, known),
        window=window_of(community, known),
        sessions=known.sessions(community),
        at=at,
        known=known,
    )


def way_of(community: Community, known: Known) -> NotesWay:
    """What stands agreed. Words of a group's own are for people to carry out: the form stays shut."""
    agreed = known.agreed(community, Matter.NOTES)
    return chosen_way(agreed.about if agreed else "")


def ways_offered(known: Known) -> tuple[NotesWay, ...]:
    """Who runs the bot is the first thing that somebody asks who would write without a name: while nobody is named
    there is no choice to be made."""
    return tuple(NotesWay) if known.contacts.operator else (NotesWay.OFF,)


def why_not_notes(community: Community, way: str, known: Known) -> str:
    """The key of what has to come first; "" where nothing is missing. Where things go is agreed before a form is
    opened into which somebody may write what should not stay."""
    if not chosen_way(way).on:
        return ""
    if chosen_way(way) not in ways_offered(known):
        return "notes.operator_first"
    return "" if known.agreed(community, Matter.ROUTES) else "notes.routes_first"


def chosen_way(about: str) -> NotesWay:
    return next((one for one in NotesWay if one == about), NotesWay.OFF)


def window_of(community: Community, known: Known) -> NotesWindow | None:
    found = known.records.all(NotesWindow, RecordId(community.id))
    return found[-1] if found else None


def readings_of(community: Community, known: Known) -> tuple[NotesReading, ...]:
    return known.records.all(NotesReading, RecordId(community.id))
