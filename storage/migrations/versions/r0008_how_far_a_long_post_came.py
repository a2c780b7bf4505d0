"""Of a long post that broke off in doubt it is kept how many of its messages stand."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("stand", sa.Integer))
