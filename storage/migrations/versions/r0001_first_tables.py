"""The first tables. Those of records are made by `storage.migrate.upgrade`: they all have one shape."""

import sqlalchemy as sa
from alembic import op

from storage.types import Count, Instant, Word

revision = "0001"
down_revision = None

OPEN = "state IN ('ready', 'sending', 'unsure', 'needs_person')"


def upgrade() -> None:
    _keys()
    _finding()
    _alarms()
    _inbox()
    _outbox()
    _boxes()


def _keys() -> None:
    for table, name in (("house_key", "name"), ("community_key", "community")):
        op.create_table(
            table,
            sa.Column(name, Word, primary_key=True),
            sa.Column("wrapped", sa.LargeBinary, nullable=False),
        )


def _finding() -> None:
    op.create_table(
        "community_room",
        sa.Column("platform", Word, primary_key=True),
        sa.Column("workspace", Word, primary_key=True),
        sa.Column("channel", Word, primary_key=True),
        _community(),
    )
    op.create_table(
        "community_person",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        _community(primary_key=True),
    )
    for table in ("community_room", "community_person"):
        op.create_index(f"ix_{table}_community", table, ["community"])


def _alarms() -> None:
    op.create_table(
        "alarm",
        sa.Column("kind", Word, primary_key=True),
        sa.Column("about", Word, primary_key=True),
        sa.Column("at", Instant, primary_key=True),
        _community(),
        sa.Column("until", Instant),
        sa.Column("rung", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try", Instant),
    )
    rung = sa.column("rung", sa.Boolean)
    waiting = rung.is_(False)
    postponed = sa.and_(waiting, sa.column("next_try").is_not(None))
    _partial("ix_alarm_waiting", "alarm", ["at", "kind", "about"], waiting)
    _partial("ix_alarm_community", "alarm", ["community", "at", "kind", "about"], waiting)
    _partial("ix_alarm_postponed", "alarm", ["next_try"], postponed)
    op.create_index("ix_alarm_about", "alarm", ["about"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inbox_day", "inbox", ["day"])


def _outbox() -> None:
    op.create_table(
        "lane",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("emission", sa.BigInteger, nullable=False),
        sa.Column("burst", sa.Integer, nullable=False),
        sa.Column("tat", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("seq", Count, primary_key=True),
        sa.Column("id", Word, nullable=False, unique=True),
        _community(),
        sa.Column("name", Word, nullable=False),
        sa.Column("place", sa.LargeBinary, nullable=False),
        sa.Column("whither", sa.LargeBinary, nullable=False),
        sa.Column("card", sa.LargeBinary),
        sa.Column("under", Word),
        sa.Column("care", Word, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("tried_revision", sa.Integer, nullable=False),
        sa.Column("carried_revision", sa.Integer, nullable=False),
        sa.Column("state", Word, nullable=False),
        sa.Column("cause", Word),
        sa.Column("address", Word),
        sa.Column("lane", sa.LargeBinary),
        sa.Column("second_lane", sa.LargeBinary),
        sa.Column("said_at", Instant, nullable=False),
        sa.Column("not_before", Instant),
        sa.Column("due", Instant, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("lease", Word),
        sa.Column("claimed_at", Instant),
        sa.Column("settled_at", Instant),
    )
    op.create_index("ix_outbox_name", "outbox", ["name", "place"], unique=True)
    op.create_index("ix_outbox_community", "outbox", ["community"])
    _partial("ix_outbox_open", "outbox", ["state", "due", "seq"], sa.text(OPEN))
    _partial("ix_outbox_place", "outbox", ["place", "seq"], sa.text(OPEN))
    _partial("ix_outbox_address", "outbox", ["address", "place"], sa.text("address IS NOT NULL"))
    _partial("ix_outbox_settled", "outbox", ["settled_at"], sa.text("settled_at IS NOT NULL"))


def _boxes() -> None:
    op.create_table(
        "box",
        sa.Column("box", Word, primary_key=True),
        _community(),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_box_community", "box", ["community"])
    op.create_table(
        "box_slip",
        sa.Column("box", Word, sa.ForeignKey("box.box", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.LargeBinary, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _community(*, primary_key: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("community_key.community", ondelete="CASCADE")
    return sa.Column("community", Word, key, primary_key=primary_key, nullable=False)


def _partial(
    name: str, table: str, columns: list[str], where: sa.ColumnElement[bool] | sa.TextClause
) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
