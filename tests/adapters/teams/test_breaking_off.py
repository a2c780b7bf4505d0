"""A long post whose parts Teams does not all take at once: it stands there once, and whole."""

from pathlib import Path

import pytest

from adapters.teams import messenger
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import opens_a_session, settled
from tests.adapters.waiting import until

STORY = (*(f"{number}: " + "and then " * 900 for number in range(6)), "That was the very end.")


async def reads(there: Living, words: str) -> bool:
    await there.here.desk.carry()
    return any(words in one.words for one in await there.room.sees())


@pytest.mark.parametrize("broken", ["3: and then", "very end"])
async def test_a_long_story_that_breaks_off_goes_on_where_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(messenger, "MOST_WAIT", 0.0)
    async with settled(tmp_path) as there:
        there.teams.fault("limited", "post", 0.3, holding=broken)
        await opens_a_session(there, "session:s1", *STORY)
        await until(lambda: reads(there, "very end"))
        parts = [one.words for one in await there.room.sees()]

        assert 429 in [one.status for one in await there.teams.requests("post")]
        assert [f"{number}: and" in "".join(parts) for number in range(6)] == [True] * 6
        assert len(set(parts)) == len(parts)
        assert await there.teams.complaints() == []
