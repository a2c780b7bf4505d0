"""SQLite: one file, exactly one connection, one transaction at a time.

One connection is a safety rule, not a shortcut: with two, SQLite up to 3.51.2 may lose commits in WAL
mode (sqlite.org/wal.html#walresetbug). The exclusive lock also keeps a second bot off the file.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import URL, Connection, StaticPool, Table, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.boundary.trouble import Trouble
from storage.errors import CANNOT_OPEN, READ_ONLY, DatabaseFailed, keep_quiet

SETTINGS = (
    "PRAGMA locking_mode=EXCLUSIVE",  # before anything touches the log, so that no shared memory is used
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
PATIENCE = 2.0
"""Seconds to wait for a bot that is just stopping to let go of the file."""


class Sqlite:
    """The file's one door."""

    name = "SQLite"
    threads = 1
    alone = True

    def __init__(self, url: URL) -> None:
        _make_folder(url)
        self._lock = RLock()
        self._engine = create_engine(
            url,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "timeout": PATIENCE},
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _settle_in)
        event.listen(self._engine, "begin", _begin)
        keep_quiet(self._engine)
        self._connection = self._engine.connect()
        file = self._connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        self._file = file

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; whoever comes second waits."""
        with self._lock, self._connection.begin():
            yield self._connection
            self._must_go_on()

    @contextmanager
    def part(self, connection: Connection) -> Iterator[None]:  # noqa: ARG002 - there is one
        """Spoken to the file itself: SQLAlchemy's own takes thirty times as long."""
        self._must_go_on()
        file = self._file
        file.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if file.in_transaction:
                file.execute("ROLLBACK TO part")
                file.execute("RELEASE part")
            raise
        file.execute("RELEASE part")

    reading = transaction
    """One transaction at a time sees one state anyway."""

    def version(self) -> str:
        return sqlite3.sqlite_version

    def is_sound(self) -> bool:
        with self.transaction() as connection:
            return bool(connection.scalar(text("PRAGMA quick_check(1)")) == "ok")

    def lock_for_migration(self, connection: Connection) -> None:
        """Nothing to do: nobody else has this file."""

    def tells_when(self) -> bool:
        return False

    def sweep(self, left: Sequence[Table] = ()) -> None:  # noqa: ARG002 - overwritten when deleted
        """Move what was written into the file and empty the log, which would tell the order of things."""
        with self._lock:
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            if not self._connection.closed:
                self.sweep()
                self._connection.close()
                self._engine.dispose()

    def _must_go_on(self) -> None:
        """A full disk, for one, makes SQLite give up the whole transaction where a statement fails."""
        if not self._file.in_transaction:
            raise DatabaseFailed("the transaction was given up")


def _make_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:":
        return
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        raise Trouble(READ_ONLY) from None
    except OSError:
        raise Trouble(CANNOT_OPEN) from None


def _settle_in(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by hand, below
    for setting in SETTINGS:
        connection.execute(setting)
    connection.execute("BEGIN IMMEDIATE")  # takes the file now, not at the first write
    connection.execute("COMMIT")


def _begin(connection: Connection) -> None:
    """IMMEDIATE: a transaction that reads first and writes later would fail without waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
