"""A session that runs, and of which nothing is due for days."""

from datetime import datetime, timedelta

from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import RecordId
from bot.domain.round import Plan
from bot.domain.session import Session

BEFORE = ("asks_at", "asks_deputy_at", "prepares_at", "opens_at", "check_opens_at")
AFTER = ("check_closes_at", "review_opens_at", "closes_at")


def session_of(community: Community, now: datetime) -> Session:
    """Under the post that `opens_a_session` puts up."""
    moments = {**dict.fromkeys(BEFORE, now), **dict.fromkeys(AFTER, now + timedelta(days=4))}
    return Session(
        id=RecordId("s1"),
        community=community.id,
        number=1,
        plan=Plan(**moments),
        rounds=(),
        state=SessionState.OPEN,
    )
