"""INSERT ... ON CONFLICT: the same words on both engines, from two of SQLAlchemy's dialects."""

from typing import cast

from sqlalchemy import Connection, Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert


def insert(table: Table, connection: Connection) -> Insert:
    """Typed as PostgreSQL's; SQLite's has the same methods."""
    return insert_on(table, connection.dialect.name)


def insert_on(table: Table, dialect: str) -> Insert:
    if dialect == "postgresql":
        return postgresql.insert(table)
    return cast(Insert, sqlite.insert(table))


def is_new(connection: Connection, table: Table, **values: object) -> bool:
    """Insert one row, unless its key is there already."""
    statement = insert(table, connection).values(values).on_conflict_do_nothing()
    return connection.scalar(statement.returning(literal(True))) is not None
