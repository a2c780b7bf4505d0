"""The tables of the wrapped keys, on which all others hang."""

from sqlalchemy import Column, ForeignKey, MetaData, Table

from storage.types import Bytes, Word

metadata = MetaData()

house_key = Table(
    "house_key",
    metadata,
    Column("name", Word, primary_key=True),
    Column("wrapped", Bytes, nullable=False),
)
"""Keys of the whole house, wrapped by a master key."""

community_key = Table(
    "community_key",
    metadata,
    Column("community", Word, primary_key=True),
    Column("wrapped", Bytes, nullable=False),
)
"""A community's own key, wrapped by a master key. Everything sealed hangs on this row: deleting it
takes all that is known of the community with it. It is also the community's lock."""


def community_column(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "community",
        Word,
        ForeignKey(community_key.c.community, ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
