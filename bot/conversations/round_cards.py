"""What a round says: to the room, and to the teller in private."""

from datetime import datetime

from bot.boundary.decision import Post
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Moment
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.session import Round, Session
from bot.words import say

FOR_TELLER = {Part.QUESTIONS: "enough_questions", Part.WONDERING: "back_in"}
"""What the teller is told in private when a round opens, and the button that goes with it."""


def round_card(community: Community, session: Session, opened: Round) -> Card:
    asks = texts(f"round.{opened.part}.asks", teller=teller_of(community, session))
    until = Moment(say("round.until"), opened.closes_at, community.rhythm.hours.zone)
    return Card(say(f"round.{opened.part}.title"), (*asks, until))


def closed_card(community: Community, session: Session, closed: Round) -> Card:
    card = round_card(community, session, closed)
    return Card(card.title, (*card.body[:-1], *texts("round.closed")))


def for_teller(
    community: Community, session: Session, opened: Round, known: Known
) -> tuple[Post, ...]:
    """In private, and in the teller's own hours: what they can do in this round."""
    if opened.part not in FOR_TELLER or session.teller is None:
        return ()
    key = FOR_TELLER[opened.part]
    title, body = say(f"teller.round_title.{key}"), texts(f"teller.round.{key}")
    card = Card(title, body, _tellers_buttons(session, opened.part))
    name = f"teller:{session.id}:{opened.part}"
    return (in_good_time(community, session.teller, name, card, opened.opens_at, known),)


def ask_last_word(community: Community, session: Session, now: datetime, known: Known) -> Post:
    assert session.teller is not None
    card = Card(
        say("last_word.title"),
        texts("last_word.would_you"),
        (button("last_word", Act.LAST_WORD, session.id, asks=True),),
    )
    name = f"last_word:{session.id}"
    return in_good_time(community, session.teller, name, card, now, known)


def teller_of(community: Community, session: Session) -> str:
    return community.name_of(session.teller) if session.teller else ""


def round_name(session: Session, one: Round) -> str:
    return f"round:{session.id}:{one.part}"


def _tellers_buttons(session: Session, part: Part) -> tuple[Button, ...]:
    if part is Part.QUESTIONS:
        return (button("enough_questions", Act.ENOUGH_QUESTIONS, session.id),)
    come_back = button("come_back_in", Act.COME_BACK_IN, session.id)
    if session.offers_wanted:
        return (come_back,)
    return (come_back, button("want_offers", Act.WANT_OFFERS, session.id))
