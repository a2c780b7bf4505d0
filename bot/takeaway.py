"""What a community may take with it, as plain values: `lcbot export` writes them down.

Its charter, its rhythm, its sessions' numbers and dates, what it changed, the take-aways that were
said in the room and are still kept, and its harvest: what it agreed on, tried and learned. Never
drafts, never stories, never a facilitator's own notes, never who said what.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.agreement import Agreement, Matter
from bot.domain.cadence import Monthly, Weekly
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try
from bot.domain.message import Message, Response
from bot.domain.records import Record
from bot.domain.rhythm import Rhythm
from bot.domain.session import Session, SessionState
from bot.domain.sponsorship import Brief

R = TypeVar("R", bound=Record)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GOOD_WORK = "What good looks like here"
TRIES = "What we tried, and what it taught us"
LINES = "Lines of learning we kept"
MESSAGES = "What we told the organisation"
RULES = "What we agreed on"
SESSIONS = "When we met, what we changed, and what people took away"
LETTER = "A letter to a future community"
"""The parts of a harvest. A community agrees on them by these words."""
OWN_PARTS = frozenset({Matter.GOOD_WORK, Matter.MESSAGE, Matter.HARVEST})
PASSING = frozenset({Matter.PAUSE, Matter.ENDING, Matter.MEMBER, Matter.KEEPER})
"""Agreements about people, or about what is over."""
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


class Reads(Protocol):
    """As much of `Records` as is read here."""

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """One part of a harvest: what it is, and its lines, without names."""

    title: str
    lines: tuple[str, ...]


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
    harvest: tuple[Sheaf, ...]

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
        permission_in_their_words=_why(community, records),
        looked_after_by=tuple(keeper.name for keeper in community.keepers),
        meets=meets(community.rhythm),
        zone=community.rhythm.hours.zone,
        sessions=tuple(_session(session, community.rhythm, records) for session in sessions),
        harvest=tuple(one for one in harvest(community, records) if one.title != SESSIONS),
    )


def harvest(community: Community, records: Reads) -> tuple[Sheaf, ...]:
    """Everything a community could keep of itself, part by part; a part with nothing in it is left out."""
    sheaves = (Sheaf(title=title, lines=lines(community, records)) for title, lines in _PARTS)
    return tuple(one for one in sheaves if one.lines)


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
        *(part for sheaf in taken.harvest for part in _shown(sheaf)),
        *(["## Sessions"] if taken.sessions else []),
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


def _shown(sheaf: Sheaf) -> list[str]:
    return [f"## {sheaf.title}", "\n".join(f"- {_one_line(line)}" for line in sheaf.lines)]


def _agreed(*matters: Matter, about: str = "") -> "Lines":
    """What stands agreed on these matters, line by line."""

    def lines(community: Community, records: Reads) -> tuple[str, ...]:
        stands = (one for one in records.all(Agreement, RecordId(community.id)) if not one.ended)
        found = (one for one in stands if one.matter in matters and about in ("", one.about))
        return tuple(line for one in found for line in one.lines)

    return lines


def _tries(community: Community, records: Reads) -> tuple[str, ...]:
    """Each with what came of it. Nobody's name, also where it stood beside it."""
    tries = records.all(Try, RecordId(community.id))
    return tuple(
        ": ".join(part for part in (f"{one.idea} ({one.state.value})", one.learned) if part)
        for one in tries
    )


def _kept_lines(community: Community, records: Reads) -> tuple[str, ...]:
    """Never one whose author has not said yes."""
    return tuple(one.line for one in records.all(Kept, RecordId(community.id)) if not one.waiting)


def _messages(community: Community, records: Reads) -> tuple[str, ...]:
    """Each as it was sent, then what was answered and what came of it. Nobody knows who wrote it."""
    sent = records.all(Message, RecordId(community.id))
    return tuple(line for one in sent for line in (*one.lines, *_answers(one)))


def _answers(message: Message) -> tuple[str, ...]:
    answers = tuple(
        ": ".join(part for part in (f"Answer: {one.kind.value}{_by(one)}", one.words) if part)
        for one in message.answers
    )
    if message.came is None:
        return answers or ("No answer",)
    came = f"What came of it: {message.came.value.replace('_', ' ')}"
    return (*answers, ": ".join(part for part in (came, message.came_words) if part))


def _by(response: Response) -> str:
    return f", by {response.by.isoformat()}" if response.by else ""


def _meetings(community: Community, records: Reads) -> tuple[str, ...]:
    held = [one for one in records.all(Session, RecordId(community.id)) if one.closed_at]
    told = (_session(one, community.rhythm, records) for one in sorted(held, key=_number))
    return tuple(f"{one.opened}: {one.changed}" if one.changed else f"{one.opened}" for one in told)


def _number(session: Session) -> int:
    return session.number


Lines = Callable[[Community, Reads], tuple[str, ...]]
_PARTS: tuple[tuple[str, Lines], ...] = (
    (GOOD_WORK, _agreed(Matter.GOOD_WORK)),
    (TRIES, _tries),
    (LINES, _kept_lines),
    (MESSAGES, _messages),
    (RULES, _agreed(*(one for one in Matter if one not in OWN_PARTS | PASSING))),
    (SESSIONS, _meetings),
    (LETTER, _agreed(Matter.HARVEST, about="future")),
)


def _permission(community: Community) -> str:
    sponsor = community.sponsor
    if community.self_authorised:
        return "the group gave itself permission"
    if sponsor is None:
        return "not settled yet"
    return f"given by {sponsor.name}" if sponsor.accepted else f"asked of {sponsor.name}"


def _why(community: Community, records: Reads) -> str:
    """The words of whoever sponsors it now, or the group's own."""
    sponsor = community.sponsor.person if community.sponsor else None
    briefs = records.all(Brief, RecordId(community.id))
    return next((one.why for one in briefs if one.given and one.sponsor == sponsor), "")


def _quoted(words: str) -> str:
    return "\n".join(f"> {_plain(line)}" for line in words.splitlines())


def _one_line(words: str) -> str:
    return _plain(" ".join(words.split()))


def _plain(words: str) -> str:
    """Letters stay the letters they are, whatever they would mean in Markdown."""
    return re.sub(r"([\\`*_#<>|\[\]])", r"\\\1", words)
