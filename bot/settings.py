"""Settings: from the environment, or from a `.env` file in the working folder. See `.env.example`.

Each field's description is the sentence that `.env.example` says about it. A value is never shown
in an error: it may be a secret.
"""

from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.boundary.trouble import Trouble
from bot.domain.contacts import HELPLINES, Contacts

DATABASES: Final = ("sqlite", "postgresql")


class Settings(BaseSettings):
    """What an operator may set. Everything has a value that works on one's own machine."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    port: int = Field(
        default=8080,
        ge=0,
        le=65535,
        validation_alias="LCBOT_PORT",
        description="The port of the page and of everything else the bot serves; "
        "0 lets the system choose a free one.",
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        validation_alias="LCBOT_HOST",
        description="The address to listen on; the practice room asks for no password, "
        "so keep it on this machine.",
    )
    data: Path = Field(
        default=Path("data"),
        validation_alias="LCBOT_DATA",
        description="The folder for everything the bot keeps; only its owner should be able "
        "to read it.",
    )
    given_database: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="DATABASE_URL",
        description="Where records are kept, sqlite:///FILE or "
        "postgresql://USER:PASSWORD@HOST/NAME; left empty, lcbot.db in the data folder.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="LCBOT_SECRET_KEY",
        description="Master keys that seal members' words, newest first, with commas between: "
        "each 32 bytes in base64; left empty, one is made once into the data folder.",
    )
    clock_speed: float = Field(
        default=1.0,
        ge=1,
        le=100_000,
        validation_alias="LCBOT_CLOCK_SPEED",
        description="How many times as fast the clock runs, to try things out; "
        "only while everything stays on this machine.",
    )
    helplines: str = Field(
        default=HELPLINES,
        min_length=1,
        max_length=200,
        validation_alias="LCBOT_HELPLINES",
        description="Whom somebody in distress can call now; shown wherever a member says that "
        "something worries them.",
    )
    privacy_contact: str = Field(
        default="",
        max_length=200,
        validation_alias="LCBOT_PRIVACY_CONTACT",
        description="Who answers for what is held about people, such as a data protection officer; "
        "shown to members before they join.",
    )
    log: Literal["debug", "info", "warning", "error"] = Field(
        default="warning",
        validation_alias="LCBOT_LOG",
        description="How much is written to the log, debug, info, warning or error; "
        "members' words are never in it.",
    )

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
        return Contacts(helplines=self.helplines, privacy=self.privacy_contact)

    @property
    def platform_hosts(self) -> tuple[str, ...]:
        """The address of every configured platform. The practice room stands where the bot does."""
        return (self.host,)

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

MENDING: Final = {
    "LCBOT_PORT": "a whole number from 0 to 65535, such as 8080",
    "LCBOT_HOST": "an address to listen on, such as 127.0.0.1",
    "LCBOT_DATA": "the path of a folder",
    "DATABASE_URL": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME, or left out",
    "LCBOT_SECRET_KEY": "keys of 32 bytes in base64 with commas between, or left out",
    "LCBOT_CLOCK_SPEED": "a number of 1 or more",
    "LCBOT_HELPLINES": "a line of at most 200 characters",
    "LCBOT_PRIVACY_CONTACT": "a line of at most 200 characters, or left out",
    "LCBOT_LOG": "debug, info, warning or error",
}
"""What each setting must be, in words that finish "... must be"."""


def read_settings() -> Settings:
    """From the environment. Raises `Trouble`, with a sentence for each setting it can't use."""
    try:
        return Settings()
    except ValidationError as wrong:
        names = [str(error["loc"][0]) for error in wrong.errors() if error["loc"]]
        raise Trouble(" ".join(map(_mend, names)) or FAST_CLOCK) from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _mend(name: str) -> str:
    return f"{name} must be {MENDING[name]}: change it in the environment or in the file .env."
