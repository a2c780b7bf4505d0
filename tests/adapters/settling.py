"""A community that has lived in a chat for a while, whichever chat it is: people who look after it, and members."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time

from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.hours import Hours
from bot.domain.ids import CommunityId, PersonId, RecordId, Room
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from storage import Database

KEEPERS = ("fay", "dev")
MEMBERS = ("mia", "ned", "oli", "pam", "quy", "ros")
AWAKE = Hours(working_days=frozenset(range(7)), quiet_from=time(0), quiet_to=time(0))
"""Nobody has to wait for the morning, whenever the test runs."""

Of = Callable[[str], PersonId]
"""Who it is that is called so in the chat."""


def settled_community(of: Of, room: Room, id: str) -> Community:
    return Community(
        id=CommunityId(RecordId(id)),
        name=f"Going {id} well",
        purpose="To judge better when people can go.",
        roles="Ward and community staff",
        convenor=of("fay"),
        convenor_name="Fay",
        facilitator=looks_after(of, "fay"),
        deputy=looks_after(of, "dev"),
        rooms=(room,),
        members=tuple(_member(of, name) for name in MEMBERS),
        rhythm=Rhythm(cadence=Weekly(2, 0, date(2027, 1, 4)), hours=AWAKE, region=""),
        stage=Stage.ACTIVE,
    )


def looks_after(of: Of, name: str) -> Appointment:
    return Appointment(person=of(name), name=name.title(), answer=Answer.YES)


@contextmanager
def busy(database: Database) -> Iterator[threading.Event]:
    """Somebody else holds the database until the event is set."""
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with database.offices().open():
            held.set()
            let_go.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(60)
    try:
        yield let_go
    finally:
        let_go.set()
        thread.join()


def _member(of: Of, name: str) -> Member:
    return Member(person=of(name), name=name.title(), standing=Standing.JOINED)
