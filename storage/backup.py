"""A copy of everything, in one SQLite file, whatever the engine: the bot runs on it as it is.

It is one state of the database, made while the bot goes on. Slips in boxes that have not been opened
are left out: they would outlive their box there.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, Connection, Table, select

from bot.boundary.trouble import Trouble
from storage.door import Door
from storage.migrate import upgrade
from storage.sqlite import Sqlite
from storage.tables import metadata
from storage.unsigned import UNOPENED

AT_ONCE = 1000
UNWRITABLE = (
    "The backup can't be written there: name a file in a folder that the bot's user may write."
)
EXISTS = "There is a file of this name already: name another one, or move it away."


def back_up(door: Door, path: Path) -> None:
    """`Trouble` when the file exists or can't be written; then no half of it is left."""
    if path.exists():
        raise Trouble(EXISTS)
    half = path.with_name(f"{path.name}.part")
    _make(half)
    try:
        _write(door, half)
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)


def _make(half: Path) -> None:
    """For its owner alone, before anything is in it."""
    try:
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
    except OSError:
        raise Trouble(UNWRITABLE) from None


def _write(door: Door, half: Path) -> None:
    copy = Sqlite(URL.create("sqlite", database=str(half)))
    try:
        with door.reading() as source, copy.transaction() as target:
            upgrade(target)
            for table in metadata.sorted_tables:
                if table not in UNOPENED:
                    _copy(source, target, table)
    finally:
        copy.close()


def _copy(source: Connection, target: Connection, table: Table) -> None:
    for rows in _parts(source, table):
        target.execute(table.insert(), rows)


def _parts(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    everything = select(table).order_by(*table.primary_key.columns)
    result = source.execution_options(yield_per=AT_ONCE).execute(everything)
    for part in result.mappings().partitions():
        yield [dict(row) for row in part]
