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
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.session import Session, SessionState
from bot.words import say


def stopped(
    community: Community, key: str, at: datetime, known: Known, **fills: object
) -> Decision:
    """A session with a story in it rests; `key` says why. A light one has nothing to protect."""
    open_ = [one for one in known.sessions(community) if one.state is SessionState.OPEN]
    return sum(
        (_rests(community, one, key, at, known, fills) for one in open_ if not one.light),
        Decision(),
    )


def on_again(
    community: Community, stopped: Collection[RecordId | None], at: datetime, known: Known
) -> Decision:
    """The session goes on where it stopped, if whoever held it still looks after it."""
    for session in known.sessions(community):
        rests = session.id in stopped and session.state is SessionState.RESTING
        if rests and session.held_by and community.is_kept_by(session.held_by):
            return going_on(community, session, session.held_by, at, known)
    return Decision()


def _rests(
    community: Community,
    session: Session,
    key: str,
    at: datetime,
    known: Known,
    fills: dict[str, object],
) -> Decision:
    resting = replace(
        session, state=SessionState.RESTING, stopped_at=at, rests_after=None, asked_to_go_on=0
    )
    card = Card(say("pause.title"), texts(key, **fills))
    told = in_thread(community, session, card, known)
    return Decision(keep=(resting,), say=(*told, *shown_anew(community, resting, at, known)))
