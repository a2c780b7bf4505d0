"""A form that is handed in several times, as it stood: it is answered once, and nobody is left without an answer."""

import asyncio
from pathlib import Path

import pytest

from tests.adapters.fake_slack import Delivery, Person
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import settled
from tests.adapters.slack.test_slow_house import POLL

OFTEN = 5


@pytest.mark.parametrize("way", WAYS)
async def test_handed_in_five_times_at_once_its_answer_is_whispered_once(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        handed_in = await _hands_in_often(there, mia)

        assert [one.acked for one in handed_in] == [True] * OFTEN
        assert len(mia.whispers()) == 1
        assert not mia.has_modal
        assert there.slack.complaints == []


async def test_where_slack_lets_nothing_be_whispered_each_answer_has_the_words(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        there.slack.faults.refuse("chat.postEphemeral", "restricted_action", times=None)
        handed_in = await _hands_in_often(there, mia)

        assert ["take it back" in repr(one.answer) for one in handed_in] == [True] * OFTEN
        assert len(there.slack.called("chat.postEphemeral")) == 1


async def test_handed_in_again_later_it_is_acknowledged_and_not_answered_twice(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        first, *_ = await _hands_in_often(there, mia)
        again = await there.slack.mail.again(first)
        await there.slack.settled()

        assert again.acked
        assert len(mia.whispers()) == 1


async def _hands_in_often(there: Living, person: Person) -> list[Delivery]:
    await person.types("/lc", "poll", in_=there.room)
    form = await person.fills(person.modal, POLL)
    handed_in = await asyncio.gather(*(person.submits(form) for _ in range(OFTEN)))
    await there.slack.settled()
    return handed_in
