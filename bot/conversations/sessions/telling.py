"""What the teller can do while the rounds run."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import in_rooms, texts, whispered
from bot.conversations.sessions.rounds import close_round
from bot.conversations.sessions.teller_cards import tellers_card_revised
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.turns import ASKS_TELLER

BEFORE_OFFERS = frozenset({Part.STRUCK, Part.QUESTIONS, Part.WONDERING})


def enough_questions(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller ends the questions."""
    community, session = tellers(press, token, known)
    if session.round is None or session.round.part not in ASKS_TELLER:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, closed = close_round(community, session, press.at, known)
    goes_on = session.round is not None and session.round.part in ASKS_TELLER
    thanks = whispered("teller.enough_of_this" if goes_on else "teller.enough")
    return Decision(keep=(session,)) + closed + thanks


def back_in(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller, who had stepped back, comes in again."""
    community, session = tellers(press, token, known)
    teller = community.name_of(press.who.person)
    card = Card("", texts("teller.is_back", teller=teller))
    said = in_rooms(community, f"back_in:{session.id}", card, under=session.thread)
    back = replace(session, teller_is_back=True)
    shown = _shown(community, back)
    return Decision(keep=(back,), say=(*said, *shown)) + whispered("teller.welcome_back")


def want_offers(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Ideas are told only when the teller asks for them."""
    community, session = tellers(press, token, known)
    if not any(one.part is Part.OFFERS for one in session.rounds):
        raise Refused(Reason.BUTTON_TOO_OLD)
    if session.round is None or session.round.part not in BEFORE_OFFERS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    wanted = replace(session, offers_wanted=True)
    shown = _shown(community, wanted)
    return Decision(keep=(wanted,), say=shown) + whispered("teller.offers_will_come")


def tellers(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    """The session that a button names, if it is this person's story that is told."""
    community, session = known.session(token[0])
    if session.teller != arrival.who.person:
        raise Refused(Reason.NOT_YOURS)
    session.must_be_open()
    return community, session


def _shown(community: Community, session: Session) -> tuple[Revise, ...]:
    """What has been pressed need not be pressed again."""
    wondering = session.round if session.round and session.round.part is Part.WONDERING else None
    return (tellers_card_revised(community, session, wondering),) if wondering else ()


CONVERSATION = Conversation(
    presses={
        Act.ENOUGH_QUESTIONS: enough_questions,
        Act.COME_BACK_IN: back_in,
        Act.WANT_OFFERS: want_offers,
    },
)
