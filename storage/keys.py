"""The wrapped keys in the database: one for each community, and the house's own for marks."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from bot.boundary.trouble import Trouble
from bot.domain.ids import CommunityId
from storage.key_tables import community_key, house_key
from storage.seal import Keyring, Marks, Seal, about, new_key
from storage.unsigned import box, window_key
from storage.upsert import is_new

_MARKS = "marks"
_TOKENS = "tokens"
_NOT_MIGRATED = "The database has no tables of the bot yet: run `lcbot migrate`, or `lcbot run`."


class CommunityKeys:
    """The keys of the communities that one transaction deals with."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring
        self._seals: dict[CommunityId, Seal] = {}
        self._held: set[CommunityId] = set()

    def is_held(self, community: CommunityId) -> bool:
        return community in self._held

    def hold(self, community: CommunityId) -> bool:
        """Keep everyone else away from this community until the transaction ends. False: there is none."""
        if community not in self._held:
            wrapped = self._connection.scalar(_HOLD, {"community": community})
            if wrapped is None:
                return False
            self._held.add(community)
            self._remember(community, wrapped)
        return True

    def hold_all(self, communities: Iterable[CommunityId]) -> None:
        """In one order for everybody, so that nobody waits in a circle. New ones get their key."""
        for community in sorted(set(communities)):
            if not self.hold(community):
                self._make(community)
                self.hold(community)

    def ensure(self, communities: Iterable[CommunityId]) -> None:
        """Give those a key that have none yet, without holding anybody up."""
        for community in sorted(set(communities)):
            try:
                self.seal(community)
            except KeyError:
                self._make(community)

    def seal(self, community: CommunityId) -> Seal:
        """This community's seal. `KeyError` when its key is gone, and with it all its words."""
        if community not in self._seals:
            wrapped = self._connection.scalar(_KEY, {"community": community})
            if wrapped is None:
                raise KeyError(community)
            self._remember(community, wrapped)
        return self._seals[community]

    def destroy(self, community: CommunityId) -> None:
        """Nothing sealed for it opens again, in this database or in any copy without the master key."""
        self._seals.pop(community, None)
        self._held.discard(community)
        self._connection.execute(
            delete(community_key).where(community_key.c.community == community)
        )

    def _make(self, community: CommunityId) -> None:
        wrapped = self._keyring.wrap(new_key(), _of(community))
        is_new(self._connection, community_key, community=community, wrapped=wrapped)

    def _remember(self, community: CommunityId, wrapped: bytes) -> None:
        if community not in self._seals:
            self._seals[community] = Seal(self._keyring.unwrap(wrapped, _of(community)))


_KEY = select(community_key.c.wrapped).where(community_key.c.community == bindparam("community"))
_HOLD = _KEY.with_for_update(key_share=True)


def make_house_key(connection: Connection, keyring: Keyring) -> None:
    """Once in a database's life."""
    wrapped = keyring.wrap(new_key(), _house(_MARKS))
    is_new(connection, house_key, name=_MARKS, wrapped=wrapped)


def marks(connection: Connection, keyring: Keyring) -> Marks:
    wrapped = connection.scalar(select(house_key.c.wrapped).where(house_key.c.name == _MARKS))
    if wrapped is None:
        raise Trouble(_NOT_MIGRATED)
    return Marks(keyring.unwrap(wrapped, _house(_MARKS)))


def tokens_seal(connection: Connection, keyring: Keyring) -> Seal:
    """What seals the tokens that let the bot into a chat, and its ways to people there. The key is made with the
    first."""
    wrapped = keyring.wrap(new_key(), _house(_TOKENS))
    is_new(connection, house_key, name=_TOKENS, wrapped=wrapped)
    seal = found_tokens_seal(connection, keyring)
    assert seal is not None, "it is there now"
    return seal


def found_tokens_seal(connection: Connection, keyring: Keyring) -> Seal | None:
    """None where no token was ever kept."""
    wrapped = connection.scalar(select(house_key.c.wrapped).where(house_key.c.name == _TOKENS))
    return Seal(keyring.unwrap(wrapped, _house(_TOKENS))) if wrapped else None


def rewrap(connection: Connection, keyring: Keyring) -> None:
    """Wrap every key by the newest master key, so that older ones can be thrown away."""
    for table in (house_key, community_key, box, window_key):
        _rewrap(connection, keyring, table)


def _rewrap(connection: Connection, keyring: Keyring, table: Table) -> None:
    name = table.primary_key.columns[0]
    for row, wrapped in connection.execute(select(name, table.c.wrapped)).all():
        if not keyring.is_newest(wrapped):
            where = about(table.name, "wrapped", row)
            again = keyring.wrap(keyring.unwrap(wrapped, where), where)
            connection.execute(update(table).where(name == row).values(wrapped=again))


def _of(community: CommunityId) -> bytes:
    return about(community_key.name, "wrapped", community)


def _house(name: str) -> bytes:
    return about(house_key.name, "wrapped", name)
