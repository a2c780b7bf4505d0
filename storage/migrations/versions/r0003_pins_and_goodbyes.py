"""Besides posts, the outbox carries what else is to be done in a room: to pin one, and to leave."""

import sqlalchemy as sa
from alembic import op

from storage.types import Word

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    deed = sa.Column("deed", Word, nullable=False, server_default="post")
    op.add_column("outbox", deed)
