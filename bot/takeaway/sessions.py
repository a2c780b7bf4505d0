"""The sessions that took place, with their days and what they changed. Never who said what."""

from dataclasses import dataclass
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import RecordId
from bot.domain.records import Record
from bot.domain.rhythm import Rhythm
from bot.domain.session import Session
from bot.domain.wrap import Wrap

R = TypeVar("R", bound=Record)

HEADINGS = ("We looked at", "We noticed", "Still open", "Someone will try")
"""Of the four lines in which a session is written down."""


class Reads(Protocol):
    """As much of `Records` as is read here."""

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTaken:
    """`changed`: the one line that its review changed; empty for nothing, or nothing yet. `wrap`: what was
    written down of it, in four lines at most."""

    number: int
    opened: str
    state: str
    changed: str
    wrap: tuple[str, ...]


def sessions_held(community: Community, records: Reads) -> tuple[Session, ...]:
    """In the order of their days. What was skipped gave its number to the one after it."""
    every = records.all(Session, RecordId(community.id))
    held = (one for one in every if one.running or one.state is SessionState.CLOSED)
    return tuple(sorted(held, key=lambda session: session.plan.opens_at))


def session_taken(session: Session, rhythm: Rhythm, records: Reads) -> SessionTaken:
    opened = session.plan.opens_at.astimezone(ZoneInfo(rhythm.hours.zone))
    return SessionTaken(
        number=session.number,
        opened=opened.date().isoformat(),
        state=session.state.value,
        changed=session.change or "",
        wrap=_wrap(session, records),
    )


def _wrap(session: Session, records: Reads) -> tuple[str, ...]:
    wraps = records.all(Wrap, RecordId(session.community))
    return tuple(
        f"{heading}: {line}"
        for one in wraps
        if one.session == session.id
        for heading, line in zip(
            HEADINGS, (one.looked_at, one.noticed, one.open, one.trying), strict=True
        )
        if line
    )
