"""What anybody sees: who has a green dot when something appears in the room."""

from datetime import datetime, timedelta

import numpy as np

from bot.domain.ids import PersonId
from tests.safety.attack.sight import Numbers, Sight

SOON = timedelta(minutes=2)


def by_presence(sight: Sight) -> Numbers:
    """For all that happened in the room, and for the moment at which a note was first there."""
    room = [one for one in sight.events if one.person is None]
    there = {person: _there(sight, person, [one.at for one in room]) for person in sight.circle}
    values = sight.nothing()
    for down, text in enumerate(sight.texts):
        shown = [one.at for one in room if text in one.text][:1]
        for across, person in enumerate(sight.circle):
            values[down, across] = _there(sight, person, shown) + _freshness(sight, person, shown)
    return {"present: the room": sight.each(there), "present: the note": values}


def _there(sight: Sight, person: PersonId, moments: list[datetime]) -> float:
    spells = sight.presence.get(person, ())
    return float(sum(any(a <= at <= b + SOON for a, b in spells) for at in moments))


def _freshness(sight: Sight, person: PersonId, moments: list[datetime]) -> float:
    """How lately they were seen before it."""
    ends = [min(b, at) for at in moments for a, b in sight.presence.get(person, ()) if a <= at]
    if not ends:
        return -8.0
    gap = (moments[0] - max(ends)).total_seconds()
    return -float(np.log(gap / 60 + 1.0))
