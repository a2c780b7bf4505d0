"""What the practice room remembers, in a SQLite file of its own: `practice.db`.

It is a platform's memory, as Slack has one, and apart from the bot's. Plain and synchronous: one
connection, used by one thread (see room.py). Nothing here is sealed: these people are invented.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from adapters.practice import rows
from adapters.practice.bookmarks import Bookmarks
from adapters.practice.channels import Channels
from adapters.practice.rows import Message, Opened, Whispered
from adapters.practice.shelf_file import opened, writing
from bot.boundary.delivery import Errand
from bot.boundary.views import Card

WHISPERS_KEPT = 20
DELIVERIES_KEPT = 10_000


class Shelf:
    def __init__(self, path: Path) -> None:
        """Raises `ShelfUnusable` when the file is in use, from a newer version, or can't be written."""
        self._db = opened(path)
        self.bookmarks = Bookmarks(self._db)
        self.channels = Channels(self._db)

    def close(self) -> None:
        self._db.close()

    # messages

    def post(self, errand: Errand, *, place: str, thread: int | None, at: datetime) -> int:
        """Put up a card. The same errand twice stands once."""
        card = rows.CARD.dump_json(errand.card).decode()
        with writing(self._db) as db:
            db.execute(
                "INSERT INTO message (place, thread, sender, at, card, revision, errand)"
                " VALUES (?, ?, '', ?, ?, ?, ?) ON CONFLICT (errand) DO NOTHING",
                (place, thread, rows.millis(at), card, errand.revision, errand.id),
            )
            return rows.one_id(db.execute("SELECT id FROM message WHERE errand = ?", (errand.id,)))

    def revise(self, message: int, card: Card, revision: int) -> bool:
        """Change a card in place; an older revision changes nothing. False when there is no such post."""
        with writing(self._db) as db:
            db.execute(
                "UPDATE message SET card = ?, revision = ?, revised = 1"
                " WHERE id = ? AND errand IS NOT NULL AND revision <= ?",
                (rows.CARD.dump_json(card).decode(), revision, message, revision),
            )
            found = db.execute(
                "SELECT 1 FROM message WHERE id = ? AND errand IS NOT NULL", (message,)
            )
            return found.fetchone() is not None

    def pin(self, message: int) -> bool:
        """Pinned twice, it is pinned once. False when there is no such post."""
        with writing(self._db) as db:
            pinned = db.execute(
                "UPDATE message SET pinned = 1 WHERE id = ? AND errand IS NOT NULL", (message,)
            )
            return pinned.rowcount == 1

    def pinned_in(self, places: Sequence[str]) -> tuple[Message, ...]:
        """What is pinned in these places, however long ago it was posted."""
        query = (
            "SELECT * FROM message WHERE pinned AND place IN (SELECT value FROM json_each(?))"
            " ORDER BY id"
        )
        return tuple(rows.message(row) for row in self._db.execute(query, (json.dumps(places),)))

    def find(self, errand: str) -> int | None:
        row = self._db.execute("SELECT id FROM message WHERE errand = ?", (errand,)).fetchone()
        return None if row is None else int(row["id"])

    def write_down(
        self, *, delivery: str, place: str, thread: int | None, sender: str, text: str, at: datetime
    ) -> int:
        """Put up a person's words. The same delivery twice stands once."""
        with writing(self._db) as db:
            db.execute(
                "INSERT INTO message (place, thread, sender, at, text, delivery)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (delivery) DO NOTHING",
                (place, thread, sender, rows.millis(at), text, delivery),
            )
            return rows.one_id(db.execute("SELECT id FROM message WHERE delivery = ?", (delivery,)))

    def message(self, id: int) -> Message | None:
        row = self._db.execute("SELECT * FROM message WHERE id = ?", (id,)).fetchone()
        return None if row is None else rows.message(row)

    def messages(self, places: Sequence[str], after: int = 0) -> tuple[Message, ...]:
        """Everything in these places that came after message `after`, oldest first."""
        query = (
            "SELECT * FROM message WHERE id > ? AND place IN (SELECT value FROM json_each(?))"
            " ORDER BY id"
        )
        given = (after, json.dumps(places))
        return tuple(rows.message(row) for row in self._db.execute(query, given))

    def newest(self) -> int:
        """The highest number of a message; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()[0])

    def posted(self) -> tuple[int, int]:
        """How many posts of the bot there are, and how often they were changed."""
        query = (
            "SELECT count(*) AS n, coalesce(sum(revision), 0) AS m FROM message WHERE sender = ''"
        )
        row = self._db.execute(query).fetchone()
        return int(row["n"]), int(row["m"])

    def newest_in(self, places: Sequence[str], limit: int, before: int) -> tuple[Message, ...]:
        """The newest `limit` of each place that came before message `before`, with their threads."""
        query = """
            WITH top AS (
                SELECT id, row_number() OVER (PARTITION BY place ORDER BY id DESC) AS nth
                FROM message
                WHERE thread IS NULL AND place IN (SELECT value FROM json_each(?)) AND id < ?
            )
            SELECT * FROM message
            WHERE coalesce(thread, id) IN (SELECT id FROM top WHERE nth <= ?) ORDER BY id"""
        given = (json.dumps(places), before, limit)
        return tuple(rows.message(row) for row in self._db.execute(query, given))

    def tops(self, before: int) -> Mapping[str, int]:
        """How many messages outside threads stand in each place before message `before`."""
        query = (
            "SELECT place, count(*) AS n FROM message WHERE thread IS NULL AND id < ?"
            " GROUP BY place"
        )
        return {row["place"]: row["n"] for row in self._db.execute(query, (before,))}

    def letters(self, since: int = 0) -> Mapping[str, int]:
        """How many posts of the bot stand in each place, of those after message `since`."""
        query = (
            "SELECT place, count(*) AS n FROM message WHERE sender = '' AND id > ? GROUP BY place"
        )
        return {row["place"]: row["n"] for row in self._db.execute(query, (since,))}

    # forms

    def opened(self, person: str) -> Opened | None:
        row = self._db.execute("SELECT * FROM open_form WHERE person = ?", (person,)).fetchone()
        return None if row is None else rows.opened_form(row)

    def open_form(self, person: str, opened: Opened) -> None:
        """One form is open at a time: a new one takes its place."""
        with writing(self._db) as db:
            db.execute(
                "INSERT OR REPLACE INTO open_form VALUES (?, ?, ?, ?, ?, ?)",
                (
                    person,
                    opened.id,
                    opened.place,
                    opened.tries,
                    rows.FORM.dump_json(opened.form).decode(),
                    rows.ERRORS.dump_json(dict(opened.errors)).decode(),
                ),
            )

    def close_form(self, person: str, form: str) -> None:
        with writing(self._db) as db:
            db.execute("DELETE FROM open_form WHERE person = ? AND id = ?", (person, form))

    # whispers

    def whisper(self, person: str, place: str, card: Card, at: datetime) -> Whispered:
        """Only the latest are kept: whispers do not last."""
        with writing(self._db) as db:
            row = db.execute(
                "INSERT INTO whisper (person, place, at, card, follows)"
                " VALUES (?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM message)) RETURNING *",
                (person, place, rows.millis(at), rows.CARD.dump_json(card).decode()),
            ).fetchone()
            db.execute(
                "DELETE FROM whisper WHERE person = ? AND id NOT IN"
                " (SELECT id FROM whisper WHERE person = ? ORDER BY id DESC LIMIT ?)",
                (person, person, WHISPERS_KEPT),
            )
            return rows.whispered(row)

    def whispers(self, person: str) -> tuple[Whispered, ...]:
        query = "SELECT * FROM whisper WHERE person = ? ORDER BY id"
        return tuple(rows.whispered(row) for row in self._db.execute(query, (person,)))

    def dismiss(self, person: str, whisper: int) -> None:
        with writing(self._db) as db:
            db.execute("DELETE FROM whisper WHERE person = ? AND id = ?", (person, whisper))

    # deliveries, and the clock

    def what_was_done(self, delivery: str) -> str | None:
        """The digest of the act; None when nothing was done. Empty where an older version did it."""
        query = "SELECT digest FROM done WHERE delivery = ?"
        row = self._db.execute(query, (delivery,)).fetchone()
        return None if row is None else str(row["digest"])

    def done(self, delivery: str, digest: str) -> None:
        with writing(self._db) as db:
            db.execute(
                "INSERT OR IGNORE INTO done (delivery, digest) VALUES (?, ?)", (delivery, digest)
            )
            db.execute(
                "DELETE FROM done WHERE id <= (SELECT max(id) FROM done) - ?", (DELIVERIES_KEPT,)
            )

    def clock(self) -> tuple[datetime, datetime] | None:
        """Where the room's clock stood, and the world's at the same instant."""
        row = self._db.execute("SELECT here, world FROM clock").fetchone()
        return None if row is None else (rows.instant(row["here"]), rows.instant(row["world"]))

    def remember_clock(self, here: datetime, world: datetime) -> None:
        with writing(self._db) as db:
            db.execute(
                "INSERT OR REPLACE INTO clock VALUES (1, ?, ?)",
                (rows.millis(here), rows.millis(world)),
            )
