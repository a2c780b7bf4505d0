"""What happens to the app, to teams and channels, and to who is in them."""

from dataclasses import replace
from pathlib import Path

from adapters.teams.life import IN_A_CHAT
from bot.boundary.decision import Decision
from tests.adapters.fake_teams import Person, Seen
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import keep, kept, opens_a_session, settled
from tests.adapters.waiting import until


async def told(there: Living, name: str) -> list[str]:
    await there.settled()
    return [one.words for one in await there[name].sees()]


async def page(person: Person) -> Seen:
    """Once it is drawn."""
    await until(person.sees)
    return (await person.sees())[-1]


async def test_who_installs_the_app_is_welcomed_once_though_two_things_tell_of_it(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        eve = there.teams.person("Eve")
        await eve.installs()
        welcome = await page(eve)
        await eve.installs(again=True)
        await there.settled()

        assert "A learning community is" in welcome.words
        assert len(await eve.sees()) == 1
        assert await there.teams.complaints() == []


async def test_who_takes_the_app_out_and_brings_it_back_is_welcomed_again(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        eve = there.teams.person("Eve")
        there.people["eve"] = eve
        await eve.installs()
        await page(eve)
        await eve.uninstalls()
        forgotten = await there.bot.references.person(there.of("eve"))
        await eve.installs()
        await until(lambda: _has(eve, 2))

        assert forgotten is None


async def _has(person: Person, most: int) -> bool:
    return len(await person.sees()) == most


async def test_whoever_adds_the_app_to_a_team_is_told_in_private_how_to_begin(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        wards = there.teams.team("Wards", there["mia"], installed=False)
        room = wards.channel("Ward two")
        await there["mia"].adds_bot(room)
        (welcome,) = await told(there, "mia")
        await there["mia"].presses("Begin one here")

        assert "You" in welcome or "me" in welcome
        assert await there["mia"].dialog() is not None
        assert await there.teams.complaints() == []


async def test_a_team_that_takes_the_app_out_stops_its_community_and_keeps_no_way_to_anybody(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        await there["fay"].mentions(there.room, "help")
        await there.settled()
        known = await there.bot.references.person(there.of("fay"))
        await there["fay"].removes_bot(there.team)
        gone = await there.bot.references.person(there.of("fay"))
        await there["fay"].adds_bot(there.room)
        words = "\n".join(await told(there, "fay"))

        assert known is not None
        assert gone is None
        assert "is back" in words or "again" in words


class TestWaysThatLeadToNobodyAnyMore:
    async def test_whoever_has_left_the_community_is_forgotten_though_they_are_in_the_team(
        self, tmp_path: Path
    ) -> None:
        async with settled(tmp_path) as there:
            for name in ("mia", "ned"):
                await there[name].mentions(there.room, "help")
            await there.settled()
            others = tuple(one for one in kept(there).members if one.name != "Mia")
            keep(there, replace(kept(there), members=others))
            await there.bot.tidying.tidy()
            ways = [await there.bot.references.person(there.of(name)) for name in ("mia", "ned")]

            assert [way is None for way in ways] == [True, False]

    async def test_when_a_community_ends_nobody_in_it_is_known_nor_what_its_posts_took(
        self, tmp_path: Path
    ) -> None:
        async with settled(tmp_path) as there:
            await there["mia"].mentions(there.room, "help")
            await opens_a_session(there, "session:s1", *("A long story. " * 900,) * 4)
            before = await there.bot.references.rooms_of_posts()
            await ends(there)
            await there.bot.tidying.tidy()

            assert before == {there.place}
            assert await there.bot.references.rooms_of_posts() == frozenset()
            assert await there.bot.references.through_teams() == frozenset()

    async def test_whoever_has_the_app_for_themselves_stays_known_until_they_take_it_out(
        self, tmp_path: Path
    ) -> None:
        """They can be asked to join, and in no channel could they be found."""
        async with settled(tmp_path) as there:
            eve = there.teams.person("Eve")
            await eve.installs()
            await there.settled()
            there.people["eve"] = eve
            await there.bot.tidying.tidy()
            known = await there.bot.references.person(there.of("eve"))
            await eve.uninstalls()

            assert known is not None
            assert await there.bot.references.person(there.of("eve")) is None

    async def test_whoever_comes_back_is_known_again_by_what_they_do(self, tmp_path: Path) -> None:
        async with settled(tmp_path) as there:
            await ends(there)
            await there.bot.tidying.tidy()
            await there["mia"].mentions(there.room, "help")
            await there.settled()

            assert "I run a learning community" in "\n".join(await told(there, "mia"))


async def ends(there: Living) -> None:
    over = Decision(forget=(kept(there),))
    with there.here.database.offices().open() as office:
        office.keep(over, there.here.clock.now())


async def test_a_channel_that_is_deleted_is_told_to_those_who_look_after_it(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        before = len(await told(there, "fay"))
        await there["fay"].deletes_room(there.room)
        words = await told(there, "fay")

        assert len(words) == before + 1
        assert "deleted" in words[-1]


async def test_a_new_name_of_a_channel_changes_nothing_but_what_the_doctor_calls_it(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        await there["fay"].renames(there.room, "Quiet corner")
        way = await there.bot.references.room(there.place)

        assert way is not None
        assert way.name == "Quiet corner"
        assert await told(there, "fay") == []


async def test_who_comes_into_the_team_can_read_the_channel_and_that_is_told(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        eve = there.teams.person("Eve", guest=True)
        await there["fay"].adds(there.team, eve)
        words = "\n".join(await told(there, "fay"))
        await there["fay"].removes(there.team, eve)
        after = "\n".join(await told(there, "fay"))

        assert "Eve (guest)" in words
        assert after != words


async def test_a_group_chat_is_told_plainly_what_works(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        chat = there.teams.chat("Lunch", there["mia"], there["ned"], installed=False)
        await there["mia"].adds_bot(chat)

        assert IN_A_CHAT in "\n".join(await told(there, "mia"))
