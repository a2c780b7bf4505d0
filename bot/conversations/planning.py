"""Put the next session in the calendar. Shared by every conversation after which one is due."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversations.known import Known
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import next_occurrence
from bot.domain.session import Plan, Session, SessionState
from bot.domain.timetable import timetable


def next_session(community: Community, after: datetime, known: Known) -> Session | None:
    """The next one by the rhythm, strictly after `after`; None when the rhythm has ended."""
    occurrence = next_occurrence(community.rhythm, after, known.calendar)
    if occurrence is None:
        return None
    return session_at(community, occurrence.at, after, known)


def session_at(community: Community, opens_at: datetime, now: datetime, known: Known) -> Session:
    """A session opening then. Its number follows the last one that took place, or is taking place."""
    held = [one for one in known.sessions(community) if one.running or one.closed_at]
    plan, rounds = timetable(opens_at, known.days(community))
    return Session(
        id=RecordId(known.mint.id()),
        community=community.id,
        number=1 + max((one.number for one in held), default=0),
        plan=_no_earlier_than(plan, now),
        rounds=rounds,
    )


def opening_at(session: Session, opens_at: datetime, now: datetime, known: Known) -> Session:
    """The same session at another time, with everything reckoned afresh."""
    community = known.community(session.community)
    plan, rounds = timetable(opens_at, known.days(community))
    return replace(session, plan=_no_earlier_than(plan, now), rounds=rounds)


def set_aside(community: Community, known: Known) -> tuple[Session, ...]:
    """Sessions that lie ahead give way to what has been decided now."""
    return tuple(
        replace(one, state=SessionState.SKIPPED) for one in known.sessions(community) if one.ahead
    )


def kept_and_active(community: Community, person: PersonId) -> Community:
    """The community, if this person looks after it and its sessions take place."""
    community.must_be_kept_by(person)
    if community.stage is Stage.RESTING:
        raise Refused(Reason.COMMUNITY_PAUSED)
    if community.stage is not Stage.ACTIVE:
        raise Refused(Reason.NOT_STARTED_YET)
    return community


def _no_earlier_than(plan: Plan, now: datetime) -> Plan:
    """A session planned at short notice asks at once, and leaves the deputy half of the time that is left."""
    asks = max(plan.asks_at, now)
    if asks < plan.asks_deputy_at:
        return replace(plan, asks_at=asks)
    left = max(plan.opens_at - asks, timedelta())
    return replace(
        plan,
        asks_at=asks,
        asks_deputy_at=asks + left / 2,
        prepares_at=max(plan.prepares_at, asks),
    )
