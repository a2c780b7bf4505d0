"""What the doctor says of a database."""

from dataclasses import replace

import pytest

from bot.doctor import of_database, of_settings
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
