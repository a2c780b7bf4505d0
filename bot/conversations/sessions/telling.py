"""What the teller can do while the rounds run, up to the last word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Lines, Text
from bot.conversations.conversation import Conversation
from bot.conversations.hearing import counted
from bot.conversations.known import Known
from bot.conversations.saying import form, in_rooms, revised, texts, whispered
from bot.conversations.sessions.open_questions import marked, no_clear_answer, no_clear_field
from bot.conversations.sessions.round_cards import last_word_name
from bot.conversations.sessions.rounds import close_round
from bot.conversations.sessions.shaping import thing_told
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Format
from bot.domain.ids import RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.round import RoundState
from bot.domain.session import KEPT, Session
from bot.domain.turns import ASKS_TELLER
from bot.words import say

BEFORE_OFFERS = frozenset({Part.STRUCK, Part.QUESTIONS, Part.WONDERING})
LAST_WORDS: Mapping[Format, tuple[str, ...]] = {Format.SHARED_DOUBT: ("now",)}
"""The boxes of the last word. A doubt is never ticked off: its doubter may say where they are with it."""
HEARD = ("heard", "will")


def enough_questions(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller ends the questions."""
    community, session = _tellers(press, token, known)
    if session.round is None or session.round.part not in ASKS_TELLER:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, said = close_round(community, session, press.at, known)
    return Decision(keep=(session,), say=said) + whispered("teller.enough")


def back_in(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller, who had stepped back, comes in again."""
    community, session = _tellers(press, token, known)
    teller = community.name_of(press.who.person)
    card = Card("", texts("teller.is_back", teller=teller))
    said = in_rooms(community, f"back_in:{session.id}", card, under=session.thread)
    return Decision(say=said) + whispered("teller.welcome_back")


def want_offers(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Ideas are told only when the teller asks for them."""
    _, session = _tellers(press, token, known)
    if not any(one.part is Part.OFFERS for one in session.rounds):
        raise Refused(Reason.BUTTON_TOO_OLD)
    if session.round is None or session.round.part not in BEFORE_OFFERS:
        raise Refused(Reason.ROUND_NOT_OPEN)
    wanted = replace(session, offers_wanted=True)
    return Decision(keep=(wanted,)) + whispered("teller.offers_will_come")


def press_last_word(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _tellers(press, token, known)
    return form(_last_word_form(session))


def last_word(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Posted where people talked, in the teller's name; nothing written means nothing more to say."""
    community, session = _tellers(submitted, token, known)
    boxes, title = _boxes(session), say(f"round.{session.format}.last_word.title")
    words = "\n\n".join(filter(None, (submitted.given.text(box) for box in boxes)))
    closed = marked(_last_round_closed(session, submitted.at), submitted.given)
    answered = Card(title, texts("last_word.thanks"))
    thanks = revised(community, last_word_name(session), answered)
    body = (*((Text(words),) if words else ()), *no_clear_answer(closed))
    if not body:
        nothing = whispered("last_word.nothing", thing=thing_told(session))
        return Decision(keep=(closed,), say=(thanks,)) + nothing
    teller = community.name_of(submitted.who.person)
    card = Card(say(f"round.{session.format}.last_word.posted", teller=teller), body)
    post = in_rooms(community, f"word:{session.id}", card, under=session.thread)
    said = (_kept(session, words, submitted, known),) if words else ()
    kept = (counted(closed, Part.LAST_WORD), *said)
    return Decision(keep=kept, say=(*post, thanks)) + whispered("last_word.thanks")


def _last_word_form(session: Session) -> Form:
    boxes = tuple(Lines(box, say(f"last_word.box.{box}"), most=1000) for box in _boxes(session))
    return Form(
        token=Token(Act.LAST_WORD, (session.id,)).pack(),
        title=say(f"round.{session.format}.last_word.title"),
        intro=texts("last_word.intro"),
        fields=(*boxes, no_clear_field(session)),
        submit=say("button.say_it"),
        cancel=say("button.nothing_more"),
    )


def _boxes(session: Session) -> tuple[str, ...]:
    return LAST_WORDS.get(session.format, HEARD)


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
