"""INSERT ... ON CONFLICT: the same words on both engines, from two of SQLAlchemy's dialects."""

from functools import cache
from typing import cast

from sqlalchemy import Connection, Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.sql.dml import ReturningInsert


def insert(table: Table, connection: Connection) -> Insert:
    """Typed as PostgreSQL's; SQLite's has the same methods."""
    return insert_on(table, connection.dialect.name)


def insert_on(table: Table, dialect: str) -> Insert:
    if dialect == "postgresql":
        return postgresql.insert(table)
    return cast(Insert, sqlite.insert(table))


def is_new(connection: Connection, table: Table, **values: object) -> bool:
    """Insert one row, unless its key is there already."""
    return connection.scalar(_telling(table, connection.dialect.name), values) is not None


@cache
def unless_there(table: Table, dialect: str) -> Insert:
    """Insert what is new; a row whose key is there already stays as it is."""
    return insert_on(table, dialect).on_conflict_do_nothing()


@cache
def _telling(table: Table, dialect: str) -> ReturningInsert[tuple[bool]]:
    return unless_there(table, dialect).returning(literal(True))
