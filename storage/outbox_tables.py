"""The tables of what waits to be carried, and of the rates at which it may go."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    FromClause,
    Index,
    Integer,
    Table,
    literal_column,
)

from storage.key_tables import community_column, metadata
from storage.types import Bytes, Count, Instant, Word

lane = Table(
    "lane",
    metadata,
    Column("mark", Bytes, primary_key=True),
    Column("emission", BigInteger, nullable=False),
    Column("burst", Integer, nullable=False),
    Column("tat", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""A rate, shared by all processes (GCRA). `emission` is the microseconds between two posts, `tat` the
"theoretical arrival time" of the next one in epoch microseconds; up to `burst` posts may be early."""

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Count, primary_key=True),
    Column("id", Word, nullable=False, unique=True),
    community_column(),
    Column("name", Word, nullable=False),
    Column("place", Bytes, nullable=False),
    Column("whither", Bytes, nullable=False),
    Column("card", Bytes),
    Column("under", Word),
    Column("care", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("tried_revision", Integer, nullable=False),
    Column("carried_revision", Integer, nullable=False),
    Column("state", Word, nullable=False),
    Column("cause", Word),
    Column("address", Word),
    Column("lane", Bytes),
    Column("second_lane", Bytes),
    Column("said_at", Instant, nullable=False),
    Column("not_before", Instant),
    Column("due", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("lease", Word),
    Column("claimed_at", Instant),
    Column("settled_at", Instant),
    Column("deed", Word, nullable=False, server_default="post"),
    Column("moot_at", Instant),
    Column("stand", Integer),
)
"""One row for each post and place; and one for what else is to be done there (`deed`), without a card.
`place` is the mark of what `whither` holds sealed.

`due` is when something must happen to it next: a ready row may go, a lease (sending) ends, a row in
doubt is asked about. `carried_revision` 0 means that it has never stood anywhere; from `moot_at` on it
need not any more. `stand`: so many messages of a long one that broke off in doubt are there; of others
nothing.
"""

PIN = "pin:"
"""The name of a pin is this and the name of its post."""
Index("ix_outbox_name", outbox.c.name, outbox.c.place, unique=True)
Index("ix_outbox_community", outbox.c.community)
OPEN_STATES = ("ready", "sending", "unsure", "needs_person")


def still_open(rows: FromClause) -> ColumnElement[bool]:
    """As the partial indexes say it, letter by letter: SQLite uses them for nothing else."""
    return rows.c.state.in_([literal_column(f"'{state}'") for state in OPEN_STATES])


_open = still_open(outbox)
Index(
    "ix_outbox_open",
    outbox.c.state,
    outbox.c.due,
    outbox.c.seq,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_outbox_place",
    outbox.c.place,
    outbox.c.seq,
    sqlite_where=_open,
    postgresql_where=_open,
)
_standing = outbox.c.address.is_not(None)
Index(
    "ix_outbox_address",
    outbox.c.address,
    outbox.c.place,
    sqlite_where=_standing,
    postgresql_where=_standing,
)
_settled = outbox.c.settled_at.is_not(None)
Index(
    "ix_outbox_settled",
    outbox.c.settled_at,
    sqlite_where=_settled,
    postgresql_where=_settled,
)
