"""The table of Slack's own installation store (slack_sdk.oauth), which says what its columns are."""

from typing import Final

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import MetaData, Table, Text

from storage.key_tables import metadata

SEALED: Final = ("bot_token", "bot_refresh_token")
TABLE: Final = "slack_bots"


class SlacksStore(SQLAlchemyInstallationStore):
    """With room for tokens that are longer, as they are sealed."""

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        table = super().build_bots_table(metadata, table_name)
        for name in SEALED:
            table.c[name].type = Text()
        return table


bots: Final = SlacksStore.build_bots_table(metadata, TABLE)
"""Nobody's words and nobody's name: a workspace's id, the bot's own ids there, and its sealed token."""
