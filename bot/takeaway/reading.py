"""What a community takes with it, to be read. No mark in people's words is taken for one of ours."""

import re
from datetime import date

from bot.takeaway.parts import LETTER, Sheaf
from bot.takeaway.sessions import SessionTaken
from bot.takeaway.taking import Taken


def markdown(taken: Taken, on: date) -> str:
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


def _told(session: SessionTaken) -> list[str]:
    return [
        f"### Session {session.number}, {session.opened} ({session.state})",
        *([f"What changed: {_one_line(session.changed)}"] if session.changed else []),
        *(["\n".join(f"- {_one_line(line)}" for line in session.wrap)] if session.wrap else []),
    ]


def _shown(sheaf: Sheaf) -> list[str]:
    if sheaf.title == LETTER:
        return [f"## {sheaf.title}", _quoted("\n\n".join(sheaf.lines))]
    return [f"## {sheaf.title}", "\n".join(f"- {_one_line(line)}" for line in sheaf.lines)]


def _quoted(words: str) -> str:
    return "\n".join(f"> {_plain(line)}" for line in words.splitlines())


def _one_line(words: str) -> str:
    return _plain(" ".join(words.split()))


def _plain(words: str) -> str:
    """Letters stay the letters they are, whatever they would mean in Markdown."""
    return re.sub(r"([\\`*_#<>|\[\]])", r"\\\1", words)
