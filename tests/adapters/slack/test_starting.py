"""`lcbot run` with credentials that are wrong or missing: status 1, one sentence that says what to do, no secret."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from adapters.slack.manifest import SCOPES
from tests.adapters.fake_slack import Clock, FakeSlack, Limits
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.slack.living import as_written
from tests.operating import Operator
from tests.ports import free_port

Set = Mapping[str, str]
COPY = "copy the “Bot User OAuth Token” again from the page “OAuth & Permissions” of your Slack app"
MAKE = "make a new app-level token with connections:write on the page “Basic Information” of your Slack app"


class There:
    """A fake Slack with one workspace, and an operator who starts the bot for it."""

    def __init__(self, slack: FakeSlack, folder: Path) -> None:
        self.slack = slack
        self.acme = slack.workspace()
        self.operator = Operator(folder, 0)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self.acme.token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.api_url,
        }

    def set_token(self, secret: str, state: TokenState) -> None:
        self.slack.core.world.tokens[secret].state = state

    def set_scopes(self, secret: str, *scopes: str) -> None:
        self.slack.core.world.tokens[secret].scopes = scopes

    async def runs(self, given: Set) -> str:
        """What it says before it ends."""
        done = await asyncio.to_thread(self.operator.types, "run", **given)
        assert done.returncode == 1, done.stderr
        secrets = [given[name] for name in given if name.endswith(("TOKEN", "SECRET"))]
        assert [one for one in secrets if one and one in done.stderr + done.stdout] == []
        return _without_the_first_start(done.stderr)


def _without_the_first_start(said: str) -> str:
    """A new key is spoken of once; that is not what is wrong."""
    return "\n".join(line for line in said.splitlines() if "master.key" not in line)


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    fake = FakeSlack(as_written("socket"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        yield There(slack, tmp_path)


def without_a_bot_token(there: There) -> Set:
    return there.settings | {"SLACK_BOT_TOKEN": ""}


def swapped(there: There) -> Set:
    bot, app = there.settings["SLACK_BOT_TOKEN"], there.settings["SLACK_APP_TOKEN"]
    return there.settings | {"SLACK_BOT_TOKEN": app, "SLACK_APP_TOKEN": bot}


def with_a_persons_token(there: There) -> Set:
    return there.settings | {"SLACK_BOT_TOKEN": "xoxp-1-of-a-person"}


def without_a_signing_secret(there: There) -> Set:
    return there.settings | {"SLACK_APP_TOKEN": ""}


def with_a_token_of_nobody(there: There) -> Set:
    return there.settings | {"SLACK_BOT_TOKEN": "xoxb-of-nobody"}


def taken_out(there: There) -> Set:
    there.set_token(there.acme.token, TokenState.INACTIVE)
    return there.settings


def without_two_rights(there: There) -> Set:
    there.acme.install([one for one in SCOPES if one not in ("users:read", "pins:write")])
    return there.settings


def with_an_app_token_of_nobody(there: There) -> Set:
    return there.settings | {"SLACK_APP_TOKEN": "xapp-of-nobody"}


def that_may_not_connect(there: There) -> Set:
    there.set_scopes(there.slack.app_token, "authorizations:read")
    return there.settings


def without_socket_mode(there: There) -> Set:
    there.slack.app.socket_mode = False
    return there.settings


WRONG: Mapping[Callable[[There], Set], str] = {
    without_a_bot_token: (
        "SLACK_BOT_TOKEN is missing, which is what the bot speaks with: docs/slack.md says where to find it."
    ),
    swapped: "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: put each in the other's place.",
    with_a_persons_token: (
        "SLACK_BOT_TOKEN begins with xoxp-, which is a person's own token, and should begin with xoxb-: "
        "copy the “Bot User OAuth Token” from the page “OAuth & Permissions” of your Slack app."
    ),
    without_a_signing_secret: (
        "Slack has no way in to the bot: set SLACK_APP_TOKEN, so that the bot opens a socket, or "
        "SLACK_SIGNING_SECRET, so that Slack can call the bot."
    ),
    with_a_token_of_nobody: (
        f"Slack does not take SLACK_BOT_TOKEN, as it knows no such token: {COPY}."
    ),
    taken_out: (
        "Slack does not take SLACK_BOT_TOKEN, as the app was taken out of its workspace: install it again on its page "
        "“Install App”, and copy the new token."
    ),
    without_two_rights: (
        "The Slack app lacks users:read and pins:write: add what is missing on its page "
        "“OAuth & Permissions”, and install it again."
    ),
    with_an_app_token_of_nobody: (
        f"Slack does not take SLACK_APP_TOKEN, as it knows no such token: {MAKE}."
    ),
    that_may_not_connect: (
        f"Slack does not take SLACK_APP_TOKEN, as it lacks connections:write: {MAKE}."
    ),
    without_socket_mode: (
        "Slack opens no socket and says not_enabled: switch on Socket Mode on the page “Socket Mode” of your Slack app."
    ),
}


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
async def test_what_is_wrong_is_said_at_the_start(
    there: There, wrong: Callable[[There], Set]
) -> None:
    given = wrong(there)

    assert await there.runs(given) == WRONG[wrong]


async def test_a_slack_that_cant_be_reached_is_told_of(there: There) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/api/"

    assert await there.runs(there.settings | {"SLACK_API_URL": nowhere}) == (
        f"Slack can't be reached at {nowhere}: check the network, and SLACK_API_URL if you have set it."
    )


async def test_a_client_secret_that_is_wrong_is_told_of(there: There) -> None:
    given = {
        "SLACK_CLIENT_ID": there.slack.app.client_id,
        "SLACK_CLIENT_SECRET": "of-nobody",
        "SLACK_SIGNING_SECRET": there.slack.app.signing_secret,
        "LCBOT_ADDRESS": "https://bot.example.org",
        "SLACK_API_URL": there.slack.api_url,
    }

    assert await there.runs(given) == (
        "Slack does not take SLACK_CLIENT_SECRET: copy it again from the page “Basic Information”."
    )


async def test_where_many_may_install_it_the_bot_says_where(there: There) -> None:
    given = {
        "SLACK_CLIENT_ID": there.slack.app.client_id,
        "SLACK_CLIENT_SECRET": there.slack.app.client_secret,
        "SLACK_SIGNING_SECRET": there.slack.app.signing_secret,
        "LCBOT_ADDRESS": "https://bot.example.org",
        "SLACK_API_URL": there.slack.api_url,
    }

    bot = await asyncio.to_thread(there.operator.starts, **given)
    await asyncio.to_thread(bot.stops)

    assert "Workspaces install it at https://bot.example.org/slack/install (Ctrl-C" in bot.line


async def test_however_much_is_logged_no_token_is_among_it(there: There) -> None:
    given = with_a_token_of_nobody(there) | {"LCBOT_LOG": "debug"}

    said = await there.runs(given)

    assert "Traceback" not in said


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_whoever_says_stop_is_heeded_while_slack_asks_for_a_rest(
    there: There, sign: signal.Signals
) -> None:
    there.slack.faults.limit("apps.connections.open", 600, times=None)
    starting = partial(there.operator.starts_to, "asks for a rest", **there.settings)
    bot = await asyncio.to_thread(starting)
    await asyncio.to_thread(bot.stops, sign)

    assert bot.process.returncode == 0
