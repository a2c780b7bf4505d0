"""Somebody guesses who said something, or says that it was not them: everyone is asked alike to let it be."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, texts, whisper, whispered
from bot.conversations.sessions.holding import in_thread, session_kept_by, tended
from bot.domain.community import Community
from bot.domain.session import Session


def do_not_guess(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Said once with one press. The second time costs the group a window of notes, so no press that comes twice,
    however late, is taken for one: whoever looks after it says that somebody has guessed again."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    if session.guessed >= _which_time(token):
        return _was_it_again(session)
    return _said(community, session, press, known)


def _said(community: Community, session: Session, press: ButtonPressed, known: Known) -> Decision:
    guessed = replace(session, guessed=session.guessed + 1)
    card = Card("", texts("guess.asks", facilitator=community.name_of(press.who.person)))
    said = in_thread(community, session, card, known, once=f"no_guess:{guessed.guessed}")
    kept = tended(community, guessed, press.at, known)
    again = "guess.said_again" if guessed.guessed > 1 else "desk.said"
    return Decision(keep=(kept,), say=said) + whispered(again)


def _which_time(token: Token) -> int:
    """The desk's own button means the first time in this session; the one that asks says which."""
    said = next(iter(token.about[1:]), "")
    return int(said) if said.isdecimal() else 1


def _was_it_again(session: Session) -> Decision:
    again = button("guessed_again", Act.DO_NOT_GUESS, session.id, str(session.guessed + 1))
    return whisper(*texts("guess.said_already"), buttons=(again,))


CONVERSATION = Conversation(presses={Act.DO_NOT_GUESS: do_not_guess})
