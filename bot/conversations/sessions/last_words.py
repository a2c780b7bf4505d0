"""The teller's last word, posted where people talked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Lines, Text
from bot.conversations.conversation import Conversation
from bot.conversations.hearing import counted
from bot.conversations.known import Known
from bot.conversations.saying import form, in_rooms, revised, texts, whispered
from bot.conversations.sessions.last_word_cards import (
    last_word_of,
    last_word_over,
    last_word_title,
)
from bot.conversations.sessions.open_questions import marked, no_clear_answer, no_clear_field
from bot.conversations.sessions.shaping import thing_told
from bot.conversations.sessions.telling import tellers
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Format
from bot.domain.ids import RecordId
from bot.domain.round import RoundState
from bot.domain.session import Session
from bot.words import say

LAST_WORDS: Mapping[Format, tuple[str, ...]] = {Format.SHARED_DOUBT: ("now",)}
"""The boxes of the last word. A doubt is never ticked off: its doubter may say where they are with it."""
HEARD = ("heard", "will")
SAID: Mapping[RoundState, RoundState] = {
    RoundState.OPEN: RoundState.CLOSED,
    RoundState.PLANNED: RoundState.SKIPPED,
}
"""What becomes of the turn for it once it is said: before its turn it need not come any more."""


def press_last_word(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = tellers(press, token, known)
    return form(_last_word_form(session))


def last_word(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Posted in the teller's name; nothing written means nothing more to say."""
    community, session = tellers(submitted, token, known)
    words = "\n\n".join(filter(None, (submitted.given.text(box) for box in _boxes(session))))
    closed = marked(_turn_over(session, submitted.at), submitted.given)
    thanks = last_word_over(community, session, "last_word.thanks")
    body = (*((Text(words),) if words else ()), *no_clear_answer(closed))
    if not body:
        nothing = whispered("last_word.nothing", thing=thing_told(session))
        return Decision(keep=(closed,), say=(thanks,)) + nothing
    said = (*_posted(community, session, body), thanks)
    kept = _kept(closed, words, submitted, known)
    return Decision(keep=kept, say=said) + whispered("last_word.thanks")


def _posted(community: Community, session: Session, body: tuple[Text, ...]) -> tuple[Said, ...]:
    """Once: said again, it is changed in place."""
    assert session.teller is not None
    teller = community.name_of(session.teller)
    name = f"word:{session.id}"
    card = Card(say(f"round.{session.format}.last_word.posted", teller=teller), body)
    posts = in_rooms(community, name, card, under=session.thread)
    return (*posts, revised(community, name, card))


def _kept(
    session: Session, words: str, submitted: FormSubmitted, known: Known
) -> tuple[Session | Contribution, ...]:
    kept = Contribution(
        id=RecordId(f"l{session.id}"),
        community=session.community,
        session=session.id,
        author=submitted.who.person,
        part=Part.LAST_WORD,
        text=words,
    )
    again = known.records.one(Contribution, kept.id) is not None
    said = (kept,) if words else ()
    return (session if again else counted(session, Part.LAST_WORD), *said)


def _turn_over(session: Session, now: datetime) -> Session:
    turn = last_word_of(session)
    if turn is None or turn.state not in SAID:
        return session
    closes_at = now if turn.state is RoundState.OPEN else turn.closes_at
    return session.with_round(replace(turn, state=SAID[turn.state], closes_at=closes_at))


def _last_word_form(session: Session) -> Form:
    boxes = tuple(Lines(box, say(f"last_word.box.{box}"), most=1000) for box in _boxes(session))
    return Form(
        token=Token(Act.LAST_WORD, (session.id,)).pack(),
        title=last_word_title(session),
        intro=texts("last_word.intro"),
        fields=(*boxes, no_clear_field(session)),
        submit=say("button.say_it"),
        cancel=say("button.nothing_more"),
    )


def _boxes(session: Session) -> tuple[str, ...]:
    return LAST_WORDS.get(session.format, HEARD)


CONVERSATION = Conversation(
    presses={Act.LAST_WORD: press_last_word}, forms={Act.LAST_WORD: last_word}
)
