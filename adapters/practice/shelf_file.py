"""The file of the practice room: its tables, and opening it for this process alone, and writing into it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.boundary.trouble import Trouble

VERSION = 6

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
    pinned INTEGER NOT NULL DEFAULT 0,
    errand TEXT UNIQUE,
    delivery TEXT UNIQUE
);
CREATE INDEX message_by_place ON message (place, id);
CREATE TABLE whisper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    place TEXT NOT NULL,
    at INTEGER NOT NULL,
    card TEXT NOT NULL,
    follows INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE open_form (
    person TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    tries INTEGER NOT NULL,
    form TEXT NOT NULL,
    errors TEXT NOT NULL
);
CREATE TABLE done (id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL DEFAULT '');
CREATE TABLE script (name TEXT PRIMARY KEY, played INTEGER NOT NULL, since INTEGER NOT NULL,
    abandoned INTEGER NOT NULL DEFAULT 0);
CREATE TABLE channel (id TEXT PRIMARY KEY);
CREATE TABLE walked (person TEXT NOT NULL, channel TEXT NOT NULL, inside INTEGER NOT NULL,
    PRIMARY KEY (person, channel));
CREATE TABLE bot_left (place TEXT PRIMARY KEY);
CREATE TABLE by_hand (id INTEGER PRIMARY KEY, person TEXT NOT NULL, deed TEXT NOT NULL);
CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), here INTEGER NOT NULL, world INTEGER NOT NULL);
"""

_CHANGES = (
    "ALTER TABLE done ADD COLUMN digest TEXT NOT NULL DEFAULT '';",
    """
    ALTER TABLE whisper ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;
    UPDATE whisper SET follows =
        (SELECT coalesce(max(id), 0) FROM message WHERE message.at <= whisper.at);
    ALTER TABLE script ADD COLUMN abandoned INTEGER NOT NULL DEFAULT 0;
    """,
    "CREATE TABLE walked (person TEXT PRIMARY KEY, inside INTEGER NOT NULL);",
    "CREATE TABLE by_hand (id INTEGER PRIMARY KEY, person TEXT NOT NULL, deed TEXT NOT NULL);",
    """
    ALTER TABLE message ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE bot_left (place TEXT PRIMARY KEY);
    """,
    """
    CREATE TABLE channel (id TEXT PRIMARY KEY);
    ALTER TABLE walked RENAME TO walked_once;
    CREATE TABLE walked (person TEXT NOT NULL, channel TEXT NOT NULL, inside INTEGER NOT NULL,
        PRIMARY KEY (person, channel));
    INSERT INTO walked SELECT person, 'room', inside FROM walked_once;
    DROP TABLE walked_once;
    """,
)
"""What brings the tables of each version, from the first, to the next one."""


class ShelfUnusable(Trouble):
    """The file can't be opened."""


def opened(path: Path) -> sqlite3.Connection:
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


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


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
        change = "".join(_CHANGES[version - 1 :]) if version else _TABLES
        db.executescript(f"BEGIN IMMEDIATE; {change} PRAGMA user_version={VERSION}; COMMIT;")
