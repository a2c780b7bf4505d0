"""Writing records down, with what finds them again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select
from sqlalchemy.sql.dml import Insert

from bot.domain.community import Community
from bot.domain.ids import CommunityId, RecordId, Room
from bot.domain.records import Belonging, Record
from bot.domain.refusal import Reason, Refused
from storage.alarms import Alarms
from storage.house import House
from storage.keys import CommunityKeys
from storage.rows import written
from storage.seal import about
from storage.tables import KINDS, community_person, community_room, records
from storage.upsert import insert, insert_on, is_new

R = TypeVar("R", bound=Record)


class Before(Protocol):
    """How a record stands, if this transaction has read or written it."""

    def __call__(self, kind: type[R], id: RecordId, /) -> R | None: ...


class Keeping:
    """Records, within one transaction."""

    def __init__(
        self, connection: Connection, house: House, keys: CommunityKeys, alarms: Alarms
    ) -> None:
        self._connection = connection
        self._house = house
        self._keys = keys
        self._alarms = alarms

    def keep(self, kept: Sequence[Record], at: datetime, before: Before) -> None:
        """One that is there already is replaced, in its old place in the order, with its alarms."""
        otherwise = {one.id for one in kept if not _rings_as_before(one, before)}
        for kind, run in groupby(kept, key=type):
            self._write(kind, list(run))
        for one in {one.id: one for one in kept if isinstance(one, Community)}.values():
            self._find_again(one, before(Community, one.id))
        if otherwise:
            self._alarms.replace([one for one in kept if one.id in otherwise], at)

    def forget(self, forgotten: Iterable[Record]) -> None:
        """Forgetting a community forgets everything that was ever sealed for it."""
        for one in forgotten:
            table = records[type(one)]
            self._connection.execute(delete(table).where(table.c.id == one.id))
            self._alarms.remove_about([one.id])
            if isinstance(one, Community):
                self._keys.destroy(one.id)

    def clear(self, now: datetime) -> int:
        """Delete the records whose time is over."""
        gone = 0
        for table in records.values():
            ids = self._connection.scalars(
                delete(table).where(table.c.expires <= now).returning(table.c.id)
            ).all()
            if ids:
                self._alarms.remove_about(ids)
            gone += len(ids)
        return gone

    def _write(self, kind: type[Record], kept: Sequence[Record]) -> None:
        if kind not in KINDS:
            raise TypeError(f"no table for {kind.__name__}: add it to KINDS in storage/tables.py")
        statement = _keeping(kind, self._connection.dialect.name)
        self._connection.execute(statement, [self._row(one) for one in kept])

    def _row(self, one: Record) -> Mapping[str, object]:
        where = about(records[type(one)].name, "sealed", one.id)
        return {
            "id": one.id,
            "community": one.community,
            "of": one.of,
            "sealed": self._keys.seal(one.community).seal(written(one), where),
            "expires": one.expires(),
        }

    def _find_again(self, community: Community, before: Community | None) -> None:
        """By its rooms and its people, where they are not those of before."""
        if before is None or before.rooms != community.rooms:
            self._find_by_room(community)
        if before is None or before.people != community.people:
            self._find_by_person(community)

    def _find_by_room(self, community: Community) -> None:
        """A room has one community. Of two founded there at once, the second hears that it was late."""
        found = self._connection.execute(_ROOMS, {"this": community.id})
        rooms = {Room(row.platform, row.workspace, row.channel) for row in found}
        for room in sorted(rooms - set(community.rooms)):
            mine = community_room.c.community == community.id
            self._connection.execute(delete(community_room).where(mine, *_same(room)))
        for room in sorted(set(community.rooms) - rooms):
            self._claim(room, community.id)

    def _claim(self, room: Room, community: CommunityId) -> None:
        if not is_new(
            self._connection,
            community_room,
            platform=room.platform,
            workspace=room.workspace,
            channel=room.channel,
            community=community,
        ):
            raise Refused(Reason.SOMEONE_WAS_FASTER)

    def _find_by_person(self, community: Community) -> None:
        wanted = {self._house.marks.of("person", person) for person in community.people}
        known = set(self._connection.scalars(_PEOPLE, {"this": community.id}))
        if gone := known - wanted:
            mine = community_person.c.community == community.id
            self._connection.execute(
                delete(community_person).where(mine, community_person.c.mark.in_(gone))
            )
        if new := sorted(wanted - known):
            self._connection.execute(
                insert(community_person, self._connection),
                [{"mark": mark, "community": community.id} for mark in new],
            )


def _rings_as_before(one: Record, before: Before) -> bool:
    """Its alarms are set: they were when it was kept as it stood. (Where a newer version rings otherwise of what is
    already kept, a migration has to set that.)"""
    if _never_rings(type(one)):
        return True
    stood = before(type(one), one.id)
    return stood is not None and stood.alarms() == one.alarms()


def _never_rings(kind: type[Record]) -> bool:
    return kind.alarms is Belonging.alarms


_ROOMS = select(community_room).where(community_room.c.community == bindparam("this"))
_PEOPLE = select(community_person.c.mark).where(community_person.c.community == bindparam("this"))


@cache
def _keeping(kind: type[Record], dialect: str) -> Insert:
    """Made once: making it takes longer than the database needs to follow it."""
    statement = insert_on(records[kind], dialect)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: new[name] for name in ("community", "of", "sealed", "expires")},
    )


def _same(room: Room) -> tuple[ColumnElement[bool], ...]:
    columns = community_room.c
    return (
        columns.platform == room.platform,
        columns.workspace == room.workspace,
        columns.channel == room.channel,
    )
