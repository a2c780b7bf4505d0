"""Reading what is known.

Statements are made once, here and in the files beside: making one takes three times as long as the
database needs to answer it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, select

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Slip
from bot.boundary.delivery import Why
from bot.boundary.notes import Leaf, Note, Passage
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
from storage.notes import Notes
from storage.outbox_tables import outbox
from storage.recall import Recall
from storage.rows import read
from storage.seal import about
from storage.states import OUT_OF_REACH, WHYS, State
from storage.tables import community_person, community_room, records

R = TypeVar("R", bound=Record)


class Reading:
    """Implements `bot.boundary.ports.Records`, within one transaction.

    What is held is read once, and recalled then: conversations ask for the same again and again.
    """

    def __init__(
        self,
        connection: Connection,
        house: House,
        keys: CommunityKeys,
        boxes: Boxes,
        notes: Notes,
    ) -> None:
        self._connection = connection
        self._house = house
        self._keys = keys
        self._boxes = boxes
        self._notes = notes
        self.recall = Recall()

    def community(self, community: CommunityId) -> Community:
        """Held first and read then, so that what is read is what the one before left behind."""
        if not self._keys.hold(community) or (found := self.one(Community, community)) is None:
            raise KeyError(community)
        return found

    def community_in(self, room: Room) -> Community | None:
        these = {
            "platform": room.platform,
            "workspace": room.workspace,
            "channel": room.channel,
        }
        found = self._connection.scalar(_IN_ROOM, these)
        return None if found is None else self.community(found)

    def communities_of(self, person: PersonId) -> tuple[Community, ...]:
        """Held one after the other in one order for everybody, so that nobody waits in a circle."""
        mark = self._house.marks.of("person", person)
        found = self._connection.execute(_OF_PERSON, {"mark": mark}).all()
        held = {row.id: self.community(row.id) for row in sorted(found)}
        return tuple(held[row.id] for row in sorted(found, key=lambda row: row.kept))

    def one(self, kind: type[R], id: RecordId) -> R | None:
        if (known := self.recall.one(kind, id)) is not None:
            return known
        row = self._held(kind, id)
        if row is None:
            return None
        found = self._unsealed(kind, row)
        self.recall.read(found)
        return found

    def all(self, kind: type[R], of: RecordId) -> tuple[R, ...]:
        if (known := self.recall.all(kind, of)) is not None:
            return known
        rows = self._connection.execute(_belonging_to(kind), {"of": of}).all()
        found = tuple(self._unsealed(kind, row) for row in rows)
        if all(self._keys.is_held(home) for home in {row.community for row in rows} or {of}):
            self.recall.read_all(kind, of, found)
        return found

    def past_its_day(self, kind: type[R], now: datetime) -> tuple[R, ...]:
        table = records[kind]
        rows = self._connection.execute(
            select(table).where(table.c.expires <= now).order_by(table.c.kept)
        )
        return tuple(self._unsealed(kind, row) for row in rows)

    def named(self, room: Room, address: Address) -> tuple[CommunityId, PostName] | None:
        place = self._house.marks.of("place", place_key(room))
        these = {"address": address, "place": place}
        row = self._connection.execute(_AT_ADDRESS, these).one_or_none()
        return None if row is None else (row.community, row.name)

    def opened(self, box: str) -> tuple[Slip, ...]:
        return self._boxes.opened(box)

    def passage(self, window: str, person: PersonId, delivery: DeliveryId) -> Passage:
        return self._notes.windows.passage(window, person, delivery)

    def leaves(self, window: str) -> tuple[Leaf, ...]:
        return self._notes.windows.leaves(window)

    def has_door(self, window: str) -> bool:
        return self._notes.windows.has_door(window)

    def passed(self, window: str, people: Collection[PersonId]) -> int:
        return self._notes.windows.passed(window, people)

    def notes(self, community: CommunityId) -> tuple[Note, ...]:
        return self._notes.kept.of(community)

    def unreached(self, community: CommunityId) -> Mapping[PersonId, Why | None]:
        """Those to whom nothing has been carried since a post could not be."""
        rows = self._connection.execute(_GONE, {"community": community}).all()
        places = ((place_from(self._whither(row)), row.cause) for row in rows)
        return {
            place.person: Why(cause) if cause in WHYS else None
            for place, cause in places
            if isinstance(place, Direct)
        }

    def on_its_way(self, community: CommunityId, name: PostName) -> bool:
        these = {"community": community, "name": name}
        return self._connection.scalar(_ON_ITS_WAY, these) is not None

    def _held(self, kind: type[Record], id: RecordId) -> Row[Any] | None:
        """Looked at again once its community is held: it may have changed meanwhile, or be gone."""
        row = self._row(kind, id)
        if row is not None and not self._keys.is_held(row.community):
            self._keys.hold(row.community)
            row = self._row(kind, id)
        return row

    def _row(self, kind: type[Record], id: RecordId) -> Row[Any] | None:
        return self._connection.execute(_with_id(kind), {"id": id}).one_or_none()

    def _unsealed(self, kind: type[R], row: Row[Any]) -> R:
        where = about(records[kind].name, "sealed", row.id)
        return read(kind, self._keys.seal(row.community).open(row.sealed, where))

    def _whither(self, row: Row[Any]) -> str:
        seal = self._keys.seal(row.community)
        return seal.open(row.whither, about("outbox", "whither", row.id)).decode()


@cache
def _with_id(kind: type[Record]) -> Select[Any]:
    table = records[kind]
    return select(table).where(table.c.id == bindparam("id"))


@cache
def _belonging_to(kind: type[Record]) -> Select[Any]:
    table = records[kind]
    return select(table).where(table.c.of == bindparam("of")).order_by(table.c.kept)


_IN_ROOM = select(community_room.c.community).where(
    community_room.c.platform == bindparam("platform"),
    community_room.c.workspace == bindparam("workspace"),
    community_room.c.channel == bindparam("channel"),
)
_OF_PERSON = (
    select(records[Community].c.id, records[Community].c.kept)
    .join(community_person, community_person.c.community == records[Community].c.community)
    .where(community_person.c.mark == bindparam("mark"))
)
_AT_ADDRESS = (
    select(outbox.c.community, outbox.c.name)
    .where(outbox.c.address == bindparam("address"), outbox.c.place == bindparam("place"))
    .limit(1)
)
_ON_ITS_WAY = (
    select(outbox.c.seq)
    .where(
        outbox.c.community == bindparam("community"),
        outbox.c.name == bindparam("name"),
        outbox.c.state.in_([State.READY.value, State.SENDING.value, State.UNSURE.value]),
    )
    .limit(1)
)
_later = outbox.alias("later")
_GONE = (
    select(outbox)
    .where(
        outbox.c.community == bindparam("community"),
        outbox.c.state == State.DEAD.value,
        outbox.c.cause.in_(OUT_OF_REACH),
        outbox.c.carried_revision == 0,
        ~select(_later.c.seq)
        .where(
            _later.c.community == outbox.c.community,
            _later.c.place == outbox.c.place,
            _later.c.seq > outbox.c.seq,
            _later.c.carried_revision > 0,
        )
        .exists(),
    )
    .order_by(outbox.c.seq)
)
