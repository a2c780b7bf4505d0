"""Around every simulation."""

from collections.abc import Iterator

import pytest

from tests.held_against import everything, name_of, wrong_with


@pytest.fixture(autouse=True)
def what_chance_shows_is_as_good_as_what_a_dialog_shows() -> Iterator[None]:
    """Held against everything here, so that what is found fails the simulation that showed it."""
    before = everything()
    yield
    found = {wrong: name_of(one) for one in everything() - before for wrong in wrong_with(one)}
    assert found == {}, f"{len(found)} of what was shown by chance"
