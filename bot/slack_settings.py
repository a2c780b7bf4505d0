"""What an operator has set for Slack: which way the bot is to live there, and what does not go together.

One workspace: a bot's token, and a socket or a signing secret. Many: the app's own id and secret, with which each
workspace gives a token of its own. No value is ever shown but the letters that a kind of token begins with.
"""

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "xoxb-": "a bot's token",
    "xapp-": "an app-level token",
    "xoxp-": "a person's own token",
    "xoxe": "a token that changes every few hours (token rotation)",
    "xoxc-": "a token of somebody's browser",
    "xoxs-": "a token of somebody's browser",
}
"""What tokens begin with (docs.slack.dev/authentication/tokens)."""

TWO_WAYS: Final = (
    "{name} is for one workspace, and SLACK_CLIENT_ID is for many: take one of them out."
)
MISSING: Final = "{name} is missing, which {why}: {guide} says where to find it."
ONE_WORKSPACE: Final = "docs/slack.md"
MANY_WORKSPACES: Final = "docs/slack-many-workspaces.md"
NO_WAY_IN: Final = (
    "Slack has no way in to the bot: set SLACK_APP_TOKEN, so that the bot opens a socket, or SLACK_SIGNING_SECRET, "
    "so that Slack can call the bot."
)
SWAPPED: Final = "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: put each in the other's place."
OTHER_KIND: Final = (
    "{name} begins with {begins}, which is {kind}, and should begin with {right}: {where}."
)
NO_KIND: Final = "{name} is no token of Slack's, as it should begin with {right}: {where}."
BOT: Final = "copy the “Bot User OAuth Token” from the page “OAuth & Permissions” of your Slack app"
APP: Final = "make an app-level token with connections:write on the page “Basic Information” of your Slack app"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """As they are given; empty where nothing is."""

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    address: str = ""

    @property
    def for_many(self) -> bool:
        """Whether any workspace may install the bot."""
        return bool(self.client_id or self.client_secret)

    @property
    def in_use(self) -> bool:
        return bool(self.for_many or self.bot_token or self.app_token or self.signing_secret)

    def wrong(self) -> str:
        """One sentence for what an operator has to mend first; empty when all goes together."""
        if not self.in_use:
            return ""
        return self._wrong_for_many() if self.for_many else self._wrong_for_one()

    def _wrong_for_many(self) -> str:
        of_one = {"SLACK_BOT_TOKEN": self.bot_token, "SLACK_APP_TOKEN": self.app_token}
        for name, given in of_one.items():
            if given:
                return TWO_WAYS.format(name=name)
        needed = {
            "SLACK_CLIENT_ID": (self.client_id, "says which Slack app is installed"),
            "SLACK_CLIENT_SECRET": (self.client_secret, "proves to Slack whose app it is"),
            "SLACK_SIGNING_SECRET": (self.signing_secret, "shows that a request is Slack's own"),
            "LCBOT_ADDRESS": (self.address, "is where Slack sends back whoever installs the bot"),
        }
        return _first_missing(needed, MANY_WORKSPACES)

    def _wrong_for_one(self) -> str:
        if self.bot_token.startswith("xapp-") and self.app_token.startswith("xoxb-"):
            return SWAPPED
        needed = {"SLACK_BOT_TOKEN": (self.bot_token, "is what the bot speaks with")}
        return (
            _first_missing(needed, ONE_WORKSPACE)
            or _wrong_kind("SLACK_BOT_TOKEN", self.bot_token, "xoxb-", BOT)
            or _wrong_kind("SLACK_APP_TOKEN", self.app_token, "xapp-", APP)
            or ("" if self.app_token or self.signing_secret else NO_WAY_IN)
        )


def _first_missing(needed: dict[str, tuple[str, str]], guide: str) -> str:
    for name, (given, why) in needed.items():
        if not given:
            return MISSING.format(name=name, why=why, guide=guide)
    return ""


def _wrong_kind(name: str, token: str, right: str, where: str) -> str:
    if not token or token.startswith(right):
        return ""
    begins = next((kind for kind in KINDS if token.startswith(kind)), "")
    if not begins:
        return NO_KIND.format(name=name, right=right, where=where)
    return OTHER_KIND.format(name=name, begins=begins, kind=KINDS[begins], right=right, where=where)
