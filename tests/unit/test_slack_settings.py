"""What is set for Slack and does not go together is said in one sentence, without the value."""

import pytest

from bot.settings import MENDING
from tests.unit.environment import HIDDEN, Said, Set

BOT, APP = f"xoxb-{HIDDEN}", f"xapp-{HIDDEN}"
ONE = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}
MANY = {
    "SLACK_CLIENT_ID": "111.222",
    "SLACK_CLIENT_SECRET": HIDDEN,
    "SLACK_SIGNING_SECRET": HIDDEN,
    "LCBOT_ADDRESS": "https://bot.example.org",
}
COPY = "copy the “Bot User OAuth Token” from the page “OAuth & Permissions” of your Slack app."
MAKE = "make an app-level token with connections:write on the page “Basic Information” of your Slack app."


@pytest.mark.parametrize(
    "given", [{}, ONE, MANY, {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": HIDDEN}]
)
def test_what_goes_together_is_taken(given: Set, said: Said) -> None:
    assert said.taken(given).speaks_slack is bool(given)


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        (
            "SLACK_BOT_TOKEN",
            "SLACK_BOT_TOKEN is missing, which is what the bot speaks with: "
            "docs/slack.md says where to find it.",
        ),
        (
            "SLACK_APP_TOKEN",
            "Slack has no way in to the bot: set SLACK_APP_TOKEN, so that the bot opens a socket, or "
            "SLACK_SIGNING_SECRET, so that Slack can call the bot.",
        ),
    ],
)
def test_what_is_missing_for_one_workspace_is_named(
    without: str, sentence: str, said: Said
) -> None:
    assert said.of(ONE | {without: ""}) == sentence


@pytest.mark.parametrize("without", MANY)
def test_what_is_missing_for_many_workspaces_is_named(without: str, said: Said) -> None:
    sentence = said.of(MANY | {without: ""})

    assert sentence.startswith(f"{without} is missing, which ")
    assert sentence.endswith(": docs/slack-many-workspaces.md says where to find it.")


@pytest.mark.parametrize("name", ONE)
def test_one_workspace_and_many_at_once_is_one_too_many(name: str, said: Said) -> None:
    assert said.of(MANY | {name: ONE[name]}) == (
        f"{name} is for one workspace, and SLACK_CLIENT_ID is for many: take one of them out."
    )


def test_tokens_that_are_swapped_are_told_of(said: Said) -> None:
    assert said.of({"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": BOT}) == (
        "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: put each in the other's place."
    )


@pytest.mark.parametrize(
    ("name", "token", "sentence"),
    [
        (
            "SLACK_BOT_TOKEN",
            f"xoxp-{HIDDEN}",
            "SLACK_BOT_TOKEN begins with xoxp-, which is a person's own token, and should begin with xoxb-: "
            + COPY,
        ),
        (
            "SLACK_BOT_TOKEN",
            APP,
            "SLACK_BOT_TOKEN begins with xapp-, which is an app-level token, and should begin with xoxb-: "
            + COPY,
        ),
        (
            "SLACK_BOT_TOKEN",
            HIDDEN,
            "SLACK_BOT_TOKEN is no token of Slack's, as it should begin with xoxb-: " + COPY,
        ),
        (
            "SLACK_APP_TOKEN",
            BOT,
            "SLACK_APP_TOKEN begins with xoxb-, which is a bot's token, and should begin with xapp-: "
            + MAKE,
        ),
    ],
)
def test_a_token_of_another_kind_is_told_of(
    name: str, token: str, sentence: str, said: Said
) -> None:
    assert said.of(ONE | {name: token}) == sentence


@pytest.mark.parametrize(
    "address", ["bot.example.org", "http://bot.example.org", "https://", "https://x.org/bot?a=1"]
)
def test_an_address_that_nobody_could_be_sent_back_to_is_refused(address: str, said: Said) -> None:
    assert said.of(MANY | {"LCBOT_ADDRESS": address}).startswith(
        f"LCBOT_ADDRESS must be {MENDING['LCBOT_ADDRESS']}"
    )


@pytest.mark.parametrize("address", ["https://bot.example.org/", "http://127.0.0.1:8080"])
def test_an_address_that_is_safe_is_taken(address: str, said: Said) -> None:
    assert said.taken({"LCBOT_ADDRESS": address}).address == address.rstrip("/")


@pytest.mark.parametrize("url", ["https://slack.example/api", "http://127.0.0.1:4001/api/"])
def test_slacks_own_address_may_be_given_with_its_last_stroke_or_without(
    url: str, said: Said
) -> None:
    assert said.taken({"SLACK_API_URL": url}).slack_api_url == f"{url.rstrip('/')}/"


def test_slacks_own_address_is_a_web_address(said: Said) -> None:
    assert said.of({"SLACK_API_URL": "slack.com/api"}).startswith(
        f"SLACK_API_URL must be {MENDING['SLACK_API_URL']}"
    )
