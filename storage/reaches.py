"""By which way a chat reaches people and rooms: what it told once, and would not tell again when it is needed."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from storage.door import Door
from storage.house import House
from storage.keys import found_tokens_seal, tokens_seal
from storage.reach_tables import reach
from storage.seal import Seal, about
from storage.upsert import insert

Way = Mapping[str, str]
"""What the chat's adapter makes of it; nothing here reads it."""


class Reaches:
    """Each call is a transaction of its own. A way is found by the whole of its name alone."""

    def __init__(self, door: Door, house: House) -> None:
        self._door = door
        self._house = house

    def find(self, name: str) -> Way | None:
        mark = self._mark(name)
        with self._door.reading() as connection:
            found = select(reach.c.mark, reach.c.sealed).where(reach.c.mark == mark)
            return next((way for _, way in self._opened(connection, found)), None)

    def keep(self, name: str, way: Way, through: str = "") -> None:
        """In place of what was kept under this name before."""
        mark = self._mark(name)
        with self._door.transaction() as connection:
            plain = json.dumps([name, dict(way)]).encode()
            row = {
                "through": self._mark(through) if through else None,
                "sealed": tokens_seal(connection, self._house.keyring).seal(plain, _where(mark)),
            }
            new = insert(reach, connection).values(mark=mark, **row)
            connection.execute(new.on_conflict_do_update(index_elements=["mark"], set_=row))

    def forget(self, name: str) -> None:
        with self._door.transaction() as connection:
            connection.execute(delete(reach).where(reach.c.mark == self._mark(name)))

    def through(self, name: str) -> Mapping[str, Way]:
        """Every way that goes through this, by its name."""
        with self._door.reading() as connection:
            found = select(reach.c.mark, reach.c.sealed)
            return dict(self._opened(connection, found.where(reach.c.through == self._mark(name))))

    def all(self) -> Mapping[str, Way]:
        """Every way there is, by its name."""
        with self._door.reading() as connection:
            return dict(self._opened(connection, select(reach.c.mark, reach.c.sealed)))

    def forget_through(self, name: str) -> None:
        with self._door.transaction() as connection:
            connection.execute(delete(reach).where(reach.c.through == self._mark(name)))

    def _opened(self, connection: Connection, found: Select[Any, Any]) -> Iterator[tuple[str, Way]]:
        rows = connection.execute(found.order_by(reach.c.mark)).all()
        seal = found_tokens_seal(connection, self._house.keyring) if rows else None
        for row in rows:
            assert seal is not None, "it was sealed with it"
            yield _told(seal, row.mark, row.sealed)

    def _mark(self, name: str) -> bytes:
        return self._house.marks.of("reach", name)


def _told(seal: Seal, mark: bytes, sealed: bytes) -> tuple[str, Way]:
    name, way = json.loads(seal.open(sealed, _where(mark)))
    return name, way


def _where(mark: bytes) -> bytes:
    return about(reach.name, "sealed", mark.hex())
