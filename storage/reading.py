"""Reading what is known."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, select

from bot.boundary.decision import Slip
from bot.domain.community import Community
from bot.domain.ids import (
    Address,
    CommunityId,
    Direct,
    PersonId,
    PostName,
    RecordId,
    Room,
    place_from,
    place_key,
)
from bot.domain.records import Record
from storage.box import Boxes
from storage.house import House
from storage.keys import CommunityKeys
from storage.rows import read
from storage.seal import about
from storage.states import Cause, State
from storage.tables import community_person, community_room, outbox, records

R = TypeVar("R", bound=Record)


class Reading:
    """Implements `bot.boundary.ports.Records`, within one transaction."""

    def __init__(
        self, connection: Connection, house: House, keys: CommunityKeys, boxes: Boxes
    ) -> None:
        self._connection = connection
        self._house = house
        self._keys = keys
        self._boxes = boxes

    def community(self, community: CommunityId) -> Community:
        """Held first and read then, so that what is read is what the one before left behind."""
        if not self._keys.hold(community) or (found := self.one(Community, community)) is None:
            raise KeyError(community)
        return found

    def community_in(self, room: Room) -> Community | None:
        found = self._connection.scalar(
            select(community_room.c.community).where(
                community_room.c.platform == room.platform,
                community_room.c.workspace == room.workspace,
                community_room.c.channel == room.channel,
            )
        )
        return None if found is None else self.community(found)

    def communities_of(self, person: PersonId) -> tuple[Community, ...]:
        """Held one after the other in one order for everybody, so that nobody waits in a circle."""
        kept = records[Community].c
        found = self._connection.execute(
            select(kept.id, kept.kept)
            .join(community_person, community_person.c.community == kept.community)
            .where(community_person.c.mark == self._house.marks.of("person", person))
        ).all()
        held = {row.id: self.community(row.id) for row in sorted(found)}
        return tuple(held[row.id] for row in sorted(found, key=lambda row: row.kept))

    def one(self, kind: type[R], id: RecordId) -> R | None:
        rows = self._read(kind, select(records[kind]).where(records[kind].c.id == id))
        return rows[0] if rows else None

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]:
        table = records[kind]
        return self._read(kind, select(table).where(table.c.of == of).order_by(table.c.kept))

    def named(self, room: Room, address: Address) -> tuple[CommunityId, PostName] | None:
        row = self._connection.execute(
            select(outbox.c.community, outbox.c.name)
            .where(
                outbox.c.address == address,
                outbox.c.place == self._house.marks.of("place", place_key(room)),
            )
            .limit(1)
        ).one_or_none()
        return None if row is None else (row.community, row.name)

    def opened(self, box: str) -> tuple[Slip, ...]:
        return self._boxes.opened(box)

    def unreached(self, community: CommunityId) -> tuple[PersonId, ...]:
        """Those to whom nothing has been carried since a post could not be."""
        rows = self._connection.execute(_gone(community)).all()
        places = [place_from(self._whither(row)) for row in rows]
        people = dict.fromkeys(place.person for place in places if isinstance(place, Direct))
        return tuple(people)

    def on_its_way(self, community: CommunityId, name: PostName) -> bool:
        these = (outbox.c.community == community, outbox.c.name == name)
        waiting = [State.READY.value, State.SENDING.value, State.UNSURE.value]
        query = select(outbox.c.seq).where(*these, outbox.c.state.in_(waiting)).limit(1)
        return self._connection.scalar(query) is not None

    def _read(self, kind: type[R], query: Select[Any]) -> tuple[R, ...]:
        name = records[kind].name
        return tuple(
            read(
                kind, self._keys.seal(row.community).open(row.sealed, about(name, "sealed", row.id))
            )
            for row in self._rows(query)
        )

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(query).all()

    def _whither(self, row: Row[Any]) -> str:
        seal = self._keys.seal(row.community)
        return seal.open(row.whither, about("outbox", "whither", row.id)).decode()


def _gone(community: CommunityId) -> Select[Any]:
    later = outbox.alias("later")
    carried_since = (
        select(later.c.seq)
        .where(
            later.c.community == community,
            later.c.place == outbox.c.place,
            later.c.seq > outbox.c.seq,
            later.c.carried_revision > 0,
        )
        .exists()
    )
    return (
        select(outbox)
        .where(
            outbox.c.community == community,
            outbox.c.state == State.DEAD.value,
            outbox.c.cause == Cause.GONE.value,
            outbox.c.carried_revision == 0,
            ~carried_since,
        )
        .order_by(outbox.c.seq)
    )
