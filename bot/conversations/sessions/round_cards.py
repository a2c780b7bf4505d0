"""What a round says to the room, and what becomes of it there."""

from dataclasses import replace

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Text
from bot.conversations.saying import button, revised, texts
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.last_word_cards import last_word_revised
from bot.conversations.sessions.round_words import asks, title
from bot.conversations.sessions.teller_cards import teller_round_over
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.round import Round, RoundState
from bot.domain.session import Session
from bot.words import say
from bot.words.times import moment_words


def round_card(community: Community, session: Session, one: Round) -> Card:
    """As the round stands: open until its deadline, resting with the session, or closed."""
    question = Text(asks(community, session, one.part))
    together = one.part in session.at_once
    if one.state is RoundState.CLOSED:
        ends = (Text(say("round.closed")), *(_nothing_came(session, one) if together else ()))
        return Card(title(session, one.part), (question, *ends))
    how = texts("together.asks") if together else ()
    write = button("write_in_private", Act.WRITE, session.id, one.part.value, asks=True)
    ends_at = until(community, session, one.closes_at)
    buttons = (write,) if together else ()
    return Card(title(session, one.part), (question, *how, ends_at), buttons)


def _nothing_came(session: Session, one: Round) -> tuple[Text, ...]:
    if session.hidden:
        return texts("together.not_shown")
    return () if one.replies else texts("together.nobody")


def soon_card(community: Community, session: Session, one: Round) -> Card:
    """One line in the thread before a round closes."""
    if session.state is not SessionState.OPEN:
        return Card("", texts("round.rests"))
    when = moment_words(one.closes_at, community.rhythm.hours.zone)
    return Card("", texts("round.closes_soon", when=when))


def soon_name(session: Session, one: Round) -> str:
    return f"soon:{session.id}:{one.part}"


def deadline_revised(community: Community, session: Session) -> tuple[Revise, ...]:
    """Wherever the open round's deadline stands, and that of the last word."""
    last_word, one = last_word_revised(community, session), session.round
    if one is None:
        return last_word
    return (
        revised(community, round_name(session, one), round_card(community, session, one)),
        revised(community, soon_name(session, one), soon_card(community, session, one)),
        *last_word,
    )


def round_over(community: Community, session: Session, one: Round) -> tuple[Revise, ...]:
    """What was posted for a round, now that it is over: the room reads so, and the teller's buttons go."""
    closed = replace(one, state=RoundState.CLOSED)
    card = round_card(community, session, closed)
    return (
        revised(community, round_name(session, one), card),
        *teller_round_over(community, session, one.part),
    )


def teller_of(community: Community, session: Session) -> str:
    return community.name_of(session.teller) if session.teller else ""


def teller_here(community: Community, session: Session) -> PersonId | None:
    """Who told it, as long as they are one of us."""
    return session.teller if teller_of(community, session) else None


def round_name(session: Session, one: Round) -> str:
    return f"round:{session.id}:{one.part}"
