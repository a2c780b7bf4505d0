"""In Teams, whoever goes through the check-in with words leaves the same behind as whoever goes through without."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adapters.teams.pressing import OPENING
from tests.adapters.fake_teams import Delivery
from tests.adapters.fake_teams.shapes import Json
from tests.adapters.noting import DOUBT, checks_in, outside_of_the_door, passed
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import hands_in, kept, settled

ACTION = "lc_note"


@dataclass
class Left:
    """By one who has passed: what Teams has seen of it, and what the bot has asked of Teams meanwhile."""

    seen: list[tuple[str, str, tuple[int | None, ...], str]]
    asked: list[str]


async def passes(there: Living, name: str, note: str = "", **more: str) -> Left:
    person, before = there[name], len(await there.teams.sent())
    asked = len(await there.teams.requests())
    await person.uses(ACTION)
    await hands_in(person, {"note": note} | more if note else more)
    await hands_in(person, {})
    await there.settled()
    sent = (await there.teams.sent())[before:]
    return Left(
        [
            (
                one.activity["type"],
                one.activity.get("name", ""),
                tuple(each.status for each in one.attempts),
                one.answer["task"]["type"],
            )
            for one in sent
        ],
        [one.operation for one in (await there.teams.requests())[asked:]],
    )


async def opened(there: Living) -> None:
    checks_in(there.here.database, kept(there), there.here.clock.now())


async def test_with_words_and_without_are_the_same_to_teams(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        await opened(there)
        for name in ("ned", "oli"):  # who have their own page before them
            await there[name].types("home")
        await passes(there, "mia")  # the first of all, for whom the bot looks things up

        blank, written = await passes(there, "ned"), await passes(there, "oli", DOUBT, second=DOUBT)

        assert passed(there.here.database) == 3
        assert len(blank.seen) == 3
        assert written.seen == blank.seen
        assert written.asked == blank.asked == [], "nothing is posted, changed or looked up"


async def test_nothing_is_kept_of_either_but_behind_the_door(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with settled(tmp_path) as there:
        await opened(there)
        for name in ("mia", "ned"):
            await there[name].uses(ACTION)
            await there[name].closes()
        meters, before = there.here.meters.text(), outside_of_the_door(there.here.database)
        caplog.clear()

        await passes(there, "mia", DOUBT)
        await passes(there, "ned")

        assert passed(there.here.database) == 2
        assert outside_of_the_door(there.here.database) == before
        assert [
            one.name for one in caplog.records if one.name.startswith(("bot", "adapters"))
        ] == []
        assert "Ward 7" not in caplog.text
        assert there.here.meters.text() == meters


async def test_done_writes_down_no_way_to_them_however_it_has_changed(tmp_path: Path) -> None:
    """Else the row that is written last, or first, would tell who came last."""
    async with settled(tmp_path) as there:
        await opened(there)
        for name in ("mia", "ned"):
            await passes_but_for_done(there, name, DOUBT if name == "mia" else "")
            way = await there.bot.references.person(there.of(name))
            assert way is not None
            changed = replace(way, shut="they had blocked the bot")
            await there.bot.references.keep_person(there.of(name), changed)
        before = outside_of_the_door(there.here.database)

        for name in ("ned", "mia"):
            await hands_in(there[name], {})

        assert passed(there.here.database) == 2
        assert outside_of_the_door(there.here.database) == before


async def passes_but_for_done(there: Living, name: str, note: str = "") -> None:
    await there[name].uses(ACTION)
    await hands_in(there[name], {"note": note} if note else {})


async def test_what_tells_two_openings_apart_can_not_be_guessed(tmp_path: Path) -> None:
    """It goes into the mark of what was handed in, beside who it was and what they typed: whoever has all keys could
    else try all of them, until one mark fits."""
    async with settled(tmp_path) as there:
        await opened(there)
        (of_dialog,) = {
            each["data"][OPENING]
            for each in actions_of(await there["mia"].uses(ACTION))
            if OPENING in each.get("data", {})
        }

        assert len(of_dialog) * 4 >= 128


def actions_of(opened: Delivery) -> list[Json]:
    card = opened.answer["task"]["value"]["card"]["content"]
    return list(card["actions"])
