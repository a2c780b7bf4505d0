"""The table in which Slack's own store (slack_sdk.oauth) keeps where the bot is installed.

Its columns are that store's. They stand here a second time so that whoever lives elsewhere is spared the store,
which takes 6 MB and a moment of each start; a test holds the two together.
"""

from typing import Final

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, String, Table, Text

from storage.key_tables import metadata

SEALED: Final = ("bot_token", "bot_refresh_token")
"""Longer than the store would have them, as they are sealed."""

bots: Final = Table(
    "slack_bots",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("client_id", String(32), nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("enterprise_id", String(32)),
    Column("enterprise_name", String(200)),
    Column("team_id", String(32)),
    Column("team_name", String(200)),
    Column("bot_token", Text),
    Column("bot_id", String(32)),
    Column("bot_user_id", String(32)),
    Column("bot_scopes", String(1000)),
    Column("bot_refresh_token", Text),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
    Index("slack_bots_idx", "client_id", "enterprise_id", "team_id", "installed_at"),
)
"""Nobody's words and nobody's name: a workspace's id, the bot's own ids there, and its sealed token."""
