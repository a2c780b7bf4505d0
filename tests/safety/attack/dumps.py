"""Copies of a database as a thief has them: every table, with what the engine adds to each row, and its files."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.contracts.given import Rig

Value = object
Cursor = psycopg.Cursor[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """`place` is where it lies (`rowid`, `ctid`); `by` the transaction that wrote it (`xmin`)."""

    place: int
    by: int
    values: Mapping[str, Value]


@dataclass
class Dump:
    """`raw`: the files as they are, where they were taken along. `opened`: what a key has opened, by table
    and place, filled in by whoever has the key."""

    at: datetime
    tables: Mapping[str, Sequence[Row]]
    raw: bytes = b""
    opened: dict[tuple[str, int], str] = field(default_factory=dict)
    behind: object = None


@dataclass(frozen=True)
class Series:
    """Dumps one after the other, the first from before anything happened."""

    dumps: tuple[Dump, ...] = ()

    @cached_property
    def new(self) -> tuple[tuple[str, Row, Dump], ...]:
        """Every row that was not there, or not so, in the dump before."""
        found = []
        for before, dump in zip(self.dumps, self.dumps[1:], strict=False):
            for table, rows in dump.tables.items():
                old = set(map(_whole, before.tables.get(table, ())))
                found += [(table, row, dump) for row in rows if _whole(row) not in old]
        return tuple(found)


def _whole(row: Row) -> str:
    return repr(tuple(row.values.values()))


def dump_of(rig: Rig, at: datetime, *, raw: bool = False) -> Dump:
    """Taken past the bot, while it goes on."""
    if rig.url.startswith("sqlite"):
        return _of_sqlite(rig.file, at, raw=raw)
    return _of_postgres(rig.url, at, raw=raw)


def backup_of(rig: Rig, at: datetime, folder: Path) -> Dump:
    """By the bot's own command."""
    file = folder / "backup.db"
    rig.database.backup(file)
    dump = _of_sqlite(file, at)
    file.unlink()
    return dump


def _of_sqlite(file: Path, at: datetime, *, raw: bool = False) -> Dump:
    """The bot holds its own file: a copy of it, with its log, is read."""
    copy = file.with_name("stolen.db")
    contents = []
    for end in ("", "-wal"):
        source, target = Path(f"{file}{end}"), Path(f"{copy}{end}")
        target.unlink(missing_ok=True)
        if source.exists():
            contents.append(source.read_bytes())
            target.write_bytes(contents[-1])
    with closing(sqlite3.connect(copy)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = {name: _sqlite_rows(connection, name) for (name,) in names}
    return Dump(at, tables, b"\0".join(contents) if raw else b"")


def _sqlite_rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    try:
        found = connection.execute(f'SELECT rowid AS _place, * FROM "{table}"')
    except sqlite3.OperationalError:  # a table without it
        found = connection.execute(f'SELECT 0 AS _place, * FROM "{table}"')
    names = [one[0] for one in found.description][1:]
    rows = found.fetchall()
    return [
        Row(row[0] or number, 0, dict(zip(names, row[1:], strict=True)))
        for number, row in enumerate(rows)
    ]


def _of_postgres(url: str, at: datetime, *, raw: bool = False) -> Dump:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        with connection.pipeline():
            found = {name: _asked(connection, name) for (name,) in names}
        tables = {name: _postgres_rows(one) for name, one in found.items()}
        contents = _postgres_files(connection) if raw else b""
    return Dump(at, tables, contents)


def _asked(connection: "psycopg.Connection[tuple[Value, ...]]", table: str) -> Cursor:
    return connection.execute(f'SELECT ctid::text, xmin::text, * FROM "{table}"'.encode())


def _postgres_rows(found: Cursor) -> list[Row]:
    names = [one.name for one in found.description or ()][2:]
    return [
        Row(
            _place(str(row[0])),
            int(str(row[1])),
            dict(zip(names, map(_plain, row[2:]), strict=True)),
        )
        for row in found.fetchall()
    ]


def _place(ctid: str) -> int:
    page, line = re.findall(r"\d+", ctid)
    return int(page) * 1000 + int(line)


def _plain(value: Value) -> Value:
    return bytes(value) if isinstance(value, memoryview) else value


def _postgres_files(connection: "psycopg.Connection[tuple[Value, ...]]") -> bytes:
    """The pages of this database as they are on the disk, and the server's log."""
    connection.execute("CHECKPOINT")
    (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    (place,) = connection.execute(
        "SELECT oid FROM pg_database WHERE datname = current_database()"
    ).fetchone() or ("",)
    pages = (Path(str(folder)) / "base" / str(place)).glob("[0-9]*")
    return b"\0".join(one.read_bytes() for one in pages if one.is_file())
