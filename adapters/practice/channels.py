"""Which channels there are; who is in each, and who has gone out of it: people, and the bot."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from adapters.practice.cast import Walked
from adapters.practice.shelf_file import writing

_WALK = "INSERT OR REPLACE INTO walked (person, channel, inside) VALUES (?, ?, ?)"


class Channels:
    """A part of the shelf (shelf.py), in the same file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def made(self) -> frozenset[str]:
        """Those that were made beside the first."""
        return frozenset(row["id"] for row in self._db.execute("SELECT id FROM channel"))

    def make(self, channel: str, people: Iterable[str]) -> None:
        """A new one, with these people in it. One that is there already stays as it is."""
        with writing(self._db) as db:
            made = db.execute("INSERT OR IGNORE INTO channel VALUES (?)", (channel,))
            if made.rowcount:
                db.executemany(_WALK, [(one, channel, True) for one in people])

    def walked(self) -> Mapping[str, Walked]:
        """Who has walked in, or out, and where."""
        found = defaultdict[str, dict[str, bool]](dict)
        for row in self._db.execute("SELECT person, channel, inside FROM walked"):
            found[row["person"]][row["channel"]] = bool(row["inside"])
        return dict(found)

    def walk(self, person: str, channels: Iterable[str], *, inside: bool) -> None:
        with writing(self._db) as db:
            db.executemany(_WALK, [(person, channel, inside) for channel in channels])

    def left(self) -> frozenset[str]:
        """The places that the bot has left."""
        return frozenset(row["place"] for row in self._db.execute("SELECT place FROM bot_left"))

    def leave(self, place: str) -> None:
        """Left twice, it is left once."""
        with writing(self._db) as db:
            db.execute("INSERT OR IGNORE INTO bot_left VALUES (?)", (place,))

    def come_back(self, place: str) -> None:
        with writing(self._db) as db:
            db.execute("DELETE FROM bot_left WHERE place = ?", (place,))
