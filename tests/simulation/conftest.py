"""Around every simulation."""

from collections.abc import Iterator

import pytest

from tests import shown


@pytest.fixture(autouse=True)
def what_chance_shows_is_not_drawn_by_every_chat() -> Iterator[None]:
    """There are thousands of them, each run has others, and their kinds are those of the dialogs, which are drawn."""
    with shown.unseen():
        yield
