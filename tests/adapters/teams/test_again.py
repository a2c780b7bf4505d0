"""While the database is busy, and when Teams brings things again: nothing typed is lost, and nothing counts twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.teams.front import AGAIN, WAIT
from adapters.teams.patience import Patience
from bot.bootstrap import teams
from bot.domain.ids import RecordId
from bot.domain.poll import Poll
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import busy, hands_in, settled, until

POLL = {"question": "Shall we meet earlier?", "options": "Yes\nNo"}


@pytest.fixture
async def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Living]:
    """The bot says sooner than usual that it takes long."""
    monkeypatch.setattr(teams, "Patience", lambda: Patience(0.5))
    async with settled(tmp_path) as there:
        yield there


def polls(there: Living) -> tuple[Poll, ...]:
    with there.here.database.offices().open() as office:
        return office.records.all(Poll, RecordId("home"))


async def opens_the_form(there: Living) -> None:
    """Mia has the form of a poll before her."""
    await there["mia"].uses("lc_menu", in_=there.room)
    await there["mia"].presses("Ask the group")


async def test_a_form_that_takes_long_stays_open_and_counts_once(there: Living) -> None:
    mia = there["mia"]
    await opens_the_form(there)
    with busy(there.here.database) as let_go:
        first = await hands_in(mia, POLL)
        said = await mia.dialog()
        let_go.set()
    assert said is not None
    await until(lambda: asyncio.sleep(0, polls(there)))
    second = await mia.submits()
    await there.settled()

    assert first.acked
    assert second.acked
    assert AGAIN in said.words
    assert "Shall we meet earlier?" in repr([one.value for one in said.fields.values()])
    assert len(polls(there)) == 1
    assert await there.teams.complaints() == []


async def test_a_form_that_comes_twice_counts_once(there: Living) -> None:
    await opens_the_form(there)
    there.teams.twice()
    await hands_in(there["mia"], POLL)
    await there.teams.settled()

    assert len(polls(there)) == 1


async def test_a_button_that_takes_long_is_answered_in_time(there: Living) -> None:
    with busy(there.here.database) as let_go:
        opened = await there["mia"].uses("lc_menu", in_=there.room)
        let_go.set()

    assert opened.acked
    assert await there["mia"].toasts() == [WAIT]
    assert await there["mia"].notices() == []
