"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, String
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Count = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database counts up by itself: SQLite does so for INTEGER alone."""

Word = String().with_variant(String(collation="C"), "postgresql")
"""An id or a short word, compared letter by letter whatever the server's language."""


class Bytes(LargeBinary):
    """Bytes as they are. Both drivers take them so, and wrapping each one costs a third of saying a
    thing to thousands."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002 - the base class's
        return None


class Instant(TypeDecorator[datetime]):
    """A moment, kept as UTC epoch milliseconds. Rounded up, so that nothing kept is ever early.

    A naive datetime is refused: nobody could say later when it was.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the base class's
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's
        return None if value is None else EPOCH + timedelta(milliseconds=value)


def milliseconds(at: datetime) -> int:
    return -(-microseconds(at) // 1000)


def microseconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (at - EPOCH) // timedelta(microseconds=1)


def begun(at: datetime) -> datetime:
    """The millisecond in which this moment lies."""
    return EPOCH + timedelta(milliseconds=microseconds(at) // 1000)


def rounded(at: datetime) -> datetime:
    """As it comes back from the database."""
    return EPOCH + timedelta(milliseconds=milliseconds(at))
