"""One suite, run on every office there is."""

from collections.abc import Callable, Iterator

import pytest

from bot.boundary.delivery import Limits
from bot.boundary.ports import Offices
from tests.conftest import Fresh
from tests.contracts.given import Rig
from tests.memory import MemoryOffices

Limited = Callable[[Limits], Rig]


@pytest.fixture
def rig(fresh: Fresh) -> Iterator[Rig]:
    rig = Rig(fresh())
    yield rig
    rig.close()


@pytest.fixture
def limited(fresh: Fresh) -> Iterator[Limited]:
    """Makes a rig on a platform with limits."""
    made = list[Rig]()

    def limited(limits: Limits) -> Rig:
        made.append(Rig(fresh(), limits=limits))
        return made[-1]

    yield limited
    for rig in made:
        rig.close()


@pytest.fixture
def two_rigs(fresh_postgres: Fresh) -> Iterator[tuple[Rig, Rig]]:
    """Two processes on one PostgreSQL; an SQLite file has only ever one."""
    url = fresh_postgres()
    one, other = Rig(url), Rig(url)
    yield one, other
    one.close()
    other.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def offices(request: pytest.FixtureRequest) -> Iterator[Offices]:
    """What the core sees of storage; the tests' own office is held to it as well."""
    if request.param == "memory":
        yield MemoryOffices()
        return
    rig = Rig(request.getfixturevalue(f"fresh_{request.param}")())
    yield rig.database.offices()
    rig.close()
