"""What the teller can do while the rounds run, up to the last word."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Lines, Text
from bot.conversations.conversation import Conversation
from bot.conversations.hearing import counted
from bot.conversations.known import Known
from bot.conversations.rounds import close_round
from bot.conversations.saying import form, in_rooms, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, RoundState, Session
from bot.words import say

BEFORE_OFFERS = frozenset({Part.STRUCK, Part.QUESTIONS, Part.WONDERING})


def enough_questions(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller ends the questions."""
    community, session = _tellers(press, token, known)
    if session.round is None or session.round.part is not Part.QUESTIONS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, said = close_round(community, session, press.at, known)
    return Decision(keep=(session,), say=said) + whispered("teller.enough")


def back_in(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller, who had stepped back, comes in again."""
    community, session = _tellers(press, token, known)
    teller = community.name_of(press.who.person)
    card = Card("", texts("teller.is_back", teller=teller))
    said = in_rooms(community, f"back_in:{session.id}", card, under=f"story:{session.id}")
    return Decision(say=said) + whispered("teller.welcome_back")


def want_offers(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Ideas are told only when the teller asks for them."""
    _, session = _tellers(press, token, known)
    if session.round is None or session.round.part not in BEFORE_OFFERS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    wanted = replace(session, offers_wanted=True)
    return Decision(keep=(wanted,)) + whispered("teller.offers_will_come")


def press_last_word(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _tellers(press, token, known)
    return form(_last_word_form(session))


def last_word(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Posted under the story, in the teller's name; nothing written means nothing more to say."""
    community, session = _tellers(submitted, token, known)
    words = "\n\n".join(filter(None, (submitted.given.text(box) for box in ("heard", "will"))))
    closed = _last_round_closed(session, submitted.at)
    answered = Card(say("last_word.title"), texts("last_word.thanks"))
    thanks = revised(community, f"last_word:{session.id}", answered)
    if not words:
        return Decision(keep=(closed,), say=(thanks,)) + whispered("last_word.nothing")
    teller = community.name_of(submitted.who.person)
    card = Card(say("last_word.posted_title", teller=teller), (Text(words),))
    post = in_rooms(community, f"word:{session.id}", card, under=f"story:{session.id}")
    kept = (counted(closed, Part.LAST_WORD), _kept(session, words, submitted, known))
    return Decision(keep=kept, say=(*post, thanks)) + whispered("last_word.thanks")


def _last_word_form(session: Session) -> Form:
    return Form(
        token=Token(Act.LAST_WORD, (session.id,)).pack(),
        title=say("last_word.title"),
        intro=texts("last_word.intro"),
        fields=(
            Lines("heard", say("last_word.heard"), most=1000),
            Lines("will", say("last_word.will"), most=1000),
        ),
        submit=say("button.say_it"),
        cancel=say("button.nothing_more"),
    )


def _last_round_closed(session: Session, now: datetime) -> Session:
    if session.round is None or session.round.part is not Part.LAST_WORD:
        return session
    return session.with_round(replace(session.round, state=RoundState.CLOSED, closes_at=now))


def _kept(session: Session, words: str, submitted: FormSubmitted, known: Known) -> Contribution:
    return Contribution(
        id=RecordId(known.mint.id()),
        community=session.community,
        session=session.id,
        author=submitted.who.person,
        part=Part.LAST_WORD,
        text=words,
        forget_at=session.plan.closes_at + KEPT,
    )


def _tellers(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    """The session that a button names, if it is this person's story that is told."""
    community, session = known.session(token[0])
    if session.teller != arrival.who.person:
        raise Refused(Reason.NOT_YOURS)
    session.must_be_open()
    return community, session


CONVERSATION = Conversation(
    presses={
        Act.ENOUGH_QUESTIONS: enough_questions,
        Act.COME_BACK_IN: back_in,
        Act.WANT_OFFERS: want_offers,
        Act.LAST_WORD: press_last_word,
    },
    forms={Act.LAST_WORD: last_word},
)
