"""While the database is busy: something opens in time, nothing typed is lost, and nothing counts twice."""

import asyncio
from pathlib import Path

import pytest

from adapters.slack.front import AGAIN
from adapters.slack.windows import OPEN_IT, WAIT
from bot.domain.ids import RecordId
from bot.domain.poll import Poll
from tests.adapters.fake_slack import Delivery, Person
from tests.adapters.settling import busy
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import settled
from tests.adapters.waiting import until

POLL = {
    "What would you like to ask?": "Shall we meet earlier?",
    "How is it answered?": "Choose one",
    "Options, one on each line": "Yes\nNo",
}
SLOW = pytest.mark.usefixtures("slow")


@SLOW
@pytest.mark.parametrize("way", WAYS)
async def test_a_form_opens_in_time_and_gives_way_to_the_real_one(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        with busy(there.house.database) as let_go:
            typing = asyncio.ensure_future(mia.types("/lc", "poll", in_=there.room))
            await until(lambda: mia.has_modal)
            meanwhile = mia.looks_at(mia.modal).words
            let_go.set()
            await typing

        assert WAIT in meanwhile
        assert mia.modal.title == "Ask the group"
        assert there.slack.complaints == []


@SLOW
async def test_who_has_closed_it_meanwhile_is_shown_the_way_back(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await _closes_too_soon(there, mia, "poll")
        await mia.presses(mia.whispers()[-1], OPEN_IT)

        assert mia.modal.title == "Ask the group"


@SLOW
async def test_words_for_who_has_closed_it_meanwhile_are_whispered(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await _closes_too_soon(there, mia, "help")

        assert "I run a learning community" in mia.whispers()[-1].words


@SLOW
async def test_waiting_lies_over_a_form_so_that_nothing_typed_below_is_lost(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        ned = there["ned"]
        await ned.types("/lc", "story", in_=there.room)
        form = ned.modal
        where = next(iter(ned.looks_at(form).fields))
        await ned.fills(form, {where: "A ward"})
        button = ned.looks_at(form).buttons[0]
        with busy(there.house.database) as let_go:
            pressing = asyncio.ensure_future(ned.presses(form, button))
            await until(lambda: ned.modal is not form)
            let_go.set()
            await pressing
        await ned.closes(ned.modal)

        assert ned.modal is form
        assert "A ward" in repr(form.values)


@SLOW
@pytest.mark.parametrize("way", WAYS)
async def test_a_form_that_takes_long_stays_open_and_counts_once(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        with busy(there.house.database) as let_go:
            first = await mia.submits(mia.modal, POLL)
            said = dict(mia.modal.errors)
            typed = repr(mia.modal.values)
            let_go.set()
        await until(lambda: _polls(there))
        second = await mia.submits(mia.modal)

        assert first.acked
        assert second.acked
        assert list(said.values()) == [AGAIN]
        assert "Shall we meet earlier?" in typed
        assert not mia.has_modal
        assert len(_polls(there)) == 1
        assert there.slack.complaints == []


async def test_where_slack_lets_nothing_be_opened_any_more_the_way_is_whispered(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        there.slack.faults.refuse("views.open", "expired_trigger_id")
        mia = there["mia"]
        typed = await mia.types("/lc", "poll", in_=there.room)
        await mia.presses(mia.whispers()[-1], OPEN_IT)

        assert typed.acked
        assert mia.modal.title == "Ask the group"


@SLOW
async def test_a_view_that_can_not_be_changed_any_more_hinders_nobody(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        there.slack.faults.fail("views.update", 503, times=None)
        with busy(there.house.database) as let_go:
            typing = asyncio.ensure_future(mia.types("/lc", "poll", in_=there.room))
            await until(lambda: mia.has_modal)
            let_go.set()
            typed = await typing
        await until(mia.whispers)

        assert typed.acked
        assert OPEN_IT in mia.whispers()[-1].buttons


async def _closes_too_soon(there: Living, person: Person, words: str) -> Delivery:
    """They close the view that says to wait before there is anything else to see."""
    with busy(there.house.database) as let_go:
        typing = asyncio.ensure_future(person.types("/lc", words, in_=there.room))
        await until(lambda: person.has_modal)
        await person.closes(person.modal)
        let_go.set()
        typed = await typing
    await until(lambda: person.whispers())
    return typed


def _polls(there: Living) -> tuple[Poll, ...]:
    with there.house.database.offices().open() as office:
        return office.records.all(Poll, RecordId("home"))
