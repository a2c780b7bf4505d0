"""Whoever holds a session: the card they work with, and the watch for their silence."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_rooms, privately, revised, texts
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.session import Session, SessionState
from bot.words import say

ALONE = 2
"""Working days without a sign from whoever holds the session, after which the other keeper is asked."""


def tended(community: Community, session: Session, now: datetime, known: Known) -> Session:
    """Somebody looks after it: the watch for silence starts afresh."""
    quiet_after = known.days(community).later(now, ALONE)
    return replace(session, quiet_after=quiet_after, rests_after=None)


def desk_card(session: Session) -> Card:
    """What the holder can do while it runs, each with one press."""
    return Card(
        say("desk.title", number=session.number),
        texts(f"desk.state.{session.state}"),
        tending_buttons(session),
    )


def tending_buttons(session: Session) -> tuple[Button, ...]:
    """What can be done about a session as it stands."""
    match session.state:
        case SessionState.OPEN if session.light:
            return (button("close_kindly", Act.CLOSE_KINDLY, session.id),)
        case SessionState.OPEN:
            return (
                button("back_to_questions", Act.BACK_TO_QUESTIONS, session.id),
                button("ask_for_moment", Act.ASK_FOR_MOMENT, session.id),
                button("next_round", Act.NEXT_ROUND, session.id),
                button("slow_down", Act.SLOW_DOWN, session.id),
                button("extend", Act.EXTEND, session.id),
                button("take_it_to_a_call", Act.TO_A_CALL, session.id),
                button("pause", Act.PAUSE, session.id),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case SessionState.PAUSED | SessionState.RESTING:
            return (
                button("go_on", Act.GO_ON, session.id, weight=Weight.MAIN),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case _:
            return ()


def desk(community: Community, session: Session) -> Post:
    """The card they work with, for whoever holds it now."""
    assert session.held_by is not None
    return privately(community, session.held_by, _desk(session), desk_card(session))


def desk_revised(community: Community, session: Session) -> Revise:
    return revised(community, _desk(session), desk_card(session))


def in_thread(community: Community, session: Session, card: Card, known: Known) -> tuple[Post, ...]:
    """Something said once: under the story, or under the opening where there is none."""
    under = f"session:{session.id}" if session.light else f"story:{session.id}"
    return in_rooms(community, f"said:{session.id}:{known.mint.id()}", card, under=under)


def session_kept_by(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    """The session that a button names, if this person looks after its community."""
    community, session = known.session(token[0])
    community.must_be_kept_by(person)
    return community, session


def _desk(session: Session) -> str:
    return f"desk:{session.id}"
