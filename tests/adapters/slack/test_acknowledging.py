"""Slack is answered once something is kept, and while it waits; what was not kept comes again, and counts once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.boundary.arrivals import Arrival
from bot.boundary.decision import Decision
from bot.domain.people import Standing
from bot.engine import Engine
from tests.adapters.fake_slack import Delivery
from tests.adapters.settling import busy
from tests.adapters.slack.hurry import as_it_is
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import kept, of, settled
from tests.adapters.slack.test_slow_house import POLL
from tests.adapters.waiting import until

BOTH = pytest.mark.parametrize("way", WAYS)


@BOTH
async def test_an_event_is_acknowledged_once_it_is_kept_and_not_before(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        with busy(there.house.database) as let_go:
            going = asyncio.ensure_future(there.acme.deactivates(there["ned"]))
            await until(lambda: there.slack.mail.under_way)
            await asyncio.sleep(0.1)
            tried = len(_last(there).attempts)
            let_go.set()
            await going

        assert tried == 0
        assert _last(there).acked
        assert _stands(there, "ned") is not Standing.JOINED


@BOTH
async def test_an_event_that_can_not_be_kept_is_not_acknowledged_and_is_kept_when_it_comes_again(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with settled(tmp_path, way) as there:
        failed = _fails_once(monkeypatch)
        going = asyncio.ensure_future(there.acme.deactivates(there["ned"]))
        await until(lambda: failed)
        await there.slack.clock.forward(4)
        await going
        await _last(there).settled()
        first, second = _last(there).attempts

        assert not first.acked
        assert second.acked
        assert _stands(there, "ned") is not Standing.JOINED


@BOTH
async def test_an_event_that_comes_again_though_it_was_acknowledged_changes_nothing(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        await there.acme.deactivates(there["ned"])
        before = _all_there_is(there)
        again = await there.slack.mail.again(_last(there))

        assert again.acked
        assert _all_there_is(there) == before


@BOTH
async def test_a_form_that_comes_again_counts_once(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        handed_in = await mia.submits(mia.modal, POLL)
        await there.house.desk.carry()
        before = _all_there_is(there)
        again = await there.slack.mail.again(handed_in)
        await there.house.desk.carry()

        assert handed_in.acked
        assert again.acked
        assert len(before) > 1
        assert _all_there_is(there) == before


@BOTH
async def test_who_acts_while_something_fails_is_told_and_can_do_it_again(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        view = mia.modal
        with monkeypatch.context() as once:
            _fails_once(once)
            await mia.submits(view, POLL)
        told = mia.looks_at(mia.modal)
        await mia.submits(mia.modal, POLL)
        await there.house.desk.carry()

        assert "nothing was changed" in told.words or view.errors
        assert len([one for one in there.room.messages.values() if "earlier" in one.text]) == 1


@BOTH
async def test_a_view_that_opens_slowly_does_not_keep_slack_waiting_for_its_answer(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_is(monkeypatch, "SHOWN")
    async with settled(tmp_path, way) as there:
        there.slack.faults.slow("views.open", 60)
        typed = await there["mia"].types("/lc", "poll", in_=there.room)

        assert typed.acked
        assert there.slack.web_api.under_way == 1
        await there.slack.clock.forward(60)


@BOTH
async def test_where_the_line_breaks_while_a_view_opens_there_is_a_way_back(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        there.slack.faults.lose("views.open", after_accepting=False, times=None)
        typed = await there["mia"].types("/lc", "poll", in_=there.room)
        await until(there["mia"].whispers)

        assert typed.acked
        assert there["mia"].whispers()[-1].buttons == ["Open it"]


@pytest.mark.parametrize("forged", [True, False], ids=["forged", "old"])
async def test_what_slack_has_not_signed_just_now_is_neither_heard_nor_kept(
    tmp_path: Path, forged: bool
) -> None:
    async with settled(tmp_path, "http") as there:
        there.slack.signing.forged = forged
        there.slack.signing.age = 0.0 if forged else 301.0
        before = _all_there_is(there)
        deactivating = there.acme.deactivates(there["ned"])
        await deactivating

        assert _last(there).attempts[0].status == 401
        assert _all_there_is(there) == before


def _fails_once(patch: pytest.MonkeyPatch) -> list[Arrival]:
    """What could not be taken in, as soon as there is one."""
    take_in, failed = Engine.take_in, list[Arrival]()

    def fails(engine: Engine, arrival: Arrival) -> Decision:
        if failed:
            return take_in(engine, arrival)
        failed.append(arrival)
        raise OSError("no disk")

    patch.setattr(Engine, "take_in", fails)
    return failed


def _last(there: Living) -> Delivery:
    return there.slack.sent[-1]


def _stands(there: Living, name: str) -> Standing | None:
    found = [one for one in kept(there).members if one.person == of(there, name)]
    return found[0].standing if found else None


def _all_there_is(there: Living) -> list[Any]:
    """The community, and every message with how often it was changed."""
    channels = there.slack.core.world.channels.values()
    messages = [one for channel in channels for one in channel.messages.values()]
    return [repr(kept(there)), *((one.ts, one.text, one.revision) for one in messages)]
