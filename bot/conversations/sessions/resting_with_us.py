"""The whole group pauses at once: a session that is open stops with it, and goes on when the group does."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.conversations.sessions.holding import in_thread
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.tending import going_on
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.session import Session
from bot.domain.timetable import missed, moved
from bot.words import say

A_DAY_BACK = 1
"""Working days after a pause until somebody is asked about what was stopped before it."""


def stops(community: Community, until: str, at: datetime, known: Known) -> Decision:
    """`until`: the day on which the group comes back, in words."""
    open_ = (one for one in known.sessions(community) if one.state is SessionState.OPEN)
    return sum((_stopped(community, one, until, at, known) for one in open_), Decision())


def goes_on(community: Community, at: datetime, known: Known) -> Decision:
    """Where it stopped, if whoever held it still looks after the group. No human, no session."""
    found = known.sessions(community)
    with_us = (_on_again(community, one, at, known) for one in found if one.rests_with_us)
    by_hand = tuple(_asked_again(community, one, at, known) for one in found if _was_stopped(one))
    return sum(with_us, Decision(keep=by_hand))


def _stopped(
    community: Community, session: Session, until: str, at: datetime, known: Known
) -> Decision:
    resting = replace(
        session, state=SessionState.PAUSED, stopped_at=at, rests_after=None, rests_with_us=True
    )
    card = Card(say("pause.title"), texts("pause.with_us", until=until))
    told = in_thread(community, session, card, known)
    return Decision(keep=(resting,), say=(*told, *shown_anew(community, resting, at, known)))


def _was_stopped(session: Session) -> bool:
    """Before the group paused, and not because of it."""
    return session.running and session.stopped_at is not None and not session.rests_with_us


def _asked_again(community: Community, session: Session, at: datetime, known: Known) -> Session:
    """Those who look after it are asked once, when there has been a day to come back in."""
    return session.asked_again_after_rest(known.days(community).later(at, A_DAY_BACK))


def _on_again(community: Community, session: Session, at: datetime, known: Known) -> Decision:
    free = replace(session, rests_with_us=False)
    holder = session.held_by
    held_back = not session.light and known.stories_rest(community)
    if holder and community.is_kept_by(holder) and not held_back:
        return going_on(community, free, holder, at, known)
    if session.light:
        return _light_again(community, free, at, known)
    waits = replace(_up_to_now(community, free, at, known), held_back=held_back)
    return Decision(keep=(waits,), say=shown_anew(community, waits, at, known))


def _light_again(community: Community, session: Session, at: datetime, known: Known) -> Decision:
    """Nobody has to look after one in which nothing is told."""
    moved_on = _up_to_now(community, session, at, known)
    going = replace(moved_on, state=SessionState.OPEN, stopped_at=None)
    return Decision(keep=(going,), say=shown_anew(community, going, at, known))


def _up_to_now(community: Community, session: Session, at: datetime, known: Known) -> Session:
    """What it lost in the pause it does not lose twice."""
    days = known.days(community)
    assert session.stopped_at is not None
    later = moved(session, days, session.stopped_at, steps=missed(session, at, days))
    return replace(later.never_asked_to_go_on(), state=SessionState.RESTING, stopped_at=at)
