"""Settings: what an operator may set, in the environment or in a `.env` file. See `.env.example`.

Each field's description is the sentence that `.env.example` says about it. A value is never shown
in an error: it may be a secret.
"""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.boundary.hosts import is_address, is_loopback, is_safe
from bot.domain.contacts import HELPLINES, Contacts
from bot.one_setting import must_be, setting
from bot.slack_fields import SlackFields
from bot.slack_settings import SlackSettings
from bot.teams_fields import TeamsFields
from bot.teams_settings import TeamsSettings
from bot.way_out_fields import WayOutFields

FILE: Final = Path(".env")
OURS: Final = ("LCBOT_", "SLACK_", "TEAMS_")
DATABASES: Final = ("sqlite", "postgresql")


class Settings(WayOutFields, SlackFields, TeamsFields):
    """What an operator may set. Everything has a value that works on one's own machine."""

    model_config = SettingsConfigDict(
        env_file=FILE,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    port: int = setting(
        "LCBOT_PORT",
        8080,
        "The port of the page and of everything else the bot serves; 0 lets the system choose a free one.",
        must_be="a whole number from 0 to 65535, such as 8080",
        ge=0,
        le=65535,
    )
    host: str = setting(
        "LCBOT_HOST",
        "127.0.0.1",
        "The address to listen on; the practice room asks for no password, so keep it on this machine.",
        must_be="an address to listen on, such as 127.0.0.1",
        min_length=1,
    )
    data: Path = setting(
        "LCBOT_DATA",
        Path("data"),
        "The folder for everything the bot keeps; only its owner should be able to read it.",
        must_be="the path of a folder",
    )
    address: str = setting(
        "LCBOT_ADDRESS",
        "",
        "The https:// address at which others reach this bot's site, without a path; needed only for Teams, "
        "and where many Slack workspaces may install it.",
        must_be="an https:// address without a path, such as https://bot.example.org, or left out",
    )
    given_database: SecretStr = setting(
        "DATABASE_URL",
        SecretStr(""),
        "Where records are kept, sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; left empty, lcbot.db "
        "in the data folder.",
        must_be="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME, or left out",
    )
    secret_key: SecretStr = setting(
        "LCBOT_SECRET_KEY",
        SecretStr(""),
        "Master keys that seal members' words, newest first, with commas between: each 32 bytes in base64; "
        "left empty, one is made once into the data folder.",
        must_be="keys of 32 bytes in base64 with commas between, or left out",
    )
    clock_speed: float = setting(
        "LCBOT_CLOCK_SPEED",
        1.0,
        "How many times as fast the clock runs, to try things out; only while everything stays on this machine.",
        must_be="a number of 1 or more",
        ge=1,
        le=100_000,
    )
    helplines: str = setting(
        "LCBOT_HELPLINES",
        HELPLINES,
        "Whom somebody in distress can call now; shown wherever a member says that something worries them.",
        must_be="a line of at most 200 characters",
        min_length=1,
        max_length=200,
    )
    privacy_contact: str = setting(
        "LCBOT_PRIVACY_CONTACT",
        "",
        "Who answers for what is held about people, such as a data protection officer; shown to members before "
        "they join.",
        must_be="a line of at most 200 characters, or left out",
        max_length=200,
    )
    operator: str = setting(
        "LCBOT_OPERATOR",
        "",
        "Who runs this bot, by name or office; members read it where they could share a note without their "
        "name, and a group can choose to have such notes only once it is set.",
        must_be="a line of at most 100 characters, or left out",
        max_length=100,
    )
    also_uses: str = setting(
        "LCBOT_ALSO_USES",
        "",
        "What else your organisation uses that may keep or watch what people type, such as an archive of "
        "messages; members read it in the same place.",
        must_be="a line of at most 200 characters, or left out",
        max_length=200,
    )
    source: str = setting(
        "LCBOT_SOURCE",
        "",
        "Where the program that runs here can be read, such as a web address; members read it in the same "
        "place.",
        must_be="a line of at most 200 characters, or left out",
        max_length=200,
    )
    region: str = setting(
        "LCBOT_REGION",
        "GB-ENG",
        "Whose public holidays a new community is offered first, such as GB-ENG for England and Wales, GB-SCT, "
        "GB-NIR or IE; each community may choose its own.",
        must_be="a country or a part of one, such as GB-ENG or IE",
        pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$",
    )
    log: Literal["debug", "info", "warning", "error"] = setting(
        "LCBOT_LOG",
        "warning",
        "How much is written to the log, debug, info, warning or error; members' words are never in it.",
        must_be="debug, info, warning or error",
    )

    @field_validator("host")
    @classmethod
    def _an_address_or_a_name(cls, given: str) -> str:
        if not is_address(given) and not _NAME.fullmatch(given):
            raise ValueError("not an address")
        return given

    @field_validator("address")
    @classmethod
    def _an_address_that_others_reach(cls, given: str) -> str:
        """Over plain http, anybody on the way could read what is sent: at home alone."""
        if given and not _is_site(given):
            raise ValueError("not the address of a site")
        return given.rstrip("/")

    @field_validator("given_database")
    @classmethod
    def _known_kind(cls, given: SecretStr) -> SecretStr:
        url = given.get_secret_value()
        try:
            known = not url or make_url(url).get_backend_name() in DATABASES
        except ArgumentError:
            known = False
        if not known:
            raise ValueError("not the address of a database")
        return given

    @model_validator(mode="after")
    def _a_fast_clock_stays_at_home(self) -> Self:
        """A platform that others can reach would be told times that are not so."""
        if self.clock_speed > 1 and not all(is_loopback(host) for host in self.platform_hosts):
            raise ValueError(FAST_CLOCK)
        return self

    @property
    def contacts(self) -> Contacts:
        """Where to turn outside a community, as members read it."""
        return Contacts(
            helplines=self.helplines,
            privacy=self.privacy_contact,
            region=self.region,
            operator=self.operator,
            also_uses=self.also_uses,
            source=self.source,
            version=version("lcbot"),
        )

    @model_validator(mode="after")
    def _slack_goes_together(self) -> Self:
        if wrong := self.slack.wrong():
            raise ValueError(wrong)
        return self

    @property
    def slack(self) -> SlackSettings:
        """Secrets among them: never to be shown."""
        return self.of_slack(address=self.address)

    @property
    def speaks_slack(self) -> bool:
        return self.slack.in_use

    @model_validator(mode="after")
    def _teams_goes_together(self) -> Self:
        if wrong := self.teams.wrong():
            raise ValueError(wrong)
        return self

    @property
    def teams(self) -> TeamsSettings:
        """A secret among them: never to be shown."""
        return self.of_teams(listens_at=self.host)

    @property
    def speaks_teams(self) -> bool:
        return self.teams.in_use

    @property
    def speaks_chats(self) -> bool:
        """Whether the bot lives in a chat, and not in the practice room."""
        return self.speaks_slack or self.speaks_teams

    @property
    def platform_hosts(self) -> tuple[str, ...]:
        """The address of every configured platform. The practice room stands where the bot does."""
        slack = (urlsplit(self.slack_api_url).hostname or "",) if self.speaks_slack else ()
        teams = self.teams.speaks_to if self.speaks_teams else ()
        return (self.host, *slack, *teams)

    @property
    def database_url(self) -> str:
        """May hold a password: never print it."""
        return self.given_database.get_secret_value() or f"sqlite:///{self.data / 'lcbot.db'}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        url = make_url(self.database_url)
        is_file = url.get_backend_name() == "sqlite" and url.database
        return Path(url.database) if is_file and url.database else None


FAST_CLOCK: Final = (
    "LCBOT_CLOCK_SPEED may only be more than 1 while everything stays on this machine. "
    "Take it out, or set LCBOT_HOST to 127.0.0.1."
)

MENDING: Final = must_be(Settings)
"""What each setting must be, in words that finish "... must be"."""

_NAME: Final = re.compile(r"(?:[\w-]+\.)*(?!\d+$)[\w-]+\.?")
"""A machine's name: its last part is no number, or it would be an address."""


def _is_site(url: str) -> bool:
    parts = urlsplit(url)
    return is_safe(url) and parts.path in ("", "/") and not parts.query
