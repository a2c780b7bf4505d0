"""Everybody's own page: messages in their private chat, changed in place when they read differently."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from adapters.teams.pages import Pages
from bot.bootstrap import teams
from bot.boundary.decision import Decision
from bot.boundary.touched import touched_by
from bot.domain.community import Community
from tests.adapters.fake_teams import Request
from tests.adapters.teams.living import Living, restarted
from tests.adapters.teams.settled import community, keep, kept, settled
from tests.adapters.waiting import until

MANY = 80
"""Communities of hers: more than one message can tell of."""


async def reads(there: Living, name: str, words: str) -> bool:
    return words in "\n".join(one.words for one in await there[name].sees())


async def asks_for_her_page(there: Living) -> None:
    await there["mia"].types("home")
    await until(lambda: reads(there, "mia", "Going home well"))


async def test_a_page_changes_in_place_when_the_community_does(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        await asks_for_her_page(there)
        before = [one.id for one in await there["mia"].sees()]
        named = replace(kept(there), name="Going home sooner")
        keep(there, named)
        there.bot.pages.touched(touched_by(Decision(keep=(named,))))
        await until(lambda: reads(there, "mia", "Going home sooner"))
        after = await there["mia"].sees()

        assert [one.id for one in after] == before
        assert sum(one.edited for one in after) >= 1


async def test_who_asks_for_it_again_has_it_once_at_the_bottom(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        await asks_for_her_page(there)
        first = (await there["mia"].sees())[-1].id
        await there["mia"].types("home")
        await until(lambda: _is_gone(there, first))

        assert await reads(there, "mia", "Going home well")
        assert await there.teams.complaints() == []


async def test_who_asks_for_it_again_while_it_is_being_put_up_has_it_once(tmp_path: Path) -> None:
    """It stands already, and Teams has not said so yet."""
    async with settled(tmp_path) as there:
        there.teams.fault("slow", "post", 1.0, after=True)
        await asks_for_her_page(there)
        first = (await there["mia"].sees())[-1].id
        await there["mia"].types("home")
        await there.teams.clock.forward(1.0)
        await until(lambda: _is_gone(there, first))

        assert await reads(there, "mia", "Going home well")


async def test_a_page_that_is_being_put_up_when_the_bot_stops_is_known_after_a_fresh_start(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        there.teams.fault("slow", "post", 1.0, after=True)
        await asks_for_her_page(there)
        first = (await there["mia"].sees())[-1].id
        await asyncio.gather(there.bot.pages.close(), there.teams.clock.forward(1.0))
        async with restarted(there):
            await there["mia"].types("home")
            await until(lambda: _is_gone(there, first))


async def _is_gone(there: Living, message: str) -> bool:
    return message not in [one.id for one in await there["mia"].sees()]


class TestAfterAFreshStart:
    """What was shown before stands in the chat, and the process that begins knows of nobody who has looked."""

    async def test_a_page_comes_up_to_date_with_the_next_act_of_whose_it_is(
        self, tmp_path: Path
    ) -> None:
        async with settled(tmp_path) as there:
            await asks_for_her_page(there)
            before = await there["mia"].sees()
            async with restarted(there) as again:
                keep(again, replace(kept(again), name="Going home sooner"))
                await again["mia"].uses("lc_menu", in_=there.room)
                await until(lambda: reads(there, "mia", "Going home sooner"))
                after = await there["mia"].sees()

            assert [one.id for one in after] == [one.id for one in before]
            assert await there.teams.complaints() == []

    async def test_from_then_on_it_follows_what_others_do(self, tmp_path: Path) -> None:
        async with settled(tmp_path) as there:
            await asks_for_her_page(there)
            async with restarted(there) as again:
                keep(again, replace(kept(again), name="Going home sooner"))
                await again["mia"].uses("lc_menu", in_=there.room)
                await until(lambda: reads(there, "mia", "Going home sooner"))
                later = replace(kept(again), name="Going home at last")
                keep(again, later)
                again.bot.pages.touched(touched_by(Decision(keep=(later,))))
                await until(lambda: reads(there, "mia", "Going home at last"))

    async def test_whoever_asks_for_it_first_of_all_has_it_once(self, tmp_path: Path) -> None:
        async with settled(tmp_path) as there:
            await asks_for_her_page(there)
            first = (await there["mia"].sees())[-1].id
            async with restarted(there) as again:
                await again["mia"].types("home")
                await until(lambda: _is_gone(there, first))
                await there.teams.settled()
                pages = [one for one in await there["mia"].sees() if "Going home" in one.words]

            assert len(pages) == 1

    async def test_whoever_was_shown_none_is_shown_none(self, tmp_path: Path) -> None:
        async with settled(tmp_path) as there, restarted(there) as again:
            await again["mia"].uses("lc_menu", in_=there.room)
            await there.teams.settled()

            assert await there["mia"].sees() == []


async def test_what_two_processes_keep_up_has_no_message_twice(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        await asks_for_her_page(there)
        async with restarted(there) as beside:
            await beside["mia"].uses("lc_menu", in_=there.room)
            await until(lambda: _is_changed(there))
            many = [elsewhere(there, f"c{number}") for number in range(MANY)]
            keep(there, *many)
            for bot in (beside.bot, there.bot):
                bot.pages.touched(touched_by(Decision(keep=tuple(many))))
                await until(lambda: reads(there, "mia", f"Going c{MANY - 1} well"))
                await there.teams.settled(still=0.5)
            stands = await there["mia"].sees()

        assert len(stands) > 1
        assert len({one.words for one in stands}) == len(stands)


class TestWhoCanNotBeWrittenToAnyMore:
    """Their page is let go of. Ned's goes on, and tells when theirs would have been drawn."""

    @pytest.fixture(autouse=True)
    def at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(teams, "Pages", partial(Pages, rest=0.0))

    async def test_whoever_takes_the_app_out_has_nothing_more_of_it(self, tmp_path: Path) -> None:
        async with settled(tmp_path) as there:
            await both_ask_for_their_page(there)
            await there["mia"].uninstalls()
            before = await there["mia"].sees()
            await there.teams.forget()
            for name in ("sooner", "at last"):
                await is_named(there, f"Going home {name}")

            assert await there["mia"].sees() == before
            assert await _asked_about_mia(there) == []

    async def test_whoever_blocks_the_bot_is_tried_once_and_left_in_peace(
        self, tmp_path: Path
    ) -> None:
        async with settled(tmp_path) as there:
            await both_ask_for_their_page(there)
            await there["mia"].blocks()
            await there.teams.forget()
            for name in ("sooner", "in time", "at last"):
                await is_named(there, f"Going home {name}")

            assert [one.status for one in await _asked_about_mia(there)] == [403]

    async def test_whoever_lets_it_write_again_has_their_page_when_they_ask(
        self, tmp_path: Path
    ) -> None:
        async with settled(tmp_path) as there:
            await both_ask_for_their_page(there)
            await there["mia"].blocks()
            await is_named(there, "Going home sooner")
            await is_named(there, "Going home in time")
            await there["mia"].blocks(blocked=False)
            await there["mia"].types("home")
            await until(lambda: reads(there, "mia", "Going home in time"))
            await is_named(there, "Going home at last")
            await until(lambda: reads(there, "mia", "Going home at last"))


async def both_ask_for_their_page(there: Living) -> None:
    await there["ned"].types("home")
    await until(lambda: reads(there, "ned", "Going home well"))
    await asks_for_her_page(there)


async def is_named(there: Living, name: str) -> None:
    """And Ned's page says so."""
    named = replace(kept(there), name=name)
    keep(there, named)
    there.bot.pages.touched(touched_by(Decision(keep=(named,))))
    await until(lambda: reads(there, "ned", name))


async def _asked_about_mia(there: Living) -> list[Request]:
    mia = there["mia"]
    private = await mia.private()
    return [
        one
        for one in await there.teams.requests()
        if one.conversation == private or mia.id in repr(one.body)
    ]


def elsewhere(there: Living, id: str) -> Community:
    return replace(community(there, id), rooms=(replace(there.place, channel=f"19:{id}"),))


async def _is_changed(there: Living) -> bool:
    return any(one.edited for one in await there["mia"].sees())
