"""Whoever holds a session: the card they work with, and the watch for their silence."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Text, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_rooms, privately, revised, texts
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.session import Session
from bot.domain.turns import ASKS_TELLER
from bot.words import say

ALONE = 2
"""Working days without a sign from whoever holds the session, after which the other keeper is asked."""
WHILE_OPEN = {
    "back_to_questions": Act.BACK_TO_QUESTIONS,
    "ask_for_moment": Act.ASK_FOR_MOMENT,
    "seen_otherwise": Act.SEEN_OTHERWISE,
    "next_round": Act.NEXT_ROUND,
    "shape_rounds": Act.ROUNDS,
    "slow_down": Act.SLOW_DOWN,
    "extend": Act.EXTEND,
    "take_it_to_a_call": Act.TO_A_CALL,
    "pause": Act.PAUSE,
    "close_kindly": Act.CLOSE_KINDLY,
    "belongs_elsewhere": Act.BELONGS_ELSEWHERE,
    "hide_this": Act.HIDE_STORY,
    "show_it_again": Act.SHOW_STORY,
    "do_not_guess": Act.DO_NOT_GUESS,
}
"""The facilitator's buttons while a session is open, in their order."""
WANTED_MOST: Final = {
    Act.BACK_TO_QUESTIONS,
    Act.ASK_FOR_MOMENT,
    Act.NEXT_ROUND,
    Act.PAUSE,
    Act.SHOW_STORY,
}
"""A word in time, the next step, and a stop. The others are wanted now and then."""


def tended(community: Community, session: Session, now: datetime, known: Known) -> Session:
    """Somebody looks after it: the watch for silence starts afresh."""
    quiet_after = known.days(community).later(now, ALONE)
    return replace(session, quiet_after=quiet_after, rests_after=None)


def desk_card(session: Session) -> Card:
    """What the holder can do while it runs, each with one press."""
    return Card(
        say("desk.title", number=session.number),
        _state(session),
        tending_buttons(session),
    )


def _state(session: Session) -> tuple[Text, ...]:
    if session.rests_with_us:
        return texts("desk.rests_with_us")
    return texts("desk.held_back" if session.held_back else f"desk.state.{session.state}")


def tending_buttons(session: Session) -> tuple[Button, ...]:
    """What can be done about a session as it stands."""
    match session.state:
        case SessionState.OPEN if session.light:
            return (button("close_kindly", Act.CLOSE_KINDLY, session.id),)
        case SessionState.OPEN:
            return _open_buttons(session)
        case SessionState.PAUSED | SessionState.RESTING if session.hidden:
            return (
                button("show_it_again", Act.SHOW_STORY, session.id, weight=Weight.MAIN),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case SessionState.PAUSED | SessionState.RESTING if (
            session.held_back or session.rests_with_us
        ):
            return (button("close_kindly", Act.CLOSE_KINDLY, session.id),)
        case SessionState.PAUSED | SessionState.RESTING:
            return (
                button("go_on", Act.GO_ON, session.id, weight=Weight.MAIN),
                button("close_kindly", Act.CLOSE_KINDLY, session.id),
            )
        case _:
            return ()


def _open_buttons(session: Session) -> tuple[Button, ...]:
    """What a facilitator can say or do just now. What would come to nothing is not offered."""
    asking = session.round is not None and session.round.part in ASKS_TELLER
    fitting = {
        Act.BACK_TO_QUESTIONS: asking,
        Act.ASK_FOR_MOMENT: not session.rounds_over,
        Act.SEEN_OTHERWISE: not session.rounds_over,
        Act.NEXT_ROUND: bool(session.round or session.next_round),
        Act.ROUNDS: bool(session.still_asked),
        Act.CLOSE_KINDLY: not session.rounds_over,
        Act.DO_NOT_GUESS: not session.rounds_over,
        Act.BELONGS_ELSEWHERE: session.teller is not None,
        Act.HIDE_STORY: session.teller is not None and not session.hidden,
        Act.SHOW_STORY: session.hidden,
    }
    return tuple(
        button(key, act, session.id, asks=act is Act.ROUNDS, weight=_weight(act))
        for key, act in WHILE_OPEN.items()
        if fitting.get(act, True)
    )


def _weight(act: Act) -> Weight:
    return Weight.PLAIN if act in WANTED_MOST else Weight.SELDOM


def desk(community: Community, session: Session) -> Post:
    """The card they work with, for whoever holds it now."""
    assert session.held_by is not None
    return privately(community, session.held_by, _desk(session), desk_card(session))


def desk_revised(community: Community, session: Session) -> Revise:
    return revised(community, _desk(session), desk_card(session))


def in_thread(
    community: Community, session: Session, card: Card, known: Known, *, once: str = ""
) -> tuple[Post, ...]:
    """Something said in the thread in which people talk. `once`: what is said no second time."""
    name = f"said:{session.id}:{once or known.mint.id()}"
    return in_rooms(community, name, card, under=session.thread)


def session_kept_by(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    """The session that a button names, if this person looks after its community."""
    community, session = known.session(token[0])
    community.must_be_kept_by(person)
    return community, session


def _desk(session: Session) -> str:
    return f"desk:{session.id}"
