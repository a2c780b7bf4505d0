"""What a community could keep of itself, part by part, without names; and what it agreed to keep."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try
from bot.domain.message import Message, Response
from bot.takeaway.sessions import Reads, SessionTaken, session_taken, sessions_held

GOOD_WORK = "What good looks like here"
TRIES = "What we tried, and what it taught us"
LINES = "Lines of learning we kept"
MESSAGES = "What we told the organisation"
RULES = "What we agreed on"
SESSIONS = "When we met, what we changed, and each session in four lines"
LETTER = "A letter to a future community"
"""The parts of a harvest. A community agrees on them by these words."""
OWN_PARTS = frozenset({Matter.GOOD_WORK, Matter.MESSAGE, Matter.HARVEST})
PASSING = frozenset(
    {Matter.HEALTH_CARD, Matter.PAUSE, Matter.ENDING, Matter.MEMBER, Matter.KEEPER, Matter.TRUSTED}
)
"""Agreements about people, or about what is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """One part of a harvest: what it is, and its lines, without names."""

    title: str
    lines: tuple[str, ...]


def harvest(community: Community, records: Reads) -> tuple[Sheaf, ...]:
    """Everything a community could keep of itself, part by part; a part with nothing in it is left out."""
    sheaves = (Sheaf(title=title, lines=lines(community, records)) for title, lines in _PARTS)
    return tuple(one for one in sheaves if one.lines)


def agreed_to_keep(community: Community, records: Reads) -> tuple[str, ...]:
    """The parts that the group agreed to keep at its end; none until it has, and where it keeps nothing.

    What stands in the agreement word for word, so that other words can leave a part out. A letter to a
    future community was agreed on for its own sake, to be kept: it is always one of them.
    """
    parts = (one for one in _agreed_lines(community, records) if one in TITLES)
    letter = (LETTER,) if _letter(community, records) else ()
    return tuple(dict.fromkeys((*parts, *letter)))


def _agreed_lines(community: Community, records: Reads) -> tuple[str, ...]:
    return _agreed(Matter.HARVEST, about="kept")(community, records)


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
    held = (one for one in sessions_held(community, records) if not one.running)
    told = (session_taken(one, community.rhythm, records) for one in held)
    return tuple(line for one in told for line in (_when(one), *one.wrap))


def _when(session: SessionTaken) -> str:
    return f"{session.opened}: {session.changed}" if session.changed else session.opened


Lines = Callable[[Community, Reads], tuple[str, ...]]
_letter = _agreed(Matter.HARVEST, about="future")
_PARTS: tuple[tuple[str, Lines], ...] = (
    (GOOD_WORK, _agreed(Matter.GOOD_WORK)),
    (TRIES, _tries),
    (LINES, _kept_lines),
    (MESSAGES, _messages),
    (RULES, _agreed(*(one for one in Matter if one not in OWN_PARTS | PASSING))),
    (SESSIONS, _meetings),
    (LETTER, _letter),
)
TITLES = tuple(title for title, _ in _PARTS)
