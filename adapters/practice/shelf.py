"""What the practice room remembers, in a SQLite file of its own: `practice.db`.

It is a platform's memory, as Slack has one, and apart from the bot's. Plain and synchronous: one
connection, used by one thread (see room.py). Nothing here is sealed: these people are invented.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from bot.boundary.ports import Errand
from bot.boundary.trouble import Trouble
from bot.boundary.views import Card, Form

VERSION = 1

_TABLES = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL,
    thread INTEGER REFERENCES message (id),
    sender TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    card TEXT,
    revision INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    errand TEXT UNIQUE,
    delivery TEXT UNIQUE
);
CREATE INDEX message_by_place ON message (place, id);
CREATE TABLE whisper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    place TEXT NOT NULL,
    at INTEGER NOT NULL,
    card TEXT NOT NULL
);
CREATE TABLE open_form (
    person TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    tries INTEGER NOT NULL,
    form TEXT NOT NULL,
    errors TEXT NOT NULL
);
CREATE TABLE done (id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL UNIQUE);
CREATE TABLE script (name TEXT PRIMARY KEY, played INTEGER NOT NULL, since INTEGER NOT NULL);
CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), here INTEGER NOT NULL, world INTEGER NOT NULL);
"""

WHISPERS_KEPT = 20
DELIVERIES_KEPT = 10_000

_CARD = TypeAdapter(Card)
_FORM = TypeAdapter(Form)
_ERRORS = TypeAdapter(dict[str, str])


class ShelfUnusable(Trouble):
    """The file can't be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A person's words, or a card of the bot's: then `sender` is empty. `thread` is its top message."""

    id: int
    place: str
    thread: int | None
    sender: str
    at: datetime
    text: str
    card: Card | None
    revised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whispered:
    id: int
    place: str
    at: datetime
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A form that someone has open. `tries` counts how often it came back with errors."""

    id: str
    place: str
    form: Form
    errors: Mapping[str, str]
    tries: int = 0


class Shelf:
    def __init__(self, path: Path) -> None:
        """Raises `ShelfUnusable` when the file is in use, from a newer version, or can't be written."""
        self._db = _connected(path)

    def close(self) -> None:
        self._db.close()

    # messages

    def post(self, errand: Errand, *, place: str, thread: int | None, at: datetime) -> int:
        """Put up a card. The same errand twice stands once."""
        card = _CARD.dump_json(errand.card).decode()
        with self._writing() as db:
            db.execute(
                "INSERT INTO message (place, thread, sender, at, card, revision, errand)"
                " VALUES (?, ?, '', ?, ?, ?, ?) ON CONFLICT (errand) DO NOTHING",
                (place, thread, _millis(at), card, errand.revision, errand.id),
            )
            return _one_id(db.execute("SELECT id FROM message WHERE errand = ?", (errand.id,)))

    def revise(self, message: int, card: Card, revision: int) -> bool:
        """Change a card in place; an older revision changes nothing. False when there is no such post."""
        with self._writing() as db:
            db.execute(
                "UPDATE message SET card = ?, revision = ?, revised = 1"
                " WHERE id = ? AND errand IS NOT NULL AND revision <= ?",
                (_CARD.dump_json(card).decode(), revision, message, revision),
            )
            found = db.execute(
                "SELECT 1 FROM message WHERE id = ? AND errand IS NOT NULL", (message,)
            )
            return found.fetchone() is not None

    def find(self, errand: str) -> int | None:
        row = self._db.execute("SELECT id FROM message WHERE errand = ?", (errand,)).fetchone()
        return None if row is None else int(row["id"])

    def write_down(
        self, *, delivery: str, place: str, thread: int | None, sender: str, text: str, at: datetime
    ) -> int:
        """Put up a person's words. The same delivery twice stands once."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO message (place, thread, sender, at, text, delivery)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (delivery) DO NOTHING",
                (place, thread, sender, _millis(at), text, delivery),
            )
            return _one_id(db.execute("SELECT id FROM message WHERE delivery = ?", (delivery,)))

    def message(self, id: int) -> Message | None:
        row = self._db.execute("SELECT * FROM message WHERE id = ?", (id,)).fetchone()
        return None if row is None else _message(row)

    def messages(self, places: Sequence[str]) -> tuple[Message, ...]:
        """Everything in these places, oldest first."""
        query = "SELECT * FROM message WHERE place IN (SELECT value FROM json_each(?)) ORDER BY id"
        return tuple(_message(row) for row in self._db.execute(query, (json.dumps(places),)))

    def letters(self) -> Mapping[str, int]:
        """How many posts of the bot stand in each place."""
        query = "SELECT place, count(*) AS n FROM message WHERE sender = '' GROUP BY place"
        return {row["place"]: row["n"] for row in self._db.execute(query)}

    # forms

    def opened(self, person: str) -> Opened | None:
        row = self._db.execute("SELECT * FROM open_form WHERE person = ?", (person,)).fetchone()
        return None if row is None else _opened(row)

    def open_form(self, person: str, opened: Opened) -> None:
        """One form is open at a time: a new one takes its place."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO open_form VALUES (?, ?, ?, ?, ?, ?)",
                (
                    person,
                    opened.id,
                    opened.place,
                    opened.tries,
                    _FORM.dump_json(opened.form).decode(),
                    _ERRORS.dump_json(dict(opened.errors)).decode(),
                ),
            )

    def close_form(self, person: str, form: str) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM open_form WHERE person = ? AND id = ?", (person, form))

    # whispers

    def whisper(self, person: str, place: str, card: Card, at: datetime) -> Whispered:
        """Only the latest are kept: whispers do not last."""
        with self._writing() as db:
            row = db.execute(
                "INSERT INTO whisper (person, place, at, card) VALUES (?, ?, ?, ?) RETURNING *",
                (person, place, _millis(at), _CARD.dump_json(card).decode()),
            ).fetchone()
            db.execute(
                "DELETE FROM whisper WHERE person = ? AND id NOT IN"
                " (SELECT id FROM whisper WHERE person = ? ORDER BY id DESC LIMIT ?)",
                (person, person, WHISPERS_KEPT),
            )
            return _whispered(row)

    def whispers(self, person: str) -> tuple[Whispered, ...]:
        query = "SELECT * FROM whisper WHERE person = ? ORDER BY id"
        return tuple(_whispered(row) for row in self._db.execute(query, (person,)))

    def dismiss(self, person: str, whisper: int) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM whisper WHERE person = ? AND id = ?", (person, whisper))

    # deliveries and the script

    def was_done(self, delivery: str) -> bool:
        row = self._db.execute("SELECT 1 FROM done WHERE delivery = ?", (delivery,)).fetchone()
        return row is not None

    def done(self, delivery: str) -> None:
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO done (delivery) VALUES (?)", (delivery,))
            db.execute(
                "DELETE FROM done WHERE id <= (SELECT max(id) FROM done) - ?", (DELIVERIES_KEPT,)
            )

    def played(self, script: str) -> int:
        """How many steps of a script have been played."""
        row = self._db.execute("SELECT played FROM script WHERE name = ?", (script,)).fetchone()
        return 0 if row is None else int(row["played"])

    def played_since(self, script: str) -> int:
        """The newest message when the last step began."""
        row = self._db.execute("SELECT since FROM script WHERE name = ?", (script,)).fetchone()
        return 0 if row is None else int(row["since"])

    def remember_played(self, script: str, steps: int, since: int) -> None:
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO script VALUES (?, ?, ?)", (script, steps, since))

    def clock(self) -> tuple[datetime, datetime] | None:
        """Where the room's clock stood, and the world's at the same instant."""
        row = self._db.execute("SELECT here, world FROM clock").fetchone()
        return None if row is None else (_instant(row["here"]), _instant(row["world"]))

    def remember_clock(self, here: datetime, world: datetime) -> None:
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO clock VALUES (1, ?, ?)", (_millis(here), _millis(world))
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _connected(path: Path) -> sqlite3.Connection:
    try:
        path.touch(mode=0o600)
        db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    except (OSError, sqlite3.Error) as problem:
        raise ShelfUnusable(f"{path} can't be opened: {problem}. Check the data folder.") from None
    db.row_factory = sqlite3.Row
    try:
        _prepare(db, path)
    except sqlite3.Error as problem:
        db.close()
        raise ShelfUnusable(
            f"{path} can't be used: {problem}. If the bot is running already, stop it first;"
            " else check that the disk has room and that the file may be written."
        ) from None
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    # The write-ahead log survives a killed process at any moment; FULL would guard against a power
    # cut as well, at ten times the price, and this is practice.
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        db.execute(f"PRAGMA {pragma}")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        db.close()
        raise ShelfUnusable(
            f"{path} was made by a newer version. Update the bot, or move the file away."
        )
    if version < VERSION:
        db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;")


@lru_cache(maxsize=4096)
def _card(text: str) -> Card:
    return _CARD.validate_json(text)


def _message(row: sqlite3.Row) -> Message:
    return Message(
        id=row["id"],
        place=row["place"],
        thread=row["thread"],
        sender=row["sender"],
        at=_instant(row["at"]),
        text=row["text"],
        card=None if row["card"] is None else _card(row["card"]),
        revised=bool(row["revised"]),
    )


def _whispered(row: sqlite3.Row) -> Whispered:
    return Whispered(
        id=row["id"], place=row["place"], at=_instant(row["at"]), card=_card(row["card"])
    )


def _opened(row: sqlite3.Row) -> Opened:
    return Opened(
        id=row["id"],
        place=row["place"],
        form=_FORM.validate_json(row["form"]),
        errors=_ERRORS.validate_json(row["errors"]),
        tries=row["tries"],
    )


def _one_id(cursor: sqlite3.Cursor) -> int:
    return int(cursor.fetchone()["id"])


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _instant(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
