"""What a round says to the room, and what becomes of it there."""

from dataclasses import replace

from bot.boundary.decision import Revise
from bot.boundary.views import Card, Text
from bot.conversations.saying import revised, texts
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.last_word_cards import last_word_revised
from bot.conversations.sessions.teller_cards import teller_round_over
from bot.domain.community import Community
from bot.domain.round import Round, RoundState
from bot.domain.session import Session, SessionState
from bot.words import say
from bot.words.times import moment_words


def round_card(community: Community, session: Session, one: Round) -> Card:
    """As the round stands: open until its deadline, resting with the session, or closed."""
    asks = texts(f"round.{session.format}.{one.part}.asks", teller=teller_of(community, session))
    over = one.state is RoundState.CLOSED
    ends = Text(say("round.closed")) if over else until(community, session, one.closes_at)
    return Card(say(f"round.{session.format}.{one.part}.title"), (*asks, ends))


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


def round_name(session: Session, one: Round) -> str:
    return f"round:{session.id}:{one.part}"
