"""A whole community in one of many workspaces: the practice room's story, with a token that was given on installing."""

from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot

from bot.bootstrap.practice import SCRIPT
from bot.bootstrap.rehearsing import BEGINS
from bot.settings import Settings
from storage import Database
from tests.adapters.fake_slack import FakeSlack, Workspace
from tests.adapters.on_stage import unhurried
from tests.adapters.slack import many, playing, told
from tests.adapters.slack.playing import staged
from tests.adapters.told import differences, in_practice


async def test_a_community_lives_in_one_of_many_workspaces_as_in_the_practice_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = list[tuple[FakeSlack, Workspace]]()

    def settings(slack: FakeSlack, acme: Workspace, folder: Path, _: str) -> Settings:
        here.append((slack, acme))
        return many.settings(slack, folder)

    def installed(given: Settings) -> Database:
        database = unhurried(given)
        database.installations(given.slack_client_id).keep(_bot(*here[0]))
        return database

    monkeypatch.setattr(playing, "settings", settings)
    monkeypatch.setattr(playing, "unhurried", installed)
    async with staged(tmp_path, "http", SCRIPT) as (stage, steps, cast):
        stage.slack.workspace("beta")
        for step in steps.steps:
            await stage.play(step)
        in_slack = told.in_slack(stage, cast)

    assert stage.slack.complaints == []
    assert list(differences(await in_practice(SCRIPT), in_slack)) == []
    assert {one.team_id for one in stage.slack.calls} <= {here[0][1].id, None}


def _bot(slack: FakeSlack, acme: Workspace) -> Bot:
    return Bot(
        app_id=slack.app.id,
        team_id=acme.id,
        bot_token=acme.token,
        bot_id=str(acme.bot.bot_id),
        bot_user_id=acme.bot.id,
        bot_scopes=list(slack.app.scopes),
        installed_at=BEGINS,
    )
