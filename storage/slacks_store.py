"""Slack's own installation store, working within a transaction of the house and on the house's table."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import cast

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import Connection, Engine, MetaData, Table

from storage.slack_tables import bots


class SlacksStore(SQLAlchemyInstallationStore):
    """Of one Slack app."""

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:  # noqa: ARG003 - the base class's
        return bots


def store_within(connection: Connection, client_id: str) -> SlacksStore:
    return SlacksStore(client_id, cast(Engine, _Borrowed(connection)))


@dataclass(frozen=True)
class _Borrowed:
    """As much of an engine as the store asks for. Every transaction it begins is the one it is in."""

    connection: Connection

    def begin(self) -> AbstractContextManager[Connection]:
        return nullcontext(self.connection)

    connect = begin
