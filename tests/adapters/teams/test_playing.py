"""Whole communities in Teams: the practice room's own stories, played there, with the same meaning."""

from pathlib import Path

import pytest

from bot.bootstrap.practice import SCRIPT
from tests.adapters.teams import told
from tests.adapters.teams.playing import staged
from tests.adapters.told import differences, in_practice

ALL = 1_000_000
SCRIPTS = (SCRIPT, SCRIPT.with_name("a-year.toml"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
async def test_a_community_lives_in_teams_as_in_the_practice_room(
    tmp_path: Path, script: Path
) -> None:
    practised = await in_practice(script)
    async with staged(tmp_path, script) as (stage, steps, cast):
        for step in steps.steps:
            await stage.play(step)
        in_teams = await told.in_teams(stage, cast)
        complaints = await stage.teams.complaints()

    assert complaints == []
    assert sum(map(len, in_teams.values())) > len(steps.steps) / 4
    assert list(differences(practised, in_teams)) == []


async def test_what_teams_brings_again_under_another_id_changes_nothing(tmp_path: Path) -> None:
    """As after an answer that Teams has lost: whatever is pressed, opened or handed in comes twice."""
    practised = await in_practice(SCRIPT)
    async with staged(tmp_path, SCRIPT) as (stage, steps, cast):
        stage.teams.twice(ALL, anew=True)
        for step in steps.steps:
            await stage.play(step)
        await stage.teams.settled()
        in_teams = await told.in_teams(stage, cast)
        sent = await stage.teams.sent()
        complaints = await stage.teams.complaints()

    twice = [one for one in sent if len({each.id for each in one.attempts}) == 2]
    assert complaints == []
    assert {one.activity["name"] for one in twice} == {
        "adaptiveCard/action",
        "task/fetch",
        "task/submit",
    }
    assert all(each.status == 200 for one in twice for each in one.attempts)
    assert list(differences(practised, in_teams)) == []
