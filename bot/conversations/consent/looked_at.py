"""One thing a day: what comes back by itself to the room, and on which day it is its turn."""

from collections.abc import Iterator
from datetime import datetime

from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.poll import Poll
from bot.domain.renewal import Renewal
from bot.domain.turns import MORNING


def free_morning(
    community: Community, about: RecordId, at: datetime, known: Known
) -> datetime | None:
    """When it is its turn, where something else comes back today, or its day was missed; None: it is now."""
    first = next(_back_today(community, at, known), None)
    return None if first == about else next_morning(community, at, known)


def next_morning(community: Community, at: datetime, known: Known, *, steps: int = 1) -> datetime:
    days = known.days(community)
    return days.at(days.step(days.day_of(at), steps), MORNING)


def once_back(community: Community, at: datetime, known: Known) -> datetime | None:
    """While the group pauses: the working day after the one on which it comes back."""
    until = community.paused_until(at)
    return known.days(community).later(until, 1) if until else None


def _back_today(community: Community, at: datetime, known: Known) -> Iterator[RecordId]:
    """What was agreed, the longest first; what polls chose; and last whether it is still worth our time."""
    day_of = known.days(community).day_of
    today = day_of(at)
    for agreed in sorted(known.agreements(community), key=lambda one: (one.agreed_at, one.id)):
        if agreed.look_again_at and day_of(agreed.look_again_at) == today:
            yield agreed.id
    for poll in known.records.all(Poll, RecordId(community.id)):
        if poll.look_again_at and day_of(poll.look_again_at) == today:
            yield poll.id
    for renewal in known.records.all(Renewal, RecordId(community.id)):
        if day_of(renewal.put_at) == today:
            yield renewal.id
