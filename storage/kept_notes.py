"""Notes that have come out of their box, until they are let go.

Whenever one of a community's notes changes, all of them are sealed and laid anew, in an order of chance:
no row tells when it was touched, nor a copy of yesterday which of them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from bot.boundary.notes import ForgetNotes, KeepNotes, Note
from bot.boundary.ports import Mint
from bot.domain.ids import CommunityId
from storage.keys import CommunityKeys
from storage.leaves import padded, read
from storage.seal import about
from storage.unsigned import note


class KeptNotes:
    """The notes of the communities that one transaction deals with."""

    def __init__(self, connection: Connection, mint: Mint, keys: CommunityKeys) -> None:
        self._connection = connection
        self._mint = mint
        self._keys = keys

    def of(self, community: CommunityId) -> tuple[Note, ...]:
        if not self._keys.hold(community):
            return ()
        rows = self._connection.execute(_OF, {"community": community}).all()
        return self._mint.shuffled([self._note(community, row) for row in rows])

    def keep(self, keeping: KeepNotes) -> None:
        self._keys.hold_all([keeping.community])
        self._lay_anew(keeping.community, {one.key: one for one in keeping.notes})

    def forget(self, forgetting: ForgetNotes) -> None:
        self._lay_anew(forgetting.community, dict.fromkeys(forgetting.keys))

    def _lay_anew(self, community: CommunityId, changes: Mapping[str, Note | None]) -> None:
        """What has become None is gone."""
        changed: dict[str, Note | None] = {one.key: one for one in self.of(community)}
        rows = [self._row(one) for one in (changed | {**changes}).values() if one]
        self._connection.execute(_TAKE_OUT, {"community": community})
        if rows:
            self._connection.execute(insert(note), self._mint.shuffled(rows))

    def _row(self, one: Note) -> Mapping[str, object]:
        sealed = self._keys.seal(one.community).seal(padded(one.leaf), _where(one.key))
        return {
            "key": one.key,
            "community": one.community,
            "window": one.window,
            "sealed": sealed,
        }

    def _note(self, community: CommunityId, row: Row[Any, Any, Any]) -> Note:
        leaf = read(self._keys.seal(community).open(row.sealed, _where(row.key)))
        return Note(community=community, key=row.key, window=row.window, leaf=leaf)


_OF = select(note.c.key, note.c.window, note.c.sealed).where(
    note.c.community == bindparam("community")
)
_TAKE_OUT = delete(note).where(note.c.community == bindparam("community"))


def _where(key: str) -> bytes:
    return about(note.name, "sealed", key)
