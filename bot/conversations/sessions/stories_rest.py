"""No story is told for now: a session with something in it rests, and goes on once nothing is in the way."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.conversations.sessions.holding import in_thread
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.tending import going_on
from bot.conversations.sessions.watching import still_stopped_anew
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId, RecordId
from bot.domain.session import Session
from bot.words import say


def stopped(
    community: Community, key: str, at: datetime, known: Known, **fills: object
) -> Decision:
    """A session with a story in it rests; `key` says why. One that had stopped before can't go on either."""
    open_ = being_told(community, known)
    rests = _rests(community, open_, key, at, known, fills) if open_ else Decision()
    waits = (one for one in known.sessions(community) if one.running and _can_wait(one))
    return rests + sum(
        (_changed(community, replace(one, held_back=True)) for one in waits), Decision()
    )


def being_told(community: Community, known: Known) -> Session | None:
    """The session in which something is told just now. A light one has nothing to protect."""
    open_ = (one for one in known.sessions(community) if one.state is SessionState.OPEN)
    return next((one for one in open_ if not one.light), None)


def on_again(
    community: Community, stopped: Collection[RecordId | None], at: datetime, known: Known
) -> Decision:
    """The session goes on where it stopped, if whoever held it still looks after it; else they can
    press *Go on* again."""
    free = Decision()
    for session in known.sessions(community):
        if session.id in stopped and (holder := _who_goes_on(community, session)):
            free += going_on(community, session, holder, at, known)
        elif session.held_back:
            free += _changed(community, replace(session, held_back=False))
    return free


def _who_goes_on(community: Community, session: Session) -> PersonId | None:
    holder = session.held_by if session.state is SessionState.RESTING else None
    return holder if holder and community.is_kept_by(holder) else None


def _can_wait(session: Session) -> bool:
    return session.state is not SessionState.OPEN and not session.light


def _changed(community: Community, session: Session) -> Decision:
    """Its clock stands as it stood: only what can be pressed is another."""
    return Decision(keep=(session,), say=still_stopped_anew(community, session))


def _rests(
    community: Community,
    session: Session,
    key: str,
    at: datetime,
    known: Known,
    fills: dict[str, object],
) -> Decision:
    resting = replace(
        session.never_asked_to_go_on(),
        state=SessionState.RESTING,
        stopped_at=at,
        rests_after=None,
        held_back=True,
    )
    card = Card(say("pause.title"), texts(key, **fills))
    told = in_thread(community, session, card, known)
    return Decision(keep=(resting,), say=(*told, *shown_anew(community, resting, at, known)))
