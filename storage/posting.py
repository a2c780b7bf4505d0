"""What was said goes into the outbox, in the same transaction as what caused it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, assert_never

from sqlalchemy import Connection, Row, and_, bindparam, case, or_, select, update

from bot.boundary.decision import (
    Care,
    Follow,
    Leave,
    Pin,
    Post,
    PutOff,
    Revise,
    Said,
    Settle,
)
from bot.boundary.delivery import Deed, Step
from bot.boundary.views import Card
from bot.domain.ids import Place, place_from, place_key
from storage.claiming import is_in
from storage.following import follow
from storage.house import House
from storage.keys import CommunityKeys
from storage.outbox_tables import PIN, outbox
from storage.rows import written
from storage.seal import Seal, about
from storage.states import Cause, State
from storage.types import Instant
from storage.upsert import unless_there
from storage.ways import Ways

New = Post | Pin | Leave
"""What becomes a row of its own."""


class Posting:
    """Writes posts, changes of posts and a person's word about a doubtful one."""

    def __init__(
        self, connection: Connection, house: House, keys: CommunityKeys, at: datetime
    ) -> None:
        self._connection = connection
        self._house = house
        self._keys = keys
        self._at = at
        self._ways = Ways(connection, house)
        self._written: dict[int, bytes] = {}

    def say(self, said: Sequence[Said]) -> None:
        self._keys.ensure(one.community for one in said)
        standing = self._reserve([one.name for one in said if isinstance(one, Revise | Settle)])
        self._ways.open(
            [
                *((one.to, _FIRST[type(one)]) for one in said if isinstance(one, New)),
                *((self._whither(row), Step.CHANGE) for row in standing),
            ]
        )
        for _, group in groupby(said, key=type):
            run = list(group)
            self._write([one for one in run if isinstance(one, New)])
            for one in run:
                if isinstance(one, Revise):
                    self._revise(one)
                elif isinstance(one, Settle):
                    self._settle(one)
                elif isinstance(one, Follow):
                    follow(self._connection, self._house, self._keys, one, self._at)
                elif isinstance(one, PutOff):
                    self._put_off(one)

    def _reserve(self, names: Sequence[str]) -> Sequence[Row[Any]]:
        """Take hold of everything that will be changed at once, in the order in which couriers do."""
        if not names:
            return ()
        return [*self._connection.execute(_RESERVE, {"names": sorted(set(names))})]

    def _write(self, new: Sequence[New]) -> None:
        """Nothing is ever said twice: a name that stands in a place already is left as it is."""
        if not new:
            return
        rows = [self._row(one) for one in new]
        self._connection.execute(unless_there(outbox, self._connection.dialect.name), rows)

    def _row(self, new: New) -> Mapping[str, object]:
        name, key, seal = self._house.mint.id(), place_key(new.to), self._keys.seal(new.community)
        return {
            "id": name,
            "community": new.community,
            "place": self._house.marks.of("place", key),
            "whither": seal.seal(key.encode(), about("outbox", "whither", name)),
            "revision": 1,
            "tried_revision": 0,
            "carried_revision": 0,
            "state": State.READY.value,
            "said_at": self._at,
            "tries": 0,
            **self._ways.columns(new.to, _FIRST[type(new)]),
            **self._what(new, seal, name),
        }

    def _what(self, new: New, seal: Seal, row: str) -> Mapping[str, object]:
        """What is to be done: put up a card, pin one that stands, or go."""
        match new:
            case Post(not_before=held):
                return {
                    "deed": Deed.POST.value,
                    "name": new.name,
                    "under": new.under,
                    "care": new.care.value,
                    "card": self._sealed(seal, new.card, row),
                    "not_before": held,
                    "due": max(self._at, held) if held else self._at,
                    "moot_at": new.until,
                }
            case Pin():
                return self._deed(Deed.PIN, PIN + new.name, under=new.name)
            case Leave():
                return self._deed(Deed.LEAVE, new.name)
            case _:
                assert_never(new)

    def _deed(self, deed: Deed, name: str, under: str | None = None) -> Mapping[str, object]:
        """Done twice it does no harm, so what is in doubt is done again."""
        return {
            "deed": deed.value,
            "name": name,
            "under": under,
            "care": Care.REPEAT.value,
            "card": None,
            "not_before": None,
            "due": self._at,
            "moot_at": None,
        }

    def _revise(self, revise: Revise) -> None:
        """Several waiting revisions become one. What stands already is made ready again."""
        if rows := self._meant(revise):
            self._connection.execute(_CHANGE, [self._changed(row, revise.card) for row in rows])

    def _changed(self, row: Row[Any], card: Card) -> Mapping[str, object]:
        again = _stands(row)
        lanes = {"lane": row.lane, "second_lane": row.second_lane}
        return {
            "this": row.seq,
            "card": self._sealed(self._keys.seal(row.community), card, row.id),
            "revision": row.revision + 1,
            "state": State.READY.value if again else row.state,
            "cause": None if again else row.cause,
            "due": self._at if again else row.due,
            "tries": 0 if again else row.tries,
            **(self._ways.columns(self._whither(row), Step.CHANGE) if again else lanes),
        }

    def _whither(self, row: Row[Any]) -> Place:
        sealed = about("outbox", "whither", row.id)
        return place_from(self._keys.seal(row.community).open(row.whither, sealed).decode())

    def _settle(self, settle: Settle) -> None:
        for row in self._meant(settle):
            looked = self._go_on(row, settle) if _is_to_go_on(row, settle) else self._is_there()
            self._connection.execute(
                update(outbox).where(outbox.c.seq == row.seq, _IN_DOUBT).values(looked)
            )

    def _go_on(self, row: Row[Any], settle: Settle) -> Mapping[str, object]:
        """What stands of it stays as it is."""
        seen = row.stand + 1 if settle.arrived else row.stand
        ready = {"state": State.READY.value, "cause": None, "due": self._at, "tries": 0}
        return {**ready, "stand": seen, "lease": None}

    def _is_there(self) -> Mapping[str, object]:
        return {
            "state": State.SENT.value,
            "cause": None,
            "carried_revision": outbox.c.tried_revision,
            "settled_at": self._at,
            "lease": None,
        }

    def _put_off(self, put_off: PutOff) -> None:
        place = self._house.marks.of("place", place_key(put_off.to))
        these = {"home": put_off.community, "there": place, "until": put_off.until}
        self._connection.execute(_PUT_OFF, these)

    def _meant(self, said: Revise | Settle) -> Sequence[Row[Any]]:
        """The posts of this name: everywhere, or where it says. They are looked for by their name alone:
        asked for the community as well, SQLite may go through everything that was ever said to it."""
        these: dict[str, object] = {"name": said.name}
        query = _NAMED
        if said.to is not None:
            these["place"] = self._house.marks.of("place", place_key(said.to))
            query = _NAMED_THERE
        rows = self._connection.execute(query, these)
        return [row for row in rows if row.community == said.community]

    def _sealed(self, seal: Seal, card: Card, row: str) -> bytes:
        """A card that goes to thousands is written out once."""
        if id(card) not in self._written:
            self._written[id(card)] = written(card)
        return seal.seal(self._written[id(card)], about("outbox", "card", row))


def _is_to_go_on(row: Row[Any], settle: Settle) -> bool:
    """It is not there; or the part is that was in doubt, and there may be more of it to come."""
    return not settle.arrived or row.stand is not None


def _stands(row: Row[Any]) -> bool:
    """It is done with, and can be changed where it is."""
    return row.state in (State.SENT, State.DEAD) and row.address is not None


_FIRST: Mapping[type[New], Step] = {Post: Step.POST, Pin: Step.PIN, Leave: Step.LEAVE}
_IN_DOUBT = or_(
    outbox.c.state == State.NEEDS_PERSON.value,
    and_(outbox.c.state == State.DEAD.value, outbox.c.cause == Cause.DOUBT.value),
)
_CHANGE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("this"))
    .values(
        {
            column: bindparam(column)
            for column in (
                *("card", "revision", "state", "cause", "due", "tries"),
                *("lane", "second_lane"),
            )
        }
    )
)
_until = bindparam("until", type_=Instant)
_PUT_OFF = (
    update(outbox)
    .where(
        is_in(outbox, State.READY),
        outbox.c.community == bindparam("home"),
        outbox.c.place == bindparam("there"),
    )
    .values(due=case((outbox.c.not_before > _until, outbox.c.not_before), else_=_until))
)
_RESERVE = (
    select(outbox.c.id, outbox.c.community, outbox.c.whither)
    .where(outbox.c.name.in_(bindparam("names", expanding=True)))
    .order_by(outbox.c.seq)
    .with_for_update()
)
_NAMED = select(outbox).where(outbox.c.name == bindparam("name"))
_NAMED_THERE = _NAMED.where(outbox.c.place == bindparam("place"))
