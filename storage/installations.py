"""Where the bot is installed: one row for each workspace, in the table of Slack's own store, with its tokens sealed.

Slack's store (slack_sdk.oauth) knows the columns and how to read them; it works within a transaction of
the house. What it is given to keep has been sealed before, with a key of the house, for this workspace alone.
Who installed it is not kept, nor what the workspace is called. A workspace's id is its alone, within a larger
organisation too, so that it is found by that.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from slack_sdk.oauth.installation_store import Bot
from sqlalchemy import select

from storage.door import Door
from storage.keys import found_tokens_seal, tokens_seal
from storage.seal import Keyring, Seal, about
from storage.slack_tables import SEALED, bots
from storage.slacks_store import SlacksStore, store_within


class Installations:
    """Of one Slack app, by its client id."""

    def __init__(self, door: Door, keyring: Keyring, client_id: str) -> None:
        self._door = door
        self._keyring = keyring
        self._client_id = client_id

    def keep(self, bot: Bot) -> None:
        """In place of what was kept of this workspace before, all or nothing."""
        with self._door.transaction() as connection:
            seal = tokens_seal(connection, self._keyring)
            store = store_within(connection, self._client_id)
            store.delete_bot(enterprise_id=None, team_id=bot.team_id)
            store.save_bot(self._sealed(bot, seal))

    def find(self, team: str) -> Bot | None:
        with self._opened() as (store, seal):
            bot = store.find_bot(enterprise_id=None, team_id=team)
            return self._open(bot, seal) if bot and seal else None

    def remove(self, team: str) -> bool:
        """Whether there was anything to remove: of several who are told of it, one hears yes."""
        here = (bots.c.client_id == self._client_id, bots.c.team_id == team)
        with self._door.transaction() as connection:
            found = connection.scalars(select(bots.c.id).where(*here).with_for_update()).all()
            store_within(connection, self._client_id).delete_bot(enterprise_id=None, team_id=team)
        return bool(found)

    def teams(self) -> tuple[str, ...]:
        """The ids of all workspaces, in their order."""
        ours = select(bots.c.team_id).where(bots.c.client_id == self._client_id)
        with self._door.reading() as connection:
            return tuple(connection.scalars(ours.order_by(bots.c.team_id)))

    @contextmanager
    def _opened(self) -> Iterator[tuple[SlacksStore, Seal | None]]:
        with self._door.reading() as connection:
            yield (
                store_within(connection, self._client_id),
                found_tokens_seal(connection, self._keyring),
            )

    def _sealed(self, bot: Bot, seal: Seal) -> Bot:
        kept = copy(bot)
        kept.enterprise_id = kept.enterprise_name = kept.team_name = None
        for name in SEALED:
            if given := getattr(bot, name):
                sealed = seal.seal(given.encode(), self._where(name, bot))
                setattr(kept, name, b64encode(sealed).decode())
        return kept

    def _open(self, bot: Bot, seal: Seal) -> Bot:
        found = copy(bot)
        for name in SEALED:
            if given := getattr(bot, name):
                plain = seal.open(b64decode(given), self._where(name, bot))
                setattr(found, name, plain.decode())
        return found

    def _where(self, column: str, bot: Bot) -> bytes:
        return about(bots.name, column, f"{self._client_id}/{bot.team_id}")
