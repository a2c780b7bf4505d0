"""`kill -9` at random moments, small. benchmarks/kill.py does the same in full size."""

from pathlib import Path

import pytest

from tests.conftest import Fresh
from tests.simulation.kill import Seen, Trial, run

ALARMS, POSTS, KILLS = 30, 400, 4


@pytest.fixture(params=["asked", "silent"])
def seen(request: pytest.FixtureRequest, fresh: Fresh, tmp_path: Path) -> tuple[Seen, bool]:
    url, can_be_asked = fresh(), request.param == "asked"
    trial = Trial(
        url=url,
        folder=tmp_path,
        processes=1 if url.startswith("sqlite") else 2,
        alarms=ALARMS,
        posts=POSTS,
        kills=KILLS,
        can_be_asked=can_be_asked,
    )
    return run(trial), can_be_asked


def test_killed_processes_lose_nothing_and_do_nothing_twice(seen: tuple[Seen, bool]) -> None:
    came, can_be_asked = seen

    assert came.kills > 0
    assert set(came.effects.values()) == {1}
    assert came.twice == 0
    if can_be_asked:
        assert (came.missing(POSTS), came.doubtful) == (0, 0)
    else:
        assert came.missing(POSTS) <= came.doubtful
