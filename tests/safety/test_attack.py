"""Notes without a name, attacked, in small: the whole is `make safety` and `make safety-mutations`."""

import pytest

from tests.conftest import Fresh
from tests.safety.attack.cell import Life, lived
from tests.safety.attack.mutations.every import LEAKS
from tests.safety.attack.mutations.trying import noticed
from tests.safety.attack.run import server
from tests.safety.attack.statistics import QUICK
from tests.safety.attack.verdict import failures, verdicts

SAMPLE = ("created_at", "last_seen", "crowd_with_keepers")
"""Of the leaks; all of them are tried by `make safety-mutations`."""


def test_whoever_has_everything_that_is_kept_knows_no_more_than_chance(fresh: Fresh) -> None:
    harvest = lived(fresh(), Life(label="in small", people=8, windows=5))

    assert harvest.notes > 0
    assert list(failures(harvest, verdicts(harvest), QUICK)) == []


@pytest.mark.parametrize("leak", SAMPLE)
def test_a_leak_is_noticed(leak: str) -> None:
    with server(("sqlite",)) as address:
        assert noticed(address, "sqlite", LEAKS[leak]).by
