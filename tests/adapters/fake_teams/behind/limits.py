"""How much a bot may ask, and how often.

Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: per bot and thread, and
per app and tenant. A request is let through only if every window that ends with it has room.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

Windows = tuple[tuple[float, int], ...]
"""Seconds, and how many requests may fall into them."""

SENDING: Windows = ((1, 7), (2, 8), (30, 60), (3600, 1800))
ASKING: Windows = ((1, 14), (2, 16), (30, 120), (3600, 3600))
OLD_ROSTER: Windows = ((60, 5),)
"""`/members` without pages: five a minute."""
TENANT: Windows = ((1, 50),)

_WINDOWS = {
    "send": SENDING,
    "create": SENDING,
    "members": ASKING,
    "conversations": ASKING,
    "old_roster": OLD_ROSTER,
    "tenant": TENANT,
}
Lane = tuple[str, str]
"""What is limited, and for which thread or tenant."""


@dataclass
class Limits:
    """Those that are `off` let everything through. `refused` counts what was not."""

    off: bool = False
    passed: dict[Lane, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    refused: int = 0

    def wait(self, lanes: Iterable[Lane], now: float, weight: int = 1) -> int:
        """Whole seconds until there is room; 0 lets the request pass, and counts it."""
        lanes = list(lanes)
        if self.off:
            return 0
        longest = max(self._until(lane, now, weight) for lane in lanes)
        if longest > 0:
            self.refused += 1
            return max(1, math.ceil(longest))
        for lane in lanes:
            self.passed[lane].extend([now] * weight)
        return 0

    def _until(self, lane: Lane, now: float, weight: int) -> float:
        windows, passed = _WINDOWS[lane[0]], self.passed[lane]
        longest = max(seconds for seconds, _ in windows)
        while passed and passed[0] <= now - longest:
            passed.popleft()
        return max(_room(passed, now, weight, seconds, most) for seconds, most in windows)


def _room(passed: deque[float], now: float, weight: int, seconds: float, most: int) -> float:
    """How long until enough of what lies in this window has left it."""
    inside = [at for at in passed if at > now - seconds]
    too_many = len(inside) + weight - most
    return inside[too_many - 1] + seconds - now if too_many > 0 else 0.0
