"""What a community may take with it, as plain values: `lcbot export` writes them down.

Its charter, its rhythm, its sessions' numbers and dates, what it changed, and the take-aways that
were said in the room and are still kept. Never drafts, never stories, never who said what.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import RecordId
from bot.domain.records import Record
from bot.domain.rhythm import Monthly, Rhythm, Weekly
from bot.domain.session import Session, SessionState

R = TypeVar("R", bound=Record)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Names stand here only where the charter card in the room shows them too."""

    name: str
    purpose: str
    roles: str
    permission: str
    permission_in_their_words: str
    looked_after_by: tuple[str, ...]
    meets: str
    zone: str
    sessions: tuple[SessionTaken, ...]

    def as_plain(self) -> dict[str, object]:
        """As JSON can say it."""
        return asdict(self)


def taken(community: Community, records: Reads) -> Taken:
    every = records.all(Session, RecordId(community.id))
    took_place = (one for one in every if one.state is not SessionState.SKIPPED)
    sessions = sorted(took_place, key=lambda session: session.plan.opens_at)
    return Taken(
        name=community.name,
        purpose=community.purpose,
        roles=community.roles,
        permission=_permission(community),
        permission_in_their_words=community.purpose_said,
        looked_after_by=tuple(keeper.name for keeper in community.keepers),
        meets=meets(community.rhythm),
        zone=community.rhythm.hours.zone,
        sessions=tuple(_session(session, community.rhythm, records) for session in sessions),
    )


def meets(rhythm: Rhythm) -> str:
    """Such as `every 2 weeks on Monday at 10:00`."""
    match rhythm.cadence:
        case Weekly(weeks=1, weekday=weekday):
            day = f"every week on {WEEKDAYS[weekday]}"
        case Weekly(weeks=weeks, weekday=weekday):
            day = f"every {weeks} weeks on {WEEKDAYS[weekday]}"
        case Monthly(nth=nth, weekday=weekday):
            day = f"on the {NTH[nth]} {WEEKDAYS[weekday]} of each month"
    return f"{day} at {rhythm.opens:%H:%M}"


def markdown(taken: Taken, on: date) -> str:
    """The same, to be read. No mark in people's words is taken for one of ours."""
    lines = [
        f"# {_one_line(taken.name)}",
        f"What this community took with it on {on.isoformat()}.",
        "## Charter",
        f"- What it is for: {_one_line(taken.purpose)}",
        f"- Who it is for: {_one_line(taken.roles)}",
        f"- Permission: {_one_line(taken.permission)}",
        f"- Looked after by: {_one_line(', '.join(taken.looked_after_by)) or 'nobody just now'}",
        f"- Meets {taken.meets} ({taken.zone})",
        *([_quoted(taken.permission_in_their_words)] if taken.permission_in_their_words else []),
        "## Sessions",
        *(part for session in taken.sessions for part in _told(session)),
    ]
    return "\n\n".join(lines) + "\n"


def _session(session: Session, rhythm: Rhythm, records: Reads) -> SessionTaken:
    said = records.all(Contribution, session.id)
    opened = session.plan.opens_at.astimezone(ZoneInfo(rhythm.hours.zone))
    return SessionTaken(
        number=session.number,
        opened=opened.date().isoformat(),
        state=session.state.value,
        changed=session.change or "",
        took_away=tuple(sorted(one.text for one in said if one.part is Part.TAKE_AWAY)),
    )


def _told(session: SessionTaken) -> list[str]:
    return [
        f"### Session {session.number}, {session.opened} ({session.state})",
        *([f"What changed: {_one_line(session.changed)}"] if session.changed else []),
        *(["What people took away:"] if session.took_away else []),
        *(_quoted(words) for words in session.took_away),
    ]


def _permission(community: Community) -> str:
    sponsor = community.sponsor
    if community.self_authorised:
        return "the group gave itself permission"
    if sponsor is None:
        return "not settled yet"
    return f"given by {sponsor.name}" if sponsor.accepted else f"asked of {sponsor.name}"


def _quoted(words: str) -> str:
    return "\n".join(f"> {_plain(line)}" for line in words.splitlines())


def _one_line(words: str) -> str:
    return _plain(" ".join(words.split()))


def _plain(words: str) -> str:
    """Letters stay the letters they are, whatever they would mean in Markdown."""
    return re.sub(r"([\\`*_#<>|\[\]])", r"\\\1", words)
