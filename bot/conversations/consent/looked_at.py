"""One thing at a time: on which day what was agreed is looked at again."""

from datetime import datetime

from bot.conversations.known import Known
from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.domain.turns import MORNING


def looked_at_today(community: Community, at: datetime, known: Known) -> tuple[Agreement, ...]:
    """What comes back by its day today, the longest agreed first."""
    day_of = known.days(community).day_of
    looks = [
        one
        for one in known.agreements(community)
        if one.look_again_at and day_of(one.look_again_at) == day_of(at)
    ]
    return tuple(sorted(looks, key=lambda one: (one.agreed_at, one.id)))


def free_morning(
    community: Community, agreement: Agreement, at: datetime, known: Known
) -> datetime | None:
    """When it is its turn, where something else comes back today; None: it is now."""
    first = looked_at_today(community, at, known)[:1]
    if not first or first[0].id == agreement.id:
        return None
    return next_morning(community, at, known)


def next_morning(community: Community, at: datetime, known: Known, *, steps: int = 1) -> datetime:
    days = known.days(community)
    return days.at(days.step(days.day_of(at), steps), MORNING)


def once_back(community: Community, at: datetime, known: Known) -> datetime | None:
    """While the group pauses: the working day after the one on which it comes back."""
    until = community.paused_until(at)
    return known.days(community).later(until, 1) if until else None
