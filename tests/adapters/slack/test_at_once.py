"""In a hurry people press twice, and many press the same: each sees once what came of it."""

import asyncio
from pathlib import Path

import pytest

from adapters.slack import front
from tests.adapters.fake_slack import Message
from tests.adapters.settling import busy
from tests.adapters.slack.hurry import as_it_is
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import settled
from tests.adapters.slack.test_slow_house import POLL
from tests.adapters.waiting import until

A_WHILE = 60
LONG_ENOUGH = 3.0
"""Seconds, for five presses to come while the first is under way."""
FIVE = ("ned", "oli", "pam", "quy", "ros")


@pytest.mark.parametrize("way", WAYS)
async def test_pressed_five_times_in_a_view_its_form_lies_over_it_once(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "SHOWN", LONG_ENOUGH)
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await mia.uses_shortcut("lc_menu")
        menu = mia.modal
        there.slack.faults.slow("views.push", A_WHILE)
        await asyncio.gather(*(mia.presses(menu, "Ask the group") for _ in range(5)))
        await there.slack.clock.forward(A_WHILE)
        await mia.submits(mia.modal, POLL)
        await mia.closes(mia.modal)

        assert mia.modal is menu
        assert mia.whispers() == []
        assert there.slack.complaints == []


async def test_pressed_again_after_a_look_it_is_shown_again(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.uses_shortcut("lc_menu")
        menu = mia.modal
        await mia.presses(menu, "Ask the group")
        await mia.closes(mia.modal)
        await mia.presses(menu, "Ask the group")

        assert mia.modal.title == "Ask the group"


async def test_what_stands_behind_a_button_is_laid_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "SHOWN", LONG_ENOUGH)
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.uses_shortcut("lc_menu")
        menu = mia.modal
        there.slack.faults.slow("views.push", A_WHILE)
        await asyncio.gather(*(mia.presses(menu, "More") for _ in range(5)))
        await there.slack.clock.forward(A_WHILE)
        await mia.closes(mia.modal)

        assert mia.modal is menu
        assert mia.whispers() == []


async def test_pressed_five_times_under_a_post_it_is_answered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with settled(tmp_path, "http") as there:
        ned, poll = there["ned"], await _asked(there)
        await ned.presses(poll, "Vote")
        await ned.submits(ned.modal, {"Your choice": "Yes"})
        await there.slack.settled()
        before, opened = len(ned.whispers()), len(there.slack.called("views.open"))
        as_it_is(monkeypatch, "SLOW")
        with busy(there.house.database) as let_go:
            pressing = asyncio.gather(*(ned.presses(poll, "Vote") for _ in range(5)))
            await until(lambda: ned.has_modal)
            let_go.set()
            await pressing
        await there.slack.settled()

        assert "it counts once" in ned.looks_at(ned.modal).words
        assert len(there.slack.called("views.open")) == opened + 1
        assert len(ned.whispers()) == before


async def test_each_of_five_who_press_the_same_at_once_is_answered(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        five, poll = [there[name] for name in FIVE], await _asked(there)
        await asyncio.gather(*(one.presses(poll, "Vote") for one in five))

        assert [one.modal.title for one in five] == ["Your vote"] * len(five)


async def _asked(there: Living) -> Message:
    """Mia's question, as it stands in the channel."""
    mia = there["mia"]
    await mia.types("/lc", "poll", in_=there.room)
    await mia.submits(mia.modal, POLL)
    await there.house.desk.carry()
    return [one for one in there.room.messages.values() if one.bot][-1]
