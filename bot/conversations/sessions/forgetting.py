"""What was told and said in a session is forgotten thirty days after it has really closed."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversations.known import Known
from bot.domain.contribution import Contribution
from bot.domain.records import Record
from bot.domain.session import KEPT, Session
from bot.domain.story import Story
from bot.words.prompts import ids


def without_words(closed: Session) -> Session:
    """What somebody wrote for its rounds has been asked: the session's numbers and dates stay, and no words."""
    arrival = closed.arrival if closed.arrival in ids() else ""
    question = closed.question if closed.question in ids() else ""
    return replace(closed, wording={}, arrival=arrival, question=question)


def forgotten_later(
    closed: Session, just_said: Sequence[Record], known: Known
) -> tuple[Story | Contribution, ...]:
    """Reckoned once it has closed: it may have been slowed down, paused for weeks, or closed early.

    `just_said`: what is kept of it in the same moment.
    """
    assert closed.closed_at is not None
    forget_at = closed.closed_at + KEPT
    story = known.records.one(Story, closed.story) if closed.story else None
    now = (one for one in just_said if isinstance(one, Contribution))
    said = (*known.records.all(Contribution, closed.id), *now)
    told = () if story is None or story.changeable else (replace(story, forget_at=forget_at),)
    return (*told, *(replace(one, forget_at=forget_at) for one in said))
