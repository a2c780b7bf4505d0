"""What a database engine is asked for. SQLite's and PostgreSQL's are in the files of their names."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Table


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

    @property
    def alone(self) -> bool:
        """Whether nobody else writes while a transaction goes on. What was read in a part that is undone is
        still true then, and who shares a transaction can't wait for another in a circle."""
        ...

    def part(self, connection: Connection) -> AbstractContextManager[None]:
        """A part of the transaction, undone on leaving with an error."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Sees one state of everything, from beginning to end."""
        ...

    def version(self) -> str: ...

    def is_sound(self) -> bool:
        """Whether the database finds its own files in order."""
        ...

    def lock_for_migration(self, connection: Connection) -> None: ...

    def tells_when(self) -> bool:
        """Whether the engine notes with each row when it was written."""
        ...

    def sweep(self, left: Sequence[Table] = ()) -> None:
        """Leave no traces of what was written last, as far as this engine can. `left`: tables whose
        old rows are not to stay in the pages of its files either. What can't be done now, as others
        are at work, is done when it is swept again."""
        ...

    def close(self) -> None: ...
