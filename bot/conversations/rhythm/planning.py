"""Put the next session in the calendar. Shared by every conversation after which one is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.conversations.known import Known
from bot.conversations.sessions.choosing import freed
from bot.conversations.sessions.shaping import agreed_format
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import LOOKS_AHEAD, next_occurrence, planned_day, without_past
from bot.domain.round import Plan
from bot.domain.session import Session
from bot.domain.story import Story
from bot.domain.timetable import timetable
from bot.words import say


def next_session(community: Community, after: datetime, known: Known) -> Session | None:
    """The next one by the rhythm, strictly after `after`; None when the rhythm has ended."""
    occurrence = next_occurrence(community.rhythm, after, known.calendar)
    if occurrence is None:
        return None
    return session_at(community, occurrence.at, after, known)


def session_at(community: Community, opens_at: datetime, now: datetime, known: Known) -> Session:
    """A session opening then. Its number follows the last one that took place, or is taking place."""
    held = [one for one in known.sessions(community) if one.running or one.closed_at]
    format_ = agreed_format(community, known)
    plan, rounds = timetable(opens_at, known.days(community), format_)
    return Session(
        id=RecordId(known.mint.id()),
        community=community.id,
        number=1 + max((one.number for one in held), default=0),
        plan=_no_earlier_than(plan, now),
        rounds=rounds,
        format=format_,
    )


def opening_at(session: Session, opens_at: datetime, now: datetime, known: Known) -> Session:
    """The same session at another time, with everything reckoned afresh."""
    community = known.community(session.community)
    plan, rounds = timetable(opens_at, known.days(community), session.format)
    return replace(session, plan=_no_earlier_than(plan, now), rounds=rounds)


def planned_anew(
    before: Community, changed: Community, now: datetime, known: Known
) -> tuple[Session | Story, ...]:
    """What lies ahead, once the days of a community have changed.

    A session that opens at the same instant all the same, or was moved by hand to a day that is
    still a good one, keeps its holder and its story. Any other gives way.
    """
    ahead = [one for one in known.sessions(before) if one.ahead]
    running = [one.plan.closes_at for one in known.sessions(before) if one.running]
    now = max((now, *running))
    following = next_session(changed, now, known) if ahead or not running else None
    staying = [one for one in ahead if _stays(one, following, before, changed, known)]
    if staying:
        following = _reckoned_anew(staying[0], changed, now, known)
    aside = set_aside([one for one in ahead if one not in staying[:1]], known)
    return (*aside, *((following,) if following else ()))


def set_aside(ahead: Sequence[Session], known: Known) -> tuple[Session | Story, ...]:
    """These sessions do not take place. A story that was chosen for one waits for the next."""
    skipped = (replace(one, state=SessionState.SKIPPED) for one in ahead)
    stories = (story for one in ahead for story in freed(one, known))
    return (*skipped, *stories)


def not_planned_again(
    community: Community, ahead: Session, now: datetime, known: Known
) -> Community:
    """The community after it has skipped or moved this session: its planned day does not come back."""
    rhythm, days = community.rhythm, known.days(community)
    planned = planned_day(rhythm, ahead.plan.opens_at, known.calendar)
    skipped = rhythm.skipped | ({planned} if planned else frozenset())
    kept = without_past(replace(rhythm, skipped=skipped), days.day_of(now))
    return replace(community, rhythm=kept)


def moved_by_hand(community: Community, known: Known) -> tuple[Session, ...]:
    """Sessions ahead that stand beside the rhythm."""
    return tuple(
        one for one in known.sessions(community) if one.ahead and _by_hand(community, one, known)
    )


def too_far(today: date, **days: date) -> dict[str, str]:
    """A sentence for each field whose day lies further ahead than anyone plans: two years."""
    furthest = today + LOOKS_AHEAD
    return {field: say("day.too_far") for field, day in days.items() if day > furthest}


def kept_and_active(community: Community, person: PersonId) -> Community:
    """The community, if this person looks after it and its sessions take place."""
    community.must_be_kept_by(person)
    if community.stage is Stage.RESTING:
        raise Refused(Reason.COMMUNITY_PAUSED)
    community.must_not_be_ending()
    if community.stage is not Stage.ACTIVE:
        raise Refused(Reason.NOT_STARTED_YET)
    return community


def _stays(
    ahead: Session,
    following: Session | None,
    before: Community,
    changed: Community,
    known: Known,
) -> bool:
    if following and following.plan.opens_at == ahead.plan.opens_at:
        return True
    if not _by_hand(before, ahead, known):
        return False
    days = known.days(changed)
    day = days.day_of(ahead.plan.opens_at)
    good = days.step(day, 0) == day
    same_days = changed.rhythm.cadence == before.rhythm.cadence
    first = following is None or ahead.plan.opens_at < following.plan.opens_at
    return good and (same_days or first)


def _by_hand(community: Community, ahead: Session, known: Known) -> bool:
    return planned_day(community.rhythm, ahead.plan.opens_at, known.calendar) is None


def _reckoned_anew(session: Session, community: Community, now: datetime, known: Known) -> Session:
    """The same session in changed days. What has had its moment keeps it, so nobody is asked twice."""
    plan, rounds = timetable(session.plan.opens_at, known.days(community), session.format)
    old, new = session.plan, _no_earlier_than(plan, now)
    return replace(
        session,
        plan=replace(
            new,
            asks_at=_kept_if_past(old.asks_at, new.asks_at, now),
            asks_deputy_at=_kept_if_past(old.asks_deputy_at, new.asks_deputy_at, now),
            prepares_at=_kept_if_past(old.prepares_at, new.prepares_at, now),
        ),
        rounds=rounds,
    )


def _kept_if_past(old: datetime, new: datetime, now: datetime) -> datetime:
    return old if old <= now else new


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
