"""Who walks in while Teams does not say who it is: they are called by their name as soon as it does."""

from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.names import Names
from adapters.site import Meters
from adapters.teams import directory
from adapters.teams.transport import Member
from adapters.teams.visitors import Visitors
from bot.bootstrap.one_desk import one_desk
from bot.bootstrap.teams import open_teams
from bot.domain.ids import RecordId
from bot.domain.people import SOMEBODY
from bot.domain.walked_in import WalkedIn
from tests.adapters.teams.incoming import incoming
from tests.adapters.teams.living import NO_PACE, Living
from tests.adapters.teams.notebook import HERE, Office
from tests.adapters.teams.settled import settled
from tests.adapters.waiting import until

BEN = Member("29:ben", "aad-ben", "Ben", is_guest=True)
IN_TIME = directory.PATIENCE
"""Seconds that whoever acts waits for a name."""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:
    monkeypatch.setattr(directory, "PATIENCE", IN_TIME)
    monkeypatch.setattr(Names, "first", 0.05)
    monkeypatch.setattr(Names, "breath", 0.01)


@pytest.mark.parametrize(
    ("kind", "amount"), [("limited", 30.0), ("fails", 502.0), ("fails", 504.0), ("slow", 1.0)]
)
async def test_who_came_while_teams_was_silent_is_called_by_their_name_as_soon_as_it_says_it(
    tmp_path: Path, kind: str, amount: float
) -> None:
    async with settled(tmp_path) as there:
        there.teams.fault(kind, "member", amount)
        await there["fay"].adds(there.team, there.teams.person("Eve", guest=True))
        await until(lambda: is_told(there, "Eve (guest) can now read this channel"))
        private = [one.words for one in await there["fay"].sees()]

        assert names(there) == ["Eve (guest)"]
        assert "Eve (guest)" in private[-1]
        assert not any(SOMEBODY in one for one in private)
        assert len(await there.room.sees()) == 1


async def test_until_then_they_are_somebody_and_after_it_nobody_is_asked_any_more(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        there.teams.fault("fails", "member", 502, times=None)
        eve = there.teams.person("Eve")
        await there["fay"].adds(there.team, eve)
        await until(lambda: is_told(there, "Somebody can now read this channel"))
        await eve.types("Hello")
        await until(lambda: is_told(there, "Eve can now read this channel"))

        assert names(there) == ["Eve"]


async def test_a_name_that_teams_still_owes_is_asked_for_when_the_bot_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with settled(tmp_path) as there:
        with monkeypatch.context() as never:
            never.setattr(Names, "first", 3600.0)
            there.teams.fault("fails", "member", 502)
            await there["fay"].adds(there.team, there.teams.person("Eve"))
            await there.settled()
        before = names(there)
        async with AsyncExitStack() as stack:
            here = one_desk(there.here.settings, there.here.database, Meters())
            await stack.enter_async_context(open_teams(here, NO_PACE))
            await until(lambda: names(there) == ["Eve"])

        assert before == [SOMEBODY]


async def test_a_guest_without_a_name_is_somebody_and_nothing_more() -> None:
    office = Office()
    office.transport.rosters[HERE.channel] = (replace(BEN, name=""),)

    who = await Visitors(office.directory).who(incoming(), replace(BEN, name=""))

    assert who.name == SOMEBODY


async def test_of_a_guest_it_is_said_with_their_name() -> None:
    office = Office()
    office.transport.rosters[HERE.channel] = (BEN,)

    who = await Visitors(office.directory).who(incoming(), replace(BEN, name=""))

    assert who.name == "Ben (guest)"


async def is_told(there: Living, words: str) -> bool:
    await there.settled()
    return any(words in one.words for one in await there.room.sees())


def names(there: Living) -> list[str]:
    with there.here.database.offices().open() as office:
        return [one.name for one in office.records.all(WalkedIn, RecordId("home"))]
