"""What the platform's log says of each: their steps, what they got, and what happened in the room just then."""

from collections import Counter
from datetime import timedelta

import numpy as np

from tests.safety.attack.sight import Numbers, Sight

SOON = timedelta(seconds=90)


def by_steps(sight: Sight) -> Numbers:
    """How often each kind of thing happened to each."""
    counts: dict[str, Counter[str]] = {}
    for one in sight.events:
        if one.person:
            counts.setdefault(one.kind, Counter())[one.person] += 1
    return {f"steps: {kind}": sight.each(dict(of)) for kind, of in counts.items()}  # type: ignore[arg-type]


def by_room(sight: Sight) -> Numbers:
    """Things that happen in the room soon after somebody's press; and how soon before a note was there."""
    if not sight.presses:
        return {}
    room = [one for one in sight.events if one.person is None]
    soon = {
        person: float(sum(press <= one.at <= press + SOON for one in room))
        for person, press in sight.presses.items()
    }
    return {"soon after: the room": sight.each(soon), "nearest: the room": _nearest(sight)}


def _nearest(sight: Sight) -> np.ndarray:
    values = sight.nothing()
    for down, text in enumerate(sight.texts):
        shown = [one.at for one in sight.events if one.person is None and text in one.text]
        for across, person in enumerate(sight.circle):
            press = sight.presses.get(person)
            if shown and press and press <= shown[0]:
                values[down, across] = -np.log((shown[0] - press).total_seconds() + 1.0)
    return values


def by_sitting(sight: Sight) -> Numbers:
    """How long each sat over a form, at the longest. Only whoever sees it opened, too, can tell."""
    opened: dict[str, float] = {}
    longest: dict[str, float] = {}
    for one in sight.events:
        if one.person and one.kind == "form opened":
            opened[one.person] = one.at.timestamp()
        elif one.person and one.kind == "form submitted" and one.person in opened:
            sat = one.at.timestamp() - opened[one.person]
            longest[one.person] = max(longest.get(one.person, 0.0), sat)
    return {"sat over the form": sight.each({k: float(np.log(v + 1)) for k, v in longest.items()})}  # type: ignore[misc]
