"""The rate limits, kept on Slack's clock.

Source: docs.slack.dev/apis/web-api/rate-limits (HTTP 429 with `Retry-After` in whole seconds; the
limit is per method, workspace and app, so one method's does not touch another's).
"""

import math
from collections import deque
from dataclasses import dataclass, field

from tests.adapters.fake_slack import tiers
from tests.adapters.fake_slack.refused import Refused

MINUTE = 60.0


class RateLimited(Refused):
    """HTTP 429; `after` is what `Retry-After` says."""

    def __init__(self, after: int) -> None:
        super().__init__("ratelimited")
        self.after = after


@dataclass
class Window:
    """At most `most` in any `length` seconds."""

    most: float
    length: float = MINUTE
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until there is room; nothing is taken."""
        while self.taken and self.taken[0] <= now - self.length:
            self.taken.popleft()
        return self.taken[0] + self.length - now if len(self.taken) >= self.most else 0.0

    def take(self, now: float) -> None:
        self.taken.append(now)


@dataclass
class Drip:
    """One every `1 / rate` seconds, and `burst` at once after a rest."""

    rate: float
    burst: int
    full_at: float = 0.0

    def wait(self, now: float) -> float:
        return max(0.0, self.full_at - now - (self.burst - 1) / self.rate)

    def take(self, now: float) -> None:
        self.full_at = max(now, self.full_at) + 1 / self.rate


@dataclass
class Limits:
    """`times` makes every limit so many times as wide; `off` lifts them all."""

    times: float = 1.0
    off: bool = False
    posts_per_second: float = tiers.POSTS_PER_SECOND_AND_CHANNEL
    posts_burst: int = tiers.POSTS_BURST
    posts_per_minute: float = tiers.POSTS_PER_MINUTE
    events_per_hour: int = tiers.EVENTS_PER_HOUR
    refusals: int = 0
    _lanes: dict[tuple[str, ...], Window | Drip] = field(default_factory=dict)

    def call(self, method: str, team_id: str, *, now: float) -> None:
        """Count a call of a method with a tier. Raises `RateLimited`."""
        if (most := tiers.PER_MINUTE.get(method)) is not None:
            lane = self._lane((method, team_id), Window(most * self.times))
            self._take([lane], now)

    def post(self, channel: str, team_id: str, *, now: float) -> None:
        """Count a message, to a channel and to the workspace. Raises `RateLimited`."""
        drip = Drip(self.posts_per_second * self.times, self.posts_burst)
        whole = Window(self.posts_per_minute * self.times)
        lanes = [
            self._lane(("post", team_id, channel), drip),
            self._lane(("posts", team_id), whole),
        ]
        self._take(lanes, now)

    def event(self, team_id: str, *, now: float) -> bool:
        """Count an event; false when the workspace has had its 30,000 of the hour."""
        lane = self._lane(("events", team_id), Window(self.events_per_hour * self.times, 3600.0))
        if lane.wait(now) > 0 and not self.off:
            return False
        lane.take(now)
        return True

    def _lane(self, key: tuple[str, ...], new: Window | Drip) -> Window | Drip:
        return self._lanes.setdefault(key, new)

    def _take(self, lanes: list[Window | Drip], now: float) -> None:
        if self.off:
            return
        if (wait := max(lane.wait(now) for lane in lanes)) > 0:
            self.refusals += 1
            raise RateLimited(max(1, math.ceil(wait)))
        for lane in lanes:
            lane.take(now)
