"""The administrator's guide names what there is: settings, commands, addresses, and the sentences that people read."""

import re
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from adapters.teams import sorry, whom
from adapters.teams.about import ABOUT
from adapters.teams.manifest import ACTIONS, NAME, ON_MESSAGES
from adapters.teams.pressing import REPLY_LABEL
from adapters.teams.site import LARGEST, PATH
from bot.commands import app
from bot.conversations import COMMANDS
from bot.settings import MENDING
from bot.teams_settings import HOSTS, ISSUERS, METADATA, TOKENS
from examples import teams_signing_proxy as proxy
from tests.architecture.sources import HOUSE

GUIDE = (HOUSE / "docs" / "teams.md").read_text("utf-8")
PLAYGROUND = (HOUSE / "examples" / "teams-playground.yml").read_text("utf-8")
OURS = [name for name in MENDING if name.startswith("TEAMS_")]


def test_its_own_signposts_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", one).lower().replace(" ", "-")
        for one in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", GUIDE)) <= headings


@pytest.mark.parametrize("setting", OURS)
def test_every_setting_for_teams_is_explained(setting: str) -> None:
    assert setting in GUIDE


def test_every_setting_that_it_names_is_one() -> None:
    assert set(re.findall(r"\b(?:TEAMS|LCBOT)_[A-Z_]+\b", GUIDE)) <= set(MENDING)


def test_every_option_that_it_names_is_one() -> None:
    offered = CliRunner().invoke(app, ["manifest", "--help"], terminal_width=200).output
    named = set(re.findall(r"lcbot manifest teams \S+ (--[\w-]+)", GUIDE))

    assert named == {"--slash", "--hear-replies"}
    assert all(option in offered for option in named)


@pytest.mark.parametrize("url", [METADATA, TOKENS, ISSUERS, f"https://{HOSTS}"])
def test_every_host_that_the_bot_calls_or_believes_is_named(url: str) -> None:
    assert str(urlsplit(url).hostname) in GUIDE


def test_what_a_web_server_has_to_pass_on_is_what_the_bot_answers() -> None:
    for address in (PATH, ABOUT.rpartition("/")[0] + "/"):
        assert f"location = {address} {{" in GUIDE or re.search(rf"location {address} +{{", GUIDE)
    assert f"client_max_body_size {LARGEST // 1024}k;" in GUIDE


def test_every_action_that_it_names_is_one_and_none_is_left_out() -> None:
    titles = {title for _, title, _ in (*ACTIONS, *ON_MESSAGES)} - {"My page", "I have six words"}

    assert {f"*{title}*" for title in titles} <= set(re.findall(r"\*[^*\n]+\*", GUIDE))
    assert f"*{REPLY_LABEL}*" in GUIDE


def test_every_command_that_it_names_is_one() -> None:
    named = set(re.findall(rf"`@{NAME} (\w+)`", GUIDE))

    assert named >= {"start", "end"}
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("said", [sorry.SLOW, whom.NOT_HERE])
def test_what_people_read_when_something_is_wrong_is_explained(said: str) -> None:
    begins = re.split(r"[.:]", said)[0]

    assert f"*{begins}*" in GUIDE


def test_what_the_playground_is_told_is_what_the_proxy_signs_for() -> None:
    assert f"TEAMS_APP_ID={proxy.APP}" in GUIDE
    assert f"28:{proxy.APP}" in PLAYGROUND
    assert f"http://{proxy.HERE}:{proxy.PORT}/openid" in GUIDE
    (tenant,) = re.findall(r"^tenantId: (\S+)$", PLAYGROUND, re.MULTILINE)
    assert f"TEAMS_TENANT_ID={tenant}" in GUIDE
