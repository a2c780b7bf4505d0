"""By which way a chat reaches people and rooms, for chats that can't be asked for it."""

import sqlalchemy as sa
from alembic import op

from storage.types import Bytes

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "reach",
        sa.Column("mark", Bytes, primary_key=True),
        sa.Column("through", Bytes),
        sa.Column("sealed", Bytes, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reach_through", "reach", ["through"])
