"""Communities for the measurements in a chat: each meets in a room, and its session runs."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.clock import SystemClock
from benchmarks._ground import community
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId, Room
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.session import Session
from tests.adapters.running_session import session_of

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
    session = session_of(home, SystemClock.now())
    return replace(session, id=RecordId(f"s-{home.id}"), held_by=home.convenor)
