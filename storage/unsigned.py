"""The tables of what is without a name. None has a time, a number, or a path of foreign keys to a person.

On PostgreSQL what lies behind a window's door, and what lies in a sealed box, is kept out of the database's log
(UNLOGGED), which would tell every pass and every slip by itself, in the transaction that also tells who voted, and
live on in archives and base backups. The price: where the *server* is killed, not stopped, it empties these
tables, and what was in the open windows and boxes is lost.
"""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.compiler import DDLCompiler

from storage.key_tables import community_column, metadata
from storage.types import Bytes, Word

OUT_OF_THE_LOG = {"unlogged": True}


@compiles(CreateTable, "postgresql")
def _create(create: CreateTable, compiler: DDLCompiler, **options: Any) -> str:
    statement: str = compiler.visit_create_table(create, **options)  # type: ignore[no-untyped-call]
    if create.element.info.get("unlogged"):
        return statement.replace("CREATE TABLE", "CREATE UNLOGGED TABLE", 1)
    return statement


box = Table(
    "box",
    metadata,
    Column("box", Word, primary_key=True),
    community_column(),
    Column("wrapped", Bytes, nullable=False),
    Index("ix_box_community", "community"),
    sqlite_with_rowid=False,
    info=OUT_OF_THE_LOG,
)

box_slip = Table(
    "box_slip",
    metadata,
    Column("box", Word, ForeignKey(box.c.box, ondelete="CASCADE"), primary_key=True),
    Column("tag", Bytes, primary_key=True),
    Column("sealed", Bytes, nullable=False),
    sqlite_with_rowid=False,
    info=OUT_OF_THE_LOG,
)
"""What was dropped without a name. No person, no time, no order (storage/box.py)."""

window_key = Table(
    "window_key",
    metadata,
    Column("window", Word, primary_key=True),
    community_column(),
    Column("wrapped", Bytes, nullable=False),
    Index("ix_window_key_community", "community"),
    sqlite_with_rowid=False,
    info=OUT_OF_THE_LOG,
)
"""An open window's own key, wrapped by a master key. It is also the lock of all that lies behind its door."""


def _window() -> Column[str]:
    key = ForeignKey(window_key.c.window, ondelete="CASCADE")
    return Column("window", Word, key, primary_key=True)


window_box = Table(
    "window_box",
    metadata,
    _window(),
    Column("sealed", Bytes, nullable=False),
    sqlite_with_rowid=False,
    info=OUT_OF_THE_LOG,
)
"""All leaves of an open window, as one value that is laid anew as a whole."""

window_door = Table(
    "window_door",
    metadata,
    _window(),
    Column("mark", Bytes, primary_key=True),
    Column("passed", Boolean, nullable=False),
    Column("delivery", Bytes, nullable=False),
    sqlite_with_rowid=False,
    info=OUT_OF_THE_LOG,
)
"""A row for each member at the opening. `delivery` is the mark of what passed; chance, until then."""

note = Table(
    "note",
    metadata,
    Column("key", Word, primary_key=True),
    community_column(),
    Column("window", Word, nullable=False),
    Column("sealed", Bytes, nullable=False),
    Index("ix_note_community", "community"),
    sqlite_with_rowid=False,
)
"""Notes that have come out of their box, under keys of chance (storage/kept_notes.py)."""

UNOPENED = (box_slip, box, window_door, window_box, window_key)
"""Left out of every backup."""
UNSIGNED = (window_key, window_box, window_door, note, box, box_slip)
"""Every table of what is without a name."""
