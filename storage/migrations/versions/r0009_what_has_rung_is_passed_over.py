"""Of the alarms about a record those that wait are found without looking at those that have rung."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.drop_index("ix_alarm_about", "alarm")
    op.create_index("ix_alarm_about", "alarm", ["about", "rung", "at"])
