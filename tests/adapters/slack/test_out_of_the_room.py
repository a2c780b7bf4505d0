"""The bot is not in the channel where somebody acts, or not any more: they hear all the same what came of it."""

from pathlib import Path

import pytest

from tests.adapters.slack.living import WAYS
from tests.adapters.slack.settled import settled
from tests.adapters.slack.test_slow_house import POLL
from tests.adapters.waiting import until


@pytest.mark.parametrize("way", WAYS)
async def test_who_hands_in_a_form_reads_the_answer_where_the_form_was(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        await there["fay"].removes(there.room, there.acme.bot)
        handed_in = await mia.submits(mia.modal, POLL)
        await there.slack.settled()

        assert handed_in.acked
        assert len(mia.looks_at(mia.modal).words) > 20
        assert there.slack.complaints == []


async def test_in_the_channel_it_is_whispered_once_and_the_form_is_closed(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        await mia.submits(mia.modal, POLL)
        await there.slack.settled()

        assert not mia.has_modal
        assert len(mia.whispers(there.room)) == 1


async def test_who_presses_hears_it_in_private(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        await mia.submits(mia.modal, POLL)
        await there.house.desk.carry()
        before = len(mia.whispers())
        await there["fay"].removes(there.room, there.acme.bot)
        there.slack.faults.refuse("views.open", "expired_trigger_id")
        poll = [one for one in there.room.messages.values() if one.bot][-1]
        await mia.presses(poll, mia.looks_at(poll).buttons[0])
        await until(lambda: len(mia.whispers()) > before)

        assert mia.whispers()[-1].buttons == ["Open it"]


async def test_a_whisper_of_which_nobody_knows_whether_it_arrived_is_not_said_twice(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        there.slack.faults.lose("chat.postEphemeral", after_accepting=True)
        await mia.submits(mia.modal, POLL)
        await there.slack.settled()

        assert len(mia.whispers()) == 1
        assert not mia.has_modal
