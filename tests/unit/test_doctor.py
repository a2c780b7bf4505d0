"""What the doctor says of a database."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.boundary.delivery import Why
from bot.doctor import WHY, Finding, Unreached, of_database, of_settings, of_unreached
from bot.settings import Settings
from storage import Health

WELL = Health(engine="PostgreSQL", version="18", sound=True, revision="1", known_revision="1")


def test_of_a_database_that_is_well_nothing_is_wrong() -> None:
    assert [finding.says for finding in of_database(WELL) if not finding.well] == []


def test_a_postgresql_that_notes_when_rows_were_written_is_told_of_with_what_to_do() -> None:
    (finding,) = (one for one in of_database(replace(WELL, tells_when=True)) if not one.well)

    assert finding.about == "times"
    assert "track_commit_timestamp" in finding.says
    assert finding.says.count(". ") == 0, "one sentence"


SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
REQUESTS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "1"}
MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "1",
    "SLACK_SIGNING_SECRET": "1",
    "LCBOT_ADDRESS": "https://bot.example.org",
}


TEAMS = {
    "TEAMS_APP_ID": "00000000-0000-0000-0000-00000000b0b0",
    "TEAMS_TENANT_ID": "00000000-0000-0000-0000-000000000001",
    "TEAMS_CERTIFICATE_FILE": "proof.pem",
}


def is_secret(found: Finding) -> bool:
    return found.about == "secrets"


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ({}, "The practice room, and no other platform."),
        (SOCKET, "Slack: one workspace, by a socket."),
        (REQUESTS, "Slack: one workspace, by requests."),
        (MANY, "Slack: every workspace that installs it at https://bot.example.org."),
    ],
)
def test_it_is_said_where_the_bot_lives(given: dict[str, str], how: str) -> None:
    found = {one.about: one for one in of_settings(Settings.model_validate(given), ())}

    assert found["configured"].says == how


def test_where_the_bot_lives_in_slack_no_practice_room_is_open_to_others() -> None:
    settings = Settings.model_validate(SOCKET | {"LCBOT_HOST": "0.0.0.0"})

    assert all(one.well for one in of_settings(settings, ()) if one.about == "address")


def test_a_practice_room_that_others_can_reach_is_found() -> None:
    settings = Settings.model_validate({"LCBOT_HOST": "0.0.0.0"})

    assert [one.about for one in of_settings(settings, ()) if not one.well] == ["address"]


def test_requests_that_come_to_this_machine_alone_need_help() -> None:
    found = {one.about: one for one in of_settings(Settings.model_validate(REQUESTS), ())}

    assert "let a web server pass its requests on" in found["address"].says


@pytest.mark.parametrize(("mode", "well"), [(0o600, True), (0o640, True), (0o644, False)])
@pytest.mark.parametrize("name", [".env", "proof.pem"])
def test_a_file_with_secrets_that_everybody_can_read_is_found(
    name: str, mode: int, well: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).touch()
    Path(name).chmod(mode)

    (found,) = (one for one in of_settings(Settings.model_validate(TEAMS), ()) if is_secret(one))

    assert found.well is well
    assert f"chmod 600 {name}" in found.says or well


def test_where_only_the_practice_room_is_open_there_is_nothing_to_hide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").touch(0o644)

    assert not any(map(is_secret, of_settings(Settings.model_validate({}), ())))


def test_who_can_not_be_reached_is_named_with_why_where_their_chat_says_it() -> None:
    found = of_unreached(Unreached("Going home well", {"Ned": Why.BLOCKED, "Mia": None}))

    assert not found.well
    assert found.says == (
        "In “Going home well” these can't be reached privately: Ned (has blocked the bot), Mia. Ask them."
    )


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(Why)


def test_where_everyone_can_be_reached_nobody_is_named() -> None:
    found = of_unreached(Unreached("Going home well", {}))

    assert (found.well, found.says) == (True, "Everyone in “Going home well” can be reached.")
