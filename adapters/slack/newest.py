"""What Slack tells of one thing, in its order. An event that could not be kept comes again up to five minutes later,
when a newer one may have been taken in: an old version of some words, or somebody's coming after their going."""

from collections import OrderedDict
from typing import Final

from adapters.slack.inbound import Payload

REMEMBERED: Final = 5_000
"""Things of which the newest moment is remembered, in this process."""


class Newest:
    """By Slack's own stamps. Nothing of it is written down."""

    def __init__(self) -> None:
        self._stamps: OrderedDict[tuple[str, ...], float] = OrderedDict()

    def is_overtaken(self, body: Payload, *about: str) -> bool:
        """Something newer about the same thing has been taken in."""
        stamp = _stamp(body)
        return stamp is not None and stamp < self._stamps.get((body["team_id"], *about), 0.0)

    def was_taken_in(self, body: Payload, *about: str) -> None:
        key, stamp = (body["team_id"], *about), _stamp(body) or 0.0
        self._stamps[key] = max(stamp, self._stamps.get(key, 0.0))
        self._stamps.move_to_end(key)
        while len(self._stamps) > REMEMBERED:
            self._stamps.popitem(last=False)


def _stamp(body: Payload) -> float | None:
    given = body["event"].get("event_ts")
    return float(given) if given else None
