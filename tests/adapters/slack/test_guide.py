"""The guide for whoever sets the bot up in Slack names what there is: settings, commands, and what people read."""

import re
from collections.abc import Mapping
from typing import Final

import pytest

from adapters.slack import credentials
from adapters.slack.blocks import NAME
from bot import environment, slack_settings
from bot.conversations import COMMANDS
from bot.settings import MENDING
from bot.words import say
from storage import errors
from tests.architecture.sources import HOUSE

GUIDE: Final = (HOUSE / "docs" / "slack.md").read_text("utf-8")
FOR_MANY: Final = (HOUSE / "docs" / "slack-many-workspaces.md").read_text("utf-8")

SENTENCES: Final[Mapping[str, str]] = {
    "Slack does not take SLACK_BOT_TOKEN": credentials.BOT_REFUSED,
    "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped": slack_settings.SWAPPED,
    "Slack has no way in to the bot": slack_settings.NO_WAY_IN,
    "Slack does not take SLACK_APP_TOKEN": credentials.APP_REFUSED,
    "The Slack app lacks": credentials.NOT_ALLOWED,
    "Slack opens no socket": credentials.NO_SOCKET,
    "The connection to … can't be trusted": credentials.DISTRUSTED,
    "Slack can't be reached at": credentials.UNREACHABLE,
    "The proxy in HTTPS_PROXY does not let the bot through": credentials.NOT_THROUGH,
    "Slack asks for a rest": credentials.RESTS,
    "Slack is out of order just now": credentials.OUT_OF_ORDER,
    "Line … of the file .env": environment.UNREADABLE.replace("{file}", ".env"),
    "Another bot is running on this database": errors.LOCKED,
    "There is no learning community in this channel yet": say("refused.no_community_here"),
}
"""As the guide has it, and as it is said."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_the_guide_explains_is_what_is_said(sentence: str) -> None:
    assert f"| {sentence}" in GUIDE or f", or {sentence}" in GUIDE
    assert all(part in SENTENCES[sentence] for part in sentence.split("…"))


@pytest.mark.parametrize("guide", [GUIDE, FOR_MANY], ids=["one", "many"])
def test_every_setting_that_it_names_is_one(guide: str) -> None:
    assert set(re.findall(r"\b(?:SLACK|LCBOT)_[A-Z_]+\b", guide)) <= set(MENDING)


def test_every_setting_for_slack_is_explained_in_one_of_the_two() -> None:
    ours = [name for name in MENDING if name.startswith("SLACK_")]

    assert [name for name in ours if name not in GUIDE + FOR_MANY] == []


def test_every_command_that_it_names_is_one() -> None:
    assert set(re.findall(r"`/lc (\w+)`", GUIDE + FOR_MANY)) <= set(COMMANDS)


def test_what_is_to_be_pressed_and_invited_is_called_so() -> None:
    assert f"`/invite @{NAME}`" in GUIDE
    for key in ("button.begin_here", "button.i_would"):
        assert f"*{say(key)}*" in GUIDE
