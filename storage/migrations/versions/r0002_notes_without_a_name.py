"""What lies behind the door of a window, and the notes that have come out of it."""

import sqlalchemy as sa
from alembic import op

from storage.types import Word
from storage.unsigned import OUT_OF_THE_LOG

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "window_key",
        sa.Column("window", Word, primary_key=True),
        _community(),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
        info=OUT_OF_THE_LOG,
    )
    op.create_table(
        "window_box",
        _window(),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
        info=OUT_OF_THE_LOG,
    )
    op.create_table(
        "window_door",
        _window(),
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("delivery", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
        info=OUT_OF_THE_LOG,
    )
    op.create_table(
        "note",
        sa.Column("key", Word, primary_key=True),
        _community(),
        sa.Column("window", Word, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    for table in ("window_key", "note"):
        op.create_index(f"ix_{table}_community", table, ["community"])


def _community() -> sa.Column[str]:
    key = sa.ForeignKey("community_key.community", ondelete="CASCADE")
    return sa.Column("community", Word, key, nullable=False)


def _window() -> sa.Column[str]:
    key = sa.ForeignKey("window_key.window", ondelete="CASCADE")
    return sa.Column("window", Word, key, primary_key=True)
