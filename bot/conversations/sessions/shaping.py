"""How a session explores the work: as the group has agreed, or otherwise for this once."""

from dataclasses import replace

from bot.boundary.views import Card, Quote
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.conversations.sessions.own_prompts import not_met
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.formats import TELLS, Format, Kind
from bot.domain.own_prompt import Use
from bot.domain.session import Session
from bot.domain.timetable import shaped
from bot.words import say
from bot.words.prompts import Prompt, ids, prompt, wide


def agreed_format(community: Community, known: Known) -> Format:
    """What the group has agreed on. Without an agreement, and for words of their own that only a person
    can carry out, it is a story with rounds."""
    agreed = known.agreed(community, Matter.FORMAT)
    about = agreed.about if agreed else ""
    return next((one for one in Format if one == about), Format.STORY_WITH_ROUNDS)


def format_of(community: Community, session: Session, known: Known) -> Format:
    """Until somebody holds it, a session follows what the group agrees on."""
    if session.this_time or session.state is not SessionState.PLANNED:
        return session.format
    return agreed_format(community, known)


def as_agreed(community: Community, ahead: Session, known: Known) -> Session:
    """The session in the format that it will have, and with its question if it needs one."""
    formed = shaped(ahead, format_of(community, ahead, known), known.days(community))
    return with_question(community, formed, known)


def with_question(community: Community, session: Session, known: Known) -> Session:
    """A wide question that nobody has chosen is one of our own that has not been asked, or the library's next."""
    if session.format is not Format.WIDE_QUESTION or session.question:
        return session
    for ours in not_met(community, Use.EVERYONE, known):
        return replace(session, question=ours.text)
    return replace(session, question=suggestions(community, known)[0].id)


def suggestions(community: Community, known: Known) -> tuple[Prompt, ...]:
    """Wide questions of the library, those first that this group has not met; the light ones before the others."""
    used = {one for session in known.sessions(community) for one in session.prompts}
    return tuple(sorted(wide(), key=lambda one: one.id in used))


def question_words(session: Session) -> str:
    """What is put to everyone: a prompt of the library, or the holder's own words."""
    return prompt(session.question).text if session.question in ids() else session.question


def question_card(session: Session) -> Card:
    """What is put to everyone, as it stands in the room."""
    return Card(say("wide.title"), (Quote(question_words(session)), *texts("wide.no_right_answer")))


def kind_told(format_: Format) -> Kind | None:
    """What somebody tells in it; None: nobody tells anything."""
    return TELLS.get(format_)


def thing(kind: Kind) -> str:
    """In a word: a story, a walk-through, a doubt, a look back."""
    return say(f"thing.{kind}")


def thing_told(session: Session) -> str:
    """In a word, what this session stays with."""
    kind = kind_told(session.format)
    return thing(kind) if kind else say("thing.question")
