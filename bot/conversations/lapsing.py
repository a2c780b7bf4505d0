"""When it would be pointless to ring, so is what the alarm says, if that still waits to be carried.

This is asked once for every alarm, so that no conversation has to think of it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision, Post

A_DAY = timedelta(days=1)


def lapsing(decided: Decision, alarm: AlarmRang) -> Decision:
    if alarm.until is None:
        return decided
    until = alarm.until
    said = [_until(one, until, alarm.at) if isinstance(one, Post) else one for one in decided.say]
    return replace(decided, say=tuple(said))


def _until(post: Post, until: datetime, now: datetime) -> Post:
    """It has a day in any case: its own hour may come after the alarm's last."""
    least = (post.not_before or now) + A_DAY
    return replace(post, until=post.until or max(until, least))
