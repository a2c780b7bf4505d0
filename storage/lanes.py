"""Rates that all processes share: the generic cell rate algorithm, kept in the database.

A lane remembers the "theoretical arrival time" (tat) of its next post. A post may come early by
`burst - 1` gaps; each moves the tat on by one gap.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Connection,
    FromClause,
    Row,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.sql.elements import ColumnElement

from bot.boundary.delivery import Lane
from storage.outbox_tables import lane
from storage.types import microseconds
from storage.upsert import insert_on


def open_lanes(connection: Connection, lanes: Iterable[tuple[bytes, Lane]]) -> None:
    """Make the lanes that are new, and give known ones the rate that holds now. Sorted, so that two
    processes never wait for each other in a circle."""
    rows = [
        {"mark": mark, "emission": round(1_000_000 / one.per_second), "burst": one.burst, "tat": 0}
        for mark, one in sorted(dict(lanes).items())
    ]
    if not rows:
        return
    connection.execute(_opening(connection.dialect.name), rows)


@cache
def _opening(dialect: str) -> Insert:
    statement = insert_on(lane, dialect)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["mark"],
        set_={"emission": new.emission, "burst": new.burst},
        where=or_(lane.c.emission != new.emission, lane.c.burst != new.burst),
    )


def opens_at(lanes: FromClause) -> ColumnElement[int]:
    """When a lane takes its next post, in epoch microseconds."""
    return lanes.c.tat - (lanes.c.burst - 1) * lanes.c.emission


class Turnstile:
    """Lets posts through the lanes that this transaction could get hold of."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = microseconds(now)
        self._lanes: dict[bytes, Row[Any] | None] = {}
        self._tat: dict[bytes, int] = {}

    def lets(self, lanes: Iterable[bytes | None]) -> bool:
        """Whether a post may go now through all of these; if so it is counted in each."""
        marks = [mark for mark in lanes if mark is not None]
        if not all(self._free(mark) for mark in marks):
            return False
        for mark in marks:
            self._count(mark)
        return True

    def reach(self, rows: Iterable[Row[Any]]) -> None:
        """Take hold of the lanes of these posts. Those in another process's hands are left to it."""
        marks = {mark for row in rows for mark in (row.lane, row.second_lane) if mark is not None}
        missing = sorted(marks - self._lanes.keys())
        if not missing:
            return
        found = self._connection.execute(_REACH, {"marks": missing})
        self._lanes |= dict.fromkeys(missing)
        self._lanes |= {row.mark: row for row in found}

    @property
    def shut(self) -> list[bytes]:
        """The lanes that let nobody through any more."""
        return [mark for mark in self._lanes if not self._free(mark)]

    def keep(self) -> None:
        """Write down how far the lanes have come."""
        if self._tat:
            rows = [{"this": mark, "tat": tat} for mark, tat in sorted(self._tat.items())]
            self._connection.execute(_MOVE, rows)

    def _free(self, mark: bytes) -> bool:
        row = self._lanes[mark]
        if row is None:
            return False
        return bool(self._next(row) - (row.burst - 1) * row.emission <= self._now)

    def _count(self, mark: bytes) -> None:
        if (row := self._lanes[mark]) is not None:
            self._tat[mark] = max(self._next(row), self._now) + row.emission

    def _next(self, row: Row[Any]) -> int:
        return self._tat.get(row.mark, int(row.tat))


_REACH = (
    select(lane)
    .where(lane.c.mark.in_(bindparam("marks", expanding=True)))
    .with_for_update(skip_locked=True)
)
_MOVE = update(lane).where(lane.c.mark == bindparam("this")).values(tat=bindparam("tat"))


def hold_back(
    connection: Connection, marks: Sequence[bytes], passed_at: datetime, until: datetime
) -> None:
    """The platform said "not before" to a post that passed these lanes, the narrowest first. It does not say
    which of them was too fast; the one that is to blame lets nothing through until then."""
    found = {row.mark: row for row in connection.execute(_THESE, {"marks": list(marks)})}
    known = [found[mark] for mark in marks if mark in found]
    if known:
        blamed = next((row for row in known if _was_busy(row, passed_at)), known[-1])
        later = microseconds(until) + (blamed.burst - 1) * blamed.emission
        connection.execute(_HOLD_BACK, {"this": blamed.mark, "later": later})


def _was_busy(row: Row[Any], passed_at: datetime) -> bool:
    """Whether anything else went through about then. A lane that had rested can't have been too fast."""
    return bool(row.tat > microseconds(passed_at) + row.emission)


_THESE = select(lane).where(lane.c.mark.in_(bindparam("marks", expanding=True)))
_later: BindParameter[int] = bindparam("later", type_=BigInteger)
_HOLD_BACK = (
    update(lane).where(lane.c.mark == bindparam("this"), lane.c.tat < _later).values(tat=_later)
)
