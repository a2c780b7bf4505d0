"""What an operator may set for Slack, one field for each line of `.env.example`. A part of `Settings`."""

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings

from bot.one_setting import secret, setting
from bot.slack_settings import SlackSettings


class SlackFields(BaseSettings):
    """As they are given, one by one."""

    slack_bot_token: SecretStr = setting(
        "SLACK_BOT_TOKEN",
        SecretStr(""),
        "The bot's token in your Slack workspace, from the page “OAuth & Permissions” of your Slack app; with "
        "it the bot lives in Slack, and there is no practice room.",
        must_be="a token that begins with xoxb-, or left out",
    )
    slack_app_token: SecretStr = setting(
        "SLACK_APP_TOKEN",
        SecretStr(""),
        "The app-level token from the page “Basic Information”; with it the bot opens a socket to Slack by "
        "itself, from behind any firewall.",
        must_be="a token that begins with xapp-, or left out",
    )
    slack_signing_secret: SecretStr = setting(
        "SLACK_SIGNING_SECRET",
        SecretStr(""),
        "In place of the app-level token, where Slack can reach this bot: the signing secret from “Basic "
        "Information”.",
        must_be="the signing secret of your Slack app, or left out",
    )
    slack_client_id: str = setting(
        "SLACK_CLIENT_ID",
        "",
        "In place of both tokens, where many workspaces are to install this bot by themselves: the client id "
        "from “Basic Information”; it needs the next setting, the signing secret and LCBOT_ADDRESS.",
        must_be="the client id of your Slack app, or left out",
        max_length=32,
        pattern=r"^[\w.-]*$",
    )
    slack_client_secret: SecretStr = setting(
        "SLACK_CLIENT_SECRET",
        SecretStr(""),
        "The client secret from “Basic Information”, beside the client id.",
        must_be="the client secret of your Slack app, or left out",
    )
    slack_api_url: str = setting(
        "SLACK_API_URL",
        "https://slack.com/api/",
        "Where Slack's own interface is; another address only to try things out.",
        must_be="a web address, such as https://slack.com/api/",
    )

    @field_validator("slack_api_url")
    @classmethod
    def _a_web_address(cls, given: str) -> str:
        if not given.startswith(("https://", "http://")):
            raise ValueError("not a web address")
        return given if given.endswith("/") else f"{given}/"

    def of_slack(self, *, address: str) -> SlackSettings:
        """All of them together. Secrets among them: never to be shown."""
        return SlackSettings(
            bot_token=secret(self.slack_bot_token),
            app_token=secret(self.slack_app_token),
            signing_secret=secret(self.slack_signing_secret),
            client_id=self.slack_client_id,
            client_secret=secret(self.slack_client_secret),
            address=address,
        )
