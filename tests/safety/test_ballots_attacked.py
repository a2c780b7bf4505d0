"""Votes, attacked: whoever has the database, all keys and the chat's log of who voted when knows no ballot's voter."""

import pytest

from tests.conftest import Fresh
from tests.safety.attack.ballots import broken, voted
from tests.safety.attack.mutations.of_ballots import BALLOTS
from tests.safety.attack.mutations.trying import noticed_in_ballots


def test_whoever_has_everything_that_is_kept_knows_nobodys_vote(fresh: Fresh) -> None:
    voting = voted(fresh(), "in small")

    assert len(voting.asked) > 60
    assert list(broken(voting)) == []


@pytest.mark.parametrize("leak", BALLOTS)
def test_a_leak_of_ballots_is_noticed(request: pytest.FixtureRequest, leak: str) -> None:
    """Each on the first database in which it leaks; `make safety-mutations` tries them on both."""
    engine = BALLOTS[leak].engines[0]
    fresh: Fresh = request.getfixturevalue(f"fresh_{engine}")

    assert noticed_in_ballots(fresh(), engine, BALLOTS[leak]).by
