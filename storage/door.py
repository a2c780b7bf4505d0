"""What a database engine is asked for. SQLite's and PostgreSQL's are in the files of their names."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Door(Protocol):
    """The way into one database."""

    @property
    def name(self) -> str: ...

    @property
    def threads(self) -> int:
        """How many threads may use it at once; more only wait."""
        ...

    def transaction(self) -> AbstractContextManager[Connection]:
        """Commits on leaving without an error."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Sees one state of everything, from beginning to end."""
        ...

    def version(self) -> str: ...

    def is_sound(self) -> bool:
        """Whether the database finds its own files in order."""
        ...

    def lock_for_migration(self, connection: Connection) -> None: ...

    def sweep(self) -> None:
        """Leave no traces of what was written last, as far as this engine can."""
        ...

    def close(self) -> None: ...
