"""What the bot asks of a workspace: no more than it uses, each with its reason."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.slack.app import POINTS, SHORTCUTS
from adapters.slack.manifest import EVENTS, OPTIONAL, SCOPES, manifest
from bot.boundary.trouble import Trouble
from bot.commands import app
from tests.adapters.fake_slack.scopes import EVENT_SCOPES
from tests.architecture.sources import HOUSE


@pytest.mark.parametrize("scope", [*SCOPES, *OPTIONAL])
def test_every_scope_is_explained_to_whoever_installs_it(scope: str) -> None:
    assert f"`{scope}`" in (HOUSE / "docs" / "slack.md").read_text("utf-8")


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_its_scope(event: str) -> None:
    needed = EVENT_SCOPES.get(event)

    assert needed is None or needed in SCOPES


def test_every_shortcut_opens_something() -> None:
    features = manifest()["features"]
    assert isinstance(features, dict)

    for one in features["shortcuts"]:
        assert one["callback_id"] in (POINTS if one["type"] == "message" else SHORTCUTS)
        assert len(one["name"]) <= 24


def test_by_request_every_address_is_that_of_the_site() -> None:
    written = json.dumps(manifest("https://bot.example.org/"))

    assert written.count("https://bot.example.org/slack/events") == 3
    assert '"socket_mode_enabled": false' in written


def test_it_is_printed_to_be_pasted() -> None:
    printed = CliRunner().invoke(app, ["manifest", "slack"])

    assert json.loads(printed.output) == manifest()


@pytest.mark.parametrize("platform", ["slack", "Slack"])
def test_it_is_written_into_a_file_that_is_named_and_says_what_comes_next(
    platform: str, tmp_path: Path
) -> None:
    file = tmp_path / "app.json"

    done = CliRunner().invoke(app, ["manifest", platform, str(file)])

    assert json.loads(file.read_text("utf-8")) == manifest()
    assert "Create New App" in done.output


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "app.json"
    file.write_text("last week's")

    done = CliRunner().invoke(app, ["manifest", "slack", str(file)])

    assert isinstance(done.exception, Trouble)
    assert file.read_text() == "last week's"


@pytest.mark.parametrize("option", ["--slash", "--hear-replies"])
def test_what_is_for_teams_alone_is_turned_away(option: str) -> None:
    done = CliRunner().invoke(app, ["manifest", "slack", option])

    assert "leave them out" in str(done.exception)


@pytest.mark.parametrize("address", ["bot.example.org", "http://bot.example.org"])
def test_an_address_that_slack_would_not_call_is_turned_away_with_one_that_it_would(
    address: str,
) -> None:
    done = CliRunner().invoke(app, ["manifest", "slack", "--http", address])

    assert "--http https://bot.example.org" in str(done.exception)
