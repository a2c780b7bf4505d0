"""Asking a teller for the last word: in private, and in their own hours."""

from datetime import datetime, timedelta

from bot.boundary.decision import Post, Revise, Said
from bot.boundary.tokens import Act
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.shaping import thing_told
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.round import Round, RoundState
from bot.domain.session import Session
from bot.words import say

TIME_TO_WRITE = timedelta(hours=2)
WAITS = (RoundState.PLANNED, RoundState.OPEN)


def asked_for_last_word(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Said, ...]:
    """What would reach its teller only when the session is over is not sent."""
    last = last_word_of(session)
    hour = _hour(community, session, now, known)
    shown = last_word_revised(community, session)
    if last is None or hour is None or hour >= last.closes_at:
        return shown
    return (_post(community, session, last, hour), *shown)


def asked_before_its_turn(
    community: Community, session: Session, opened: Round, known: Known
) -> tuple[Said, ...]:
    """Who is not at work any more when the turn for it comes is asked in the last round in which they are."""
    last = last_word_of(session)
    if last is None or last.state is not RoundState.PLANNED:
        return ()
    then = _hour(community, session, opened.closes_at, known)
    if then is None or then + TIME_TO_WRITE <= last.closes_at:
        return ()
    return asked_for_last_word(community, session, opened.opens_at, known)


def last_word_revised(community: Community, session: Session) -> tuple[Revise, ...]:
    """The card, where it was sent and not answered: with its deadline as it is now."""
    last = last_word_of(session)
    if last is None or last.state not in WAITS:
        return ()
    return (revised(community, last_word_name(session), _card(community, session, last)),)


def last_word_card(community: Community, session: Session) -> Card | None:
    """For its teller, while it is their turn."""
    last = last_word_of(session)
    open_ = last is not None and last.state is RoundState.OPEN
    return _card(community, session, last) if last and open_ else None


def last_word_over(community: Community, session: Session, key: str) -> Revise:
    """Answered, or too late: the button goes."""
    card = Card(last_word_title(session), texts(key, thing=thing_told(session)))
    return revised(community, last_word_name(session), card)


def last_word_of(session: Session) -> Round | None:
    """The turn for it, in a session that has a teller."""
    if session.teller is None:
        return None
    return next((one for one in session.rounds if one.part is Part.LAST_WORD), None)


def last_word_title(session: Session) -> str:
    return say(f"round.{session.format}.last_word.title")


def last_word_name(session: Session) -> str:
    return f"last_word:{session.id}"


def _post(community: Community, session: Session, last: Round, hour: datetime) -> Post:
    assert session.teller is not None
    name, card = last_word_name(session), _card(community, session, last)
    return privately(community, session.teller, name, card, not_before=hour)


def _card(community: Community, session: Session, last: Round) -> Card:
    early = texts("last_word.any_time") if last.state is RoundState.PLANNED else ()
    asks = texts(f"round.{session.format}.last_word.asks")
    return Card(
        last_word_title(session),
        (*asks, *early, until(community, session, last.closes_at)),
        (button("last_word", Act.LAST_WORD, session.id, asks=True),),
    )


def _hour(community: Community, session: Session, at: datetime, known: Known) -> datetime | None:
    return known.humane_hour(community, session.teller, at) if session.teller else None
