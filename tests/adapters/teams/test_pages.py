"""Everybody's own page: messages in their private chat, changed in place when they read differently."""

from dataclasses import replace
from pathlib import Path

from bot.boundary.decision import Decision
from bot.boundary.touched import touched_by
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import keep, kept, settled, until


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


async def _is_gone(there: Living, message: str) -> bool:
    return message not in [one.id for one in await there["mia"].sees()]
