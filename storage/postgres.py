"""PostgreSQL: several processes, several threads each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy import URL, Connection, Table, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.boundary.trouble import Trouble
from storage.errors import DatabaseFailed, keep_quiet

THREADS = 8
PATIENCE = "500ms"
"""How long sweeping may wait for others, and those who come after wait for it."""
MIGRATION_LOCK = 5_226_226_031
"""Any number that no other program in this database takes for an advisory lock."""


class Postgres:
    """A pool of connections."""

    name = "PostgreSQL"
    threads = THREADS
    alone = False

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=THREADS,
            max_overflow=2,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 5},
        )
        event.listen(self._engine, "connect", _settle_in)
        keep_quiet(self._engine)
        with self._engine.connect():
            pass

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """READ COMMITTED: each statement sees what was kept before it began."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def part(self, connection: Connection) -> Iterator[None]:
        with connection.begin_nested():
            yield

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of everything, however long it takes."""
        with self._engine.connect() as connection:
            still = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with still.begin():
                yield still

    def version(self) -> str:
        with self.transaction() as connection:
            return str(connection.scalar(text("SHOW server_version"))).split()[0]

    def is_sound(self) -> bool:
        """PostgreSQL watches over its own files; here it is enough that it answers."""
        with self.transaction() as connection:
            return bool(connection.scalar(text("SELECT 1")) == 1)

    def lock_for_migration(self, connection: Connection) -> None:
        """Several processes may start at once: one migrates, the others wait and find it done."""
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})

    def tells_when(self) -> bool:
        with self.transaction() as connection:
            return bool(connection.scalar(text("SHOW track_commit_timestamp")) == "on")

    def sweep(self, left: Sequence[Table] = ()) -> None:
        """Move what is left into new files. A plain VACUUM lets deleted bytes lie in the old pages, and
        TRUNCATE wants a table that is empty, while other communities' windows are open. Rows that an older
        transaction could still see are moved along, and go when it is swept again (`Work.clear`)."""
        with suppress(DatabaseFailed, Trouble), self._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
            try:
                for table in left:
                    alone.execute(text(f'VACUUM (FULL) "{table.name}"'))
            finally:
                alone.execute(text("RESET lock_timeout"))

    def close(self) -> None:
        self._engine.dispose()


def _settle_in(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """A process that froze in the middle of a transaction must not hold its community for ever."""
    cursor = connection.cursor()
    cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
    cursor.close()
    connection.commit()
