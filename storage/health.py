"""How the database is, for the doctor and the metrics. Numbers and versions; nobody's words or names."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from storage.claiming import is_in
from storage.door import Door
from storage.migrate import NEWEST, revision
from storage.outbox_tables import outbox
from storage.states import Cause, State
from storage.tables import alarm, waiting

LATE = timedelta(minutes=10)
"""An alarm that should have rung this long ago is stuck: the clock rings every second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`revision` is the tables', `known_revision` this code's: they must be the same. `tells_when`: the
    engine notes with each row when it was written (looked at when `thorough`).

    The outbox: `waiting` are ready or under way, the oldest said at `oldest`; `unsure` may or may not
    have arrived; `needs_person` wait for somebody to look; `dead` were given up though they mattered, of
    which `doubtful` may have arrived and were not repeated, and `lost` had no message to stand under.
    """

    engine: str
    version: str
    sound: bool
    revision: str | None
    known_revision: str
    tells_when: bool = False
    stuck_alarms: int = 0
    waiting: int = 0
    oldest: datetime | None = None
    unsure: int = 0
    needs_person: int = 0
    dead: int = 0
    doubtful: int = 0
    lost: int = 0

    @property
    def fits(self) -> bool:
        """The tables are those that this code knows."""
        return self.revision == self.known_revision


def health(door: Door, now: datetime, *, thorough: bool) -> Health:
    """`thorough` looks through the database's own files too, which takes a while when it is large."""
    version, sound = door.version(), door.is_sound() if thorough else True
    with door.transaction() as connection:
        current = revision(connection)
        if current != NEWEST:
            return Health(
                engine=door.name,
                version=version,
                sound=sound,
                revision=current,
                known_revision=NEWEST,
            )
        counted = _counted(connection, door.name, version, NEWEST, now, sound=sound)
    return replace(counted, tells_when=door.tells_when()) if thorough else counted


def _counted(
    connection: Connection, engine: str, version: str, current: str, now: datetime, *, sound: bool
) -> Health:
    under_way = or_(is_in(outbox, State.READY), is_in(outbox, State.SENDING))
    dead = and_(outbox.c.state == State.DEAD.value, outbox.c.cause != Cause.PAST.value)
    return Health(
        engine=engine,
        version=version,
        sound=sound,
        revision=current,
        known_revision=current,
        stuck_alarms=_count(connection, waiting, or_(alarm.c.tries > 0, alarm.c.at < now - LATE)),
        waiting=_count(connection, under_way),
        oldest=connection.scalar(select(func.min(outbox.c.said_at)).where(under_way)),
        unsure=_count(connection, is_in(outbox, State.UNSURE)),
        needs_person=_count(connection, is_in(outbox, State.NEEDS_PERSON)),
        dead=_count(connection, dead),
        doubtful=_count(connection, dead, outbox.c.cause == Cause.DOUBT.value),
        lost=_count(connection, dead, outbox.c.cause == Cause.LOST.value),
    )


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).where(*which)) or 0
