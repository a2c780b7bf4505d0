"""The sessions that took place, with their days and what they changed. Never who said what."""

from dataclasses import dataclass
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import RecordId
from bot.domain.records import Record
from bot.domain.rhythm import Rhythm
from bot.domain.session import Session, SessionState

R = TypeVar("R", bound=Record)


class Reads(Protocol):
    """As much of `Records` as is read here."""

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTaken:
    """`changed`: the one line that its review changed; empty for nothing, or nothing yet."""

    number: int
    opened: str
    state: str
    changed: str
    took_away: tuple[str, ...]


def sessions_held(community: Community, records: Reads) -> tuple[Session, ...]:
    """In the order of their days. What was skipped gave its number to the one after it."""
    every = records.all(Session, RecordId(community.id))
    held = (one for one in every if one.running or one.state is SessionState.CLOSED)
    return tuple(sorted(held, key=lambda session: session.plan.opens_at))


def session_taken(session: Session, rhythm: Rhythm, records: Reads) -> SessionTaken:
    said = records.all(Contribution, session.id)
    opened = session.plan.opens_at.astimezone(ZoneInfo(rhythm.hours.zone))
    return SessionTaken(
        number=session.number,
        opened=opened.date().isoformat(),
        state=session.state.value,
        changed=session.change or "",
        took_away=tuple(sorted(one.text for one in said if one.part is Part.TAKE_AWAY)),
    )
