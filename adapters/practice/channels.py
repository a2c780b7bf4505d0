"""Who is in the channel, and who has gone out of it: people, and the bot."""

import sqlite3
from collections.abc import Mapping

from adapters.practice.shelf_file import writing


class Channels:
    """A part of the shelf (shelf.py), in the same file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def walked(self) -> Mapping[str, bool]:
        """Who has walked in, or out."""
        rows = self._db.execute("SELECT person, inside FROM walked")
        return {row["person"]: bool(row["inside"]) for row in rows}

    def walk(self, person: str, *, inside: bool) -> None:
        with writing(self._db) as db:
            db.execute("INSERT OR REPLACE INTO walked VALUES (?, ?)", (person, inside))

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
