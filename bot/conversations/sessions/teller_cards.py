"""What a teller is told in private while the rounds run: each thing once, and changed in place after that."""

from datetime import datetime

from bot.boundary.decision import Revise, Said
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Text
from bot.conversations.known import Known
from bot.conversations.saying import button, privately, revised, texts
from bot.conversations.sessions.last_word_cards import last_word_over
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.round import Round
from bot.domain.session import Session
from bot.domain.turns import ASKS_TELLER
from bot.words import say

ASKING = "asking"
FOR_TELLER = {**dict.fromkeys(ASKS_TELLER, ASKING), Part.WONDERING: "back_in"}
"""What the teller is told, by the round. However many turns ask them, it is one message."""


def for_teller(
    community: Community, session: Session, opened: Round, known: Known
) -> tuple[Said, ...]:
    """In the teller's own hours: what they can do in this round. What would come too late for it is not sent."""
    if opened.part not in FOR_TELLER or session.teller is None:
        return ()
    hour = known.humane_hour(community, session.teller, opened.opens_at)
    if hour >= _matters_until(session, opened):
        return ()
    name, card = _name(session, opened.part), _card(session, opened)
    post = privately(community, session.teller, name, card, not_before=hour)
    return post, revised(community, name, card)


def tellers_card_revised(community: Community, session: Session, one: Round) -> Revise:
    """What the teller has pressed since has done what it can: that button goes."""
    return revised(community, _name(session, one.part), _card(session, one))


def teller_round_over(community: Community, session: Session, over: Part) -> tuple[Revise, ...]:
    """The teller's own card of a round that is over."""
    if over is Part.LAST_WORD:
        return (last_word_over(community, session, "last_word.over"),)
    if over not in FOR_TELLER:
        return ()
    card = Card(_title(over), texts("round.closed"))
    return (revised(community, _name(session, over), card),)


def _matters_until(session: Session, opened: Round) -> datetime:
    """Until the last turn that the same card is about has closed."""
    same = FOR_TELLER[opened.part]
    return max(one.closes_at for one in session.rounds if FOR_TELLER.get(one.part) == same)


def _card(session: Session, opened: Round) -> Card:
    body = (*_which_question(session, opened.part), *_what_they_can_do(session, opened.part))
    return Card(_title(opened.part), body, _buttons(session, opened.part))


def _which_question(session: Session, part: Part) -> tuple[Text, ...]:
    """Where several turns ask the teller: the one that is open now."""
    asking = [one for one in session.rounds if one.part in ASKS_TELLER]
    if part not in ASKS_TELLER or len(asking) == 1:
        return ()
    return texts("teller.round.now", question=say(f"round.{session.format}.{part}.title"))


def _what_they_can_do(session: Session, part: Part) -> tuple[Text, ...]:
    if part in ASKS_TELLER:
        return texts("teller.round.asking")
    body = texts("teller.welcome_back" if session.teller_is_back else "teller.round.back_in")
    if not _has_offers(session):
        return body
    offers = "teller.offers_will_come" if session.offers_wanted else "teller.round.only_if_you_ask"
    return body + texts(offers)


def _buttons(session: Session, part: Part) -> tuple[Button, ...]:
    if part in ASKS_TELLER:
        return (button("enough_questions", Act.ENOUGH_QUESTIONS, session.id),)
    come_back = (button("come_back_in", Act.COME_BACK_IN, session.id),)
    want = (button("want_offers", Act.WANT_OFFERS, session.id),)
    may_want = _has_offers(session) and not session.offers_wanted
    return (*(() if session.teller_is_back else come_back), *(want if may_want else ()))


def _title(part: Part) -> str:
    return say(f"teller.round_title.{FOR_TELLER[part]}")


def _name(session: Session, part: Part) -> str:
    return f"teller:{session.id}:{FOR_TELLER[part]}"


def _has_offers(session: Session) -> bool:
    return any(one.part is Part.OFFERS for one in session.rounds)
