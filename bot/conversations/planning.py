"""Put the next session in the calendar. Shared by every conversation after which one is due."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.rhythm import next_occurrence
from bot.domain.session import Plan, Session
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
