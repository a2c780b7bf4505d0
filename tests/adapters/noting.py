"""A check-in is open, in whichever chat: what is needed for it, and what is kept outside of its door."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from bot.boundary.decision import Decision
from bot.boundary.notes import OpenBox
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.notes import Door, NotesWay, NotesWindow, WindowTimes, slots_for
from storage import Database
from storage.tables import metadata
from storage.unsigned import window_box, window_door

WINDOW: Final = RecordId("window1")
DOUBT: Final = "I still wonder whether Dr Brown of Ward 7 was asked early enough, as the only one who was there."
BEHIND_THE_DOOR: Final = frozenset({window_box.name, window_door.name})


def checks_in(database: Database, community: Community, now: datetime) -> None:
    """Notes are agreed on, and everybody has the card."""
    times = WindowTimes(
        checks_in_at=now - timedelta(hours=1),
        reminds_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=2),
        releases_at=now + timedelta(days=5),
    )
    window = NotesWindow(
        id=WINDOW,
        community=community.id,
        after=now - timedelta(days=9),
        door=Door.OPEN,
        times=times,
        checked_in=True,
    )
    people = tuple(sorted(community.circle))
    box = OpenBox(
        community=community.id, window=WINDOW, people=people, slots=slots_for(len(people))
    )
    agreed = (_agreed(community, one, now) for one in (Matter.ROUTES, Matter.NOTES))
    with database.offices().open() as office:
        office.keep(Decision(keep=(*agreed, window), notes=(box,)), now)


def outside_of_the_door(database: Database) -> dict[str, list[Any]]:
    """Every row of every other table."""
    with database._door.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in BEHIND_THE_DOOR
        }


def passed(database: Database) -> int:
    with database._door.reading() as connection:
        return sum(row.passed for row in connection.execute(select(window_door)))


def _agreed(community: Community, matter: Matter, now: datetime) -> Agreement:
    return Agreement(
        id=RecordId(f"agreed{matter}"),
        community=community.id,
        matter=matter,
        about=NotesWay.ANY_TIME.value if matter is Matter.NOTES else "",
        words="danger: we ring the duty lead",
        agreed_at=now,
    )
