"""What a database says when it fails, without the values it failed on.

`hide_parameters` is not enough: PostgreSQL's DETAIL and some of SQLite's messages quote the row. So the
driver's own exception is emptied too, before anything can log it.
"""

import sqlite3
from typing import TYPE_CHECKING, Union, cast

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from bot.boundary.trouble import Trouble

if TYPE_CHECKING:  # who keeps an SQLite file is spared the 9 MB of the other driver
    import psycopg

DriverError = Union[sqlite3.Error, "psycopg.Error"]


class DatabaseFailed(Exception):
    """A statement failed. Names the kind of failure and the constraint, nothing more."""


FULL = "The disk that holds the database is full: make room, and start again. Nothing was lost."
READ_ONLY = "The database can't be written: let the bot's user write to its folder and its files."
LOCKED = "Another bot is running on this database: stop that one first, or give this one its own."
CANNOT_OPEN = "The database file can't be opened: check the folder in DATABASE_URL or LCBOT_DATA."
NOT_A_DATABASE = "The database file is damaged or is no database: restore the latest backup."
UNREACHABLE = "The database can't be reached: check DATABASE_URL, and that PostgreSQL is running."
DENIED = "PostgreSQL refused the bot's user: check the user, password and rights in DATABASE_URL."
NO_DATABASE = "PostgreSQL has no database of this name: create it, or correct DATABASE_URL."

_SQLITE = (
    ("SQLITE_FULL", FULL),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_PERM", READ_ONLY),
    ("SQLITE_BUSY", LOCKED),
    ("SQLITE_LOCKED", LOCKED),
    ("SQLITE_CANTOPEN", CANNOT_OPEN),
    ("SQLITE_NOTADB", NOT_A_DATABASE),
    ("SQLITE_CORRUPT", NOT_A_DATABASE),
)
_POSTGRES = (
    ("53100", FULL),
    ("25006", READ_ONLY),
    ("28", DENIED),
    ("42501", DENIED),
    ("3D000", NO_DATABASE),
    ("08", UNREACHABLE),
    ("57P", UNREACHABLE),
)


def keep_quiet(engine: Engine) -> None:
    """From now on no error of this engine carries a value."""
    event.listen(engine, "handle_error", _without_values)


def _without_values(context: ExceptionContext) -> Exception | None:
    """The exception that is raised in the place of the engine's own; None leaves that one."""
    error = context.original_exception
    if not isinstance(error, context.dialect.loaded_dbapi.Error):
        return None
    failure = cast(DriverError, error)
    sentence, name = _sentence(failure), _name(failure)
    error.args = (name,)
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        context.sqlalchemy_exception.args = (name,)
        context.sqlalchemy_exception.params = None
    return Trouble(sentence) if sentence else DatabaseFailed(name)


def _sentence(error: DriverError) -> str | None:
    code, table = _code(error), _SQLITE if isinstance(error, sqlite3.Error) else _POSTGRES
    if not isinstance(error, sqlite3.Error) and not code and _is_about_connecting(error):
        return _unconnected(str(error))
    return next((sentence for start, sentence in table if code.startswith(start)), None)


def _is_about_connecting(error: "psycopg.Error") -> bool:
    from psycopg import OperationalError

    return isinstance(error, OperationalError)


def _unconnected(words: str) -> str:
    """A refused connection has no code: libpq only passes the server's sentence on."""
    if 'database "' in words and "does not exist" in words:
        return NO_DATABASE
    return DENIED if "authentication" in words or "role" in words else UNREACHABLE


def _name(error: DriverError) -> str:
    constraint = None if isinstance(error, sqlite3.Error) else error.diag.constraint_name
    return " ".join(part for part in (type(error).__name__, _code(error), constraint) if part)


def _code(error: DriverError) -> str:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "") or ""
    return error.sqlstate or ""
