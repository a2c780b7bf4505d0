"""The table of the ways by which a chat reaches people and rooms, where it does not let them be asked for."""

from typing import Final

from sqlalchemy import Column, Index, Table

from storage.key_tables import metadata
from storage.types import Bytes

reach: Final = Table(
    "reach",
    metadata,
    Column("mark", Bytes, primary_key=True),
    Column("through", Bytes),
    Column("sealed", Bytes, nullable=False),
    Index("ix_reach_through", "through"),
    sqlite_with_rowid=False,
)
"""A mark made with a key, and what it stands for, sealed: a dump tells of nobody that they are there. `through` is
the mark of what the way goes through, where it ends with that. Nothing says when."""
