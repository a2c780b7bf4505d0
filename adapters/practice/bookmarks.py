"""How far each script has been played, and what was done by hand before a script came to it."""

import sqlite3

from adapters.practice.shelf_file import writing


class Bookmarks:
    """A part of the shelf (shelf.py), in the same file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def played(self, script: str) -> int:
        """How many steps of a script have been played."""
        row = self._db.execute("SELECT played FROM script WHERE name = ?", (script,)).fetchone()
        return 0 if row is None else int(row["played"])

    def since(self, script: str) -> int:
        """The newest message when the last step began."""
        row = self._db.execute("SELECT since FROM script WHERE name = ?", (script,)).fetchone()
        return 0 if row is None else int(row["since"])

    def remember(self, script: str, steps: int, since: int) -> None:
        with writing(self._db) as db:
            db.execute(
                "INSERT INTO script (name, played, since) VALUES (?, ?, ?) ON CONFLICT (name)"
                " DO UPDATE SET played = excluded.played, since = excluded.since",
                (script, steps, since),
            )

    def did_by_hand(self, person: str, deed: str) -> None:
        """`deed` as a step of a script says it, and never what anybody wrote."""
        with writing(self._db) as db:
            db.execute("INSERT INTO by_hand (person, deed) VALUES (?, ?)", (person, deed))

    def count_by_hand(self, person: str, deed: str) -> bool:
        """Whether they did it by hand, before a script came to it. Each time counts once."""
        with writing(self._db) as db:
            gone = db.execute(
                "DELETE FROM by_hand WHERE id ="
                " (SELECT min(id) FROM by_hand WHERE person = ? AND deed = ?)",
                (person, deed),
            )
            return gone.rowcount == 1

    def abandoned(self, script: str) -> bool:
        query = "SELECT 1 FROM script WHERE name = ? AND abandoned"
        return self._db.execute(query, (script,)).fetchone() is not None

    def abandon(self, script: str) -> None:
        with writing(self._db) as db:
            db.execute(
                "INSERT INTO script (name, played, since, abandoned) VALUES (?, 0, 0, 1)"
                " ON CONFLICT (name) DO UPDATE SET abandoned = 1",
                (script,),
            )
