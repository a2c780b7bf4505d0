"""What one person tells another through the bot arrives, though Teams can't be asked whether it did."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage import states
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import hands_in, settled
from tests.adapters.waiting import until

WORRY = "He has not been himself since the meeting."
DANGER = "=danger"


@pytest.mark.parametrize("fault", ["fails", "lost"])
async def test_a_worry_that_teams_may_have_lost_is_told_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Twice is a nuisance. Never would be a worry that nobody has heard, while its writer reads that somebody has."""
    monkeypatch.setattr(states, "FIRST_LOOK", timedelta(0))
    async with settled(tmp_path) as there:
        mia = there["mia"]
        there.teams.fault(fault, "post", 502, holding=WORRY)
        await mia.uses("lc_worry", in_=there.room)
        await hands_in(mia, {"about": DANGER})
        await hands_in(mia, {"words": WORRY})
        said = await mia.dialog()
        await until(lambda: _reads_it(there))

        assert said is not None
        assert "Fay" in said.words
        assert await there.teams.complaints() == []


async def _reads_it(there: Living) -> bool:
    await there.here.desk.carry()
    return any(WORRY in one.words for one in await there["fay"].sees())
