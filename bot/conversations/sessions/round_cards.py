"""What a round says: to the room, and to the teller in private."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Moment, Text
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.conversations.sessions.shaping import thing_told
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.round import Round, RoundState
from bot.domain.session import Session, SessionState
from bot.domain.turns import ASKS_TELLER
from bot.words import say
from bot.words.times import moment_words

FOR_TELLER = {**dict.fromkeys(ASKS_TELLER, "enough_questions"), Part.WONDERING: "back_in"}
"""What the teller is told in private when a round opens, and the button that goes with it."""


def round_card(community: Community, session: Session, one: Round) -> Card:
    """As the round stands: open until its deadline, resting with the session, or closed."""
    asks = texts(f"round.{session.format}.{one.part}.asks", teller=teller_of(community, session))
    over = one.state is RoundState.CLOSED
    ends = Text(say("round.closed")) if over else until(community, session, one.closes_at)
    return Card(say(f"round.{session.format}.{one.part}.title"), (*asks, ends))


def until(community: Community, session: Session, at: datetime) -> Element:
    """The deadline of something that people are asked; while the clock has stopped there is none."""
    if session.state is SessionState.OPEN:
        return Moment(say("round.until"), at, community.rhythm.hours.zone)
    return Text(say("round.rests"))


def soon_card(community: Community, session: Session, one: Round) -> Card:
    """One line in the thread before a round closes."""
    if session.state is not SessionState.OPEN:
        return Card("", texts("round.rests"))
    when = moment_words(one.closes_at, community.rhythm.hours.zone)
    return Card("", texts("round.closes_soon", when=when))


def soon_name(session: Session, one: Round) -> str:
    return f"soon:{session.id}:{one.part}"


def deadline_revised(community: Community, session: Session) -> tuple[Revise, ...]:
    """Wherever the open round's deadline stands."""
    one = session.round
    if one is None:
        return ()
    return (
        revised(community, round_name(session, one), round_card(community, session, one)),
        revised(community, soon_name(session, one), soon_card(community, session, one)),
    )


def round_over(community: Community, session: Session, one: Round) -> tuple[Revise, ...]:
    """What was posted for a round, now that it is over: the room reads so, and the teller's buttons go."""
    closed = replace(one, state=RoundState.CLOSED)
    card = round_card(community, session, closed)
    return (
        revised(community, round_name(session, one), card),
        *_tellers_revised(community, session, one.part),
    )


def for_teller(
    community: Community, session: Session, opened: Round, known: Known
) -> tuple[Post, ...]:
    """In private, and in the teller's own hours: what they can do in this round."""
    if opened.part not in FOR_TELLER or session.teller is None:
        return ()
    key = FOR_TELLER[opened.part]
    title, body = say(f"teller.round_title.{key}"), texts(f"teller.round.{key}")
    if opened.part is Part.WONDERING and _has_offers(session):
        body += texts("teller.round.only_if_you_ask")
    card = Card(title, body, _tellers_buttons(session, opened.part))
    name = _tellers_name(session, opened.part)
    return (in_good_time(community, session.teller, name, card, opened.opens_at, known),)


def ask_last_word(community: Community, session: Session, now: datetime, known: Known) -> Post:
    assert session.teller is not None
    card = Card(
        say(f"round.{session.format}.last_word.title"),
        texts(f"round.{session.format}.last_word.asks"),
        (button("last_word", Act.LAST_WORD, session.id, asks=True),),
    )
    name = last_word_name(session)
    return in_good_time(community, session.teller, name, card, now, known)


def teller_of(community: Community, session: Session) -> str:
    return community.name_of(session.teller) if session.teller else ""


def round_name(session: Session, one: Round) -> str:
    return f"round:{session.id}:{one.part}"


def last_word_name(session: Session) -> str:
    return f"last_word:{session.id}"


def _tellers_revised(community: Community, session: Session, over: Part) -> tuple[Revise, ...]:
    """The teller's own card of a round that is over."""
    if over is Part.LAST_WORD:
        title = say(f"round.{session.format}.last_word.title")
        card = Card(title, texts("last_word.over", thing=thing_told(session)))
        return (revised(community, last_word_name(session), card),)
    if over not in FOR_TELLER:
        return ()
    card = Card(say(f"teller.round_title.{FOR_TELLER[over]}"), texts("round.closed"))
    return (revised(community, _tellers_name(session, over), card),)


def _tellers_name(session: Session, part: Part) -> str:
    return f"teller:{session.id}:{part}"


def _tellers_buttons(session: Session, part: Part) -> tuple[Button, ...]:
    if part in ASKS_TELLER:
        return (button("enough_questions", Act.ENOUGH_QUESTIONS, session.id),)
    come_back = button("come_back_in", Act.COME_BACK_IN, session.id)
    if session.offers_wanted or not _has_offers(session):
        return (come_back,)
    return (come_back, button("want_offers", Act.WANT_OFFERS, session.id))


def _has_offers(session: Session) -> bool:
    return any(one.part is Part.OFFERS for one in session.rounds)
