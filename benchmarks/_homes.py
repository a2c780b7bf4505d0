"""Communities for the measurements in a chat: each meets in a room, and its session runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.clock import SystemClock
from benchmarks._ground import community
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId, RecordId, Room
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.round import Plan
from bot.domain.session import Session

MOST = 14
"""People in a community."""


def community_in(room: Room, everybody: Sequence[PersonId], number: int = 1) -> Community:
    """The first two look after it; a dozen more are members."""
    ids = everybody[:MOST]
    return replace(
        community(number),
        convenor=ids[0],
        facilitator=Appointment(person=ids[0], name="Fay", answer=Answer.YES),
        deputy=Appointment(person=ids[1], name="Dev", answer=Answer.YES),
        rooms=(room,),
        members=tuple(
            Member(person=one, name=f"Member {number}", standing=Standing.JOINED)
            for number, one in enumerate(ids[2:])
        ),
    )


def running_session(home: Community) -> Session:
    """It runs, and nothing of it is due for days."""
    now = SystemClock.now()
    before = ("asks_at", "asks_deputy_at", "prepares_at", "opens_at", "check_opens_at")
    after = ("check_closes_at", "review_opens_at", "closes_at")
    later = dict.fromkeys(after, now + timedelta(days=4))
    return Session(
        id=RecordId(f"s-{home.id}"),
        community=home.id,
        number=1,
        plan=Plan(**dict.fromkeys(before, now), **later),
        rounds=(),
        state=SessionState.OPEN,
        held_by=home.convenor,
    )
