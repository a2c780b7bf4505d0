"""What lies behind the door of an open window: its key, its box, its door (docs/decisions/0016).

Whoever touches any of it holds the window's key first, so that two who press at once are heard one
after the other. Box and door are laid anew as a whole at every pass: PostgreSQL notes with each row
which transaction wrote it, and puts the newest last.
"""

import os
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.boundary.arrivals import DeliveryId
from bot.boundary.notes import DestroyBox, LayAnew, Leaf, OpenBox, Pass, Passage
from bot.boundary.ports import Mint
from bot.domain.ids import PersonId
from storage.keys import CommunityKeys
from storage.leaves import SEALED, laid, taken_out
from storage.seal import Keyring, Marks, Seal, about, new_key
from storage.unsigned import window_box, window_door, window_key
from storage.upsert import is_new

MARK = 16
"""Bytes of a mark."""


class Windows:
    """The open windows, within one transaction."""

    def __init__(
        self, connection: Connection, keyring: Keyring, mint: Mint, keys: CommunityKeys
    ) -> None:
        self._connection = connection
        self._keyring = keyring
        self._mint = mint
        self._communities = keys
        self._held: dict[str, bytes] = {}

    def passage(self, window: str, person: PersonId, delivery: DeliveryId) -> Passage:
        if (key := self._hold(window)) is None:
            return Passage.NO_WAY
        at = {"window": window, "mark": _person(key, person)}
        row = self._connection.execute(_ROW, at).one_or_none()
        if row is None:
            return Passage.NO_WAY
        if not row.passed:
            return Passage.FREE
        return Passage.AGAIN if row.delivery == _delivery(key, delivery) else Passage.PASSED

    def leaves(self, window: str) -> tuple[Leaf, ...]:
        if (key := self._hold(window)) is None:
            return ()
        value = self._connection.execute(_BOX, {"window": window}).scalar_one()
        return self._mint.shuffled(taken_out(value, Seal(key), window))

    def has_door(self, window: str) -> bool:
        return self._hold(window) is not None

    def passed(self, window: str, people: Collection[PersonId]) -> int:
        if (key := self._hold(window)) is None:
            return 0
        marks = {_person(key, person) for person in people}
        rows = self._connection.execute(_DOOR, {"window": window})
        return sum(1 for row in rows if row.passed and row.mark in marks)

    def open(self, opened: OpenBox) -> None:
        """One that is open already stays as it is."""
        self._communities.hold_all([opened.community])
        window, key = opened.window, new_key()
        wrapped = self._keyring.wrap(key, _wrapped(window))
        if not is_new(
            self._connection,
            window_key,
            window=window,
            community=opened.community,
            wrapped=wrapped,
        ):
            return
        self._held[window] = key
        box = self._laid(window, opened.leaves, opened.slots)
        self._connection.execute(insert(window_box), {"window": window, "sealed": box})
        marks = {_person(key, person) for person in opened.people}
        self._lay_door([_free(window, mark) for mark in marks])

    def go_through(self, passing: Pass) -> None:
        """The same statements of the same sizes, whether something was written or not."""
        window, delivery = passing.window, passing.delivery
        if self.passage(window, passing.person, delivery) is not Passage.FREE:
            raise ValueError("nobody goes through a door twice, or through one that is shut")
        self.lay_anew(LayAnew(window=window, leaves=passing.leaves))
        key = self._held[window]
        mine = _person(key, passing.person)
        rows = [row._asdict() for row in self._connection.execute(_DOOR, {"window": window})]
        came = {"passed": True, "delivery": _delivery(key, delivery)}
        self._connection.execute(_TAKE_DOOR_OUT, {"of": window})
        self._lay_door([row | came if row["mark"] == mine else row for row in rows])

    def lay_anew(self, laying: LayAnew) -> None:
        if self._hold(laying.window) is None:
            raise KeyError(laying.window)
        size = self._connection.execute(_SIZE, {"window": laying.window}).scalar_one()
        box = self._laid(laying.window, laying.leaves, size // SEALED)
        self._connection.execute(_LAY, {"of": laying.window, "sealed": box})

    def destroy(self, destroyed: DestroyBox) -> None:
        """Door and box go with the key, which is held first, as by everybody."""
        self._hold(destroyed.window)
        self._held.pop(destroyed.window, None)
        for table in (window_door, window_box, window_key):
            self._connection.execute(delete(table).where(table.c.window == destroyed.window))

    def _hold(self, window: str) -> bytes | None:
        """Keep everyone else away from this window until the transaction ends. None: it is not open."""
        if window not in self._held:
            wrapped = self._connection.scalar(_HOLD, {"window": window})
            if wrapped is None:
                return None
            self._held[window] = self._keyring.unwrap(wrapped, _wrapped(window))
        return self._held[window]

    def _laid(self, window: str, leaves: Collection[Leaf], slots: int) -> bytes:
        return laid(tuple(leaves), slots, Seal(self._held[window]), window, self._mint.shuffled)

    def _lay_door(self, rows: Collection[Mapping[str, object]]) -> None:
        if rows:
            self._connection.execute(insert(window_door), self._mint.shuffled(list(rows)))


_HOLD = (
    select(window_key.c.wrapped)
    .where(window_key.c.window == bindparam("window"))
    .with_for_update(key_share=True)
)
_BOX = select(window_box.c.sealed).where(window_box.c.window == bindparam("window"))
_SIZE = select(func.length(window_box.c.sealed)).where(window_box.c.window == bindparam("window"))
_LAY = update(window_box).where(window_box.c.window == bindparam("of"))
_DOOR = select(window_door).where(window_door.c.window == bindparam("window"))
_ROW = _DOOR.where(window_door.c.mark == bindparam("mark"))
_TAKE_DOOR_OUT = delete(window_door).where(window_door.c.window == bindparam("of"))


def _free(window: str, mark: bytes) -> Mapping[str, object]:
    return {"window": window, "mark": mark, "passed": False, "delivery": os.urandom(MARK)}


def _person(key: bytes, person: PersonId) -> bytes:
    return Marks(key).of("person", person)


def _delivery(key: bytes, delivery: DeliveryId) -> bytes:
    return Marks(key).of("delivery", delivery)


def _wrapped(window: str) -> bytes:
    return about(window_key.name, "wrapped", window)
