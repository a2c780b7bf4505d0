"""Whether all is well, in words: what `lcbot doctor` finds. Pure; others fetch what it looks at."""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final, Protocol

from bot.boundary.delivery import Why
from bot.boundary.hosts import is_loopback
from bot.settings import FILE, Settings
from bot.teams_settings import INSECURE


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is a word or two; `says` a sentence, and what to do where it is not `well`."""

    about: str
    well: bool
    says: str

    def as_plain(self) -> dict[str, object]:
        """As JSON can say it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "Finding":
        return cls(str(plain["about"]), bool(plain["well"]), str(plain["says"]))


class Health(Protocol):
    """What the database tells about itself (storage/health.py)."""

    @property
    def engine(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def sound(self) -> bool: ...
    @property
    def fits(self) -> bool: ...
    @property
    def stuck_alarms(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def oldest(self) -> datetime | None: ...
    @property
    def unsure(self) -> int: ...
    @property
    def needs_person(self) -> int: ...
    @property
    def doubtful(self) -> int: ...
    @property
    def lost(self) -> int: ...
    @property
    def tells_when(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Unreached:
    """People of one community to whom a private post could not be carried, by the name they chose, and why, where
    their chat says so."""

    community: str
    people: Mapping[str, Why | None]


WHY: Final[Mapping[Why, str]] = {
    Why.BLOCKED: "has blocked the bot",
    Why.NOT_INSTALLED: "has not got the app",
    Why.FORBIDDEN: "an administrator has shut the bot out",
    Why.LEFT: "has left the chat",
}


def of_settings(settings: Settings, unknown: tuple[str, ...]) -> Iterator[Finding]:
    """`unknown`: a sentence for each name that is no setting."""
    yield _either(not unknown, "settings", "All can be read.", " ".join(unknown))
    if settings.speaks_teams:
        yield from _of_teams(settings)
    if settings.speaks_slack:
        yield from _of_slack(settings)
    if not settings.speaks_chats:
        yield from _of_practice(settings)
    yield from _of_secrets(settings)
    yield from _of_folder(settings)


def _of_slack(settings: Settings) -> Iterator[Finding]:
    given = settings.slack
    if given.for_many:
        how = f"every workspace that installs it at {given.address}"
    else:
        how = "one workspace, by a socket" if given.app_token else "one workspace, by requests"
    yield Finding("configured", True, f"Slack: {how}.")
    alone = " Slack can't call it there without help: let a web server pass its requests on."
    by_itself = given.app_token or not is_loopback(settings.host)
    reached = f"The site is at {settings.host}, port {settings.port}."
    yield Finding("address", True, reached + ("" if by_itself else alone))


def _of_teams(settings: Settings) -> Iterator[Finding]:
    given = settings.teams
    if given.insecure_local:
        yield Finding("configured", False, INSECURE)
    else:
        tenants = "several tenants" if given.tenants[1:] else "one tenant"
        yield Finding("configured", True, f"Teams: {tenants}.")
    reached = f"The site is at {settings.host}, port {settings.port}."
    alone = " Teams can't call it there without help: let a web server pass its requests on."
    help_ = alone if is_loopback(settings.host) and not given.insecure_local else ""
    yield Finding("address", True, reached + help_)


def _of_practice(settings: Settings) -> Iterator[Finding]:
    yield Finding("configured", True, "The practice room, and no other platform.")
    if is_loopback(settings.host):
        yield Finding("address", True, f"{settings.host}: only this machine can reach it.")
        return
    yield Finding(
        "address",
        False,
        f"{settings.host}: others can reach the practice room, which asks for no password. "
        "Set LCBOT_HOST to 127.0.0.1.",
    )


def of_clock(now: datetime, world: datetime, health: Health) -> Iterator[Finding]:
    """`now` by the bot's own clock. What is kept can't be from a later time than that."""
    zones = f"The world's time zones are those of tzdata {version('tzdata')}."
    ahead = now - world
    if abs(ahead.total_seconds()) < 1:
        yield Finding("clock", True, f"{now:%Y-%m-%d %H:%M} UTC. {zones}")
    else:
        yield Finding("clock", True, f"Moved to {now:%Y-%m-%d %H:%M} UTC for practice. {zones}")
    if health.oldest and health.oldest > now:
        yield Finding(
            "clock",
            False,
            f"The database has posts from {health.oldest:%Y-%m-%d %H:%M} UTC, which is still to come. "
            "Set this machine's clock right.",
        )


def of_database(health: Health) -> Iterator[Finding]:
    yield Finding("database", True, f"{health.engine} {health.version}.")
    yield _either(
        health.sound,
        "files",
        "The database finds its own files in order.",
        "The database finds its own files damaged. Stop the bot, and restore the latest backup.",
    )
    yield _either(
        health.fits,
        "schema",
        "The tables are those of this version.",
        "The tables are of another version. Run lcbot migrate.",
    )
    if health.tells_when:
        yield Finding(
            "times",
            False,
            "PostgreSQL notes when each row was written, which helps to tell who wrote without a name: set "
            "track_commit_timestamp to off, and restart it.",
        )
    if health.fits:
        yield from _of_alarms_and_posts(health)


def of_unreached(away: Unreached) -> Finding:
    if not away.people:
        return Finding("people", True, f"Everyone in “{away.community}” can be reached.")
    named = ", ".join(f"{name} ({WHY[why]})" if why else name for name, why in away.people.items())
    return Finding(
        "people",
        False,
        f"In “{away.community}” these can't be reached privately: {named}. Ask them.",
    )


def _of_secrets(settings: Settings) -> Iterator[Finding]:
    """The files with which anybody could pass for the bot."""
    if not settings.speaks_chats:
        return
    for file in (FILE, Path(settings.teams.certificate_file)):
        if file.is_file():
            yield _either(
                not file.stat().st_mode & stat.S_IRWXO,
                "secrets",
                f"Nobody can read {file} but those who should.",
                f"Everybody on this machine can read {file}, and pass for the bot with it. Run: chmod 600 {file}",
            )


def _of_folder(settings: Settings) -> Iterator[Finding]:
    if not settings.data.exists():
        yield Finding("data folder", True, f"{settings.data} is not there yet: lcbot run makes it.")
        return
    others_may_look = settings.data.stat().st_mode & 0o077
    yield _either(
        not others_may_look,
        "data folder",
        f"Only its owner can open {settings.data}.",
        f"Others on this machine may look into {settings.data}. Run: chmod 700 {settings.data}",
    )


def _of_alarms_and_posts(health: Health) -> Iterator[Finding]:
    yield _either(
        not health.stuck_alarms,
        "alarms",
        "None is stuck.",
        f"{health.stuck_alarms} did not ring when due. They are tried again; the log says why.",
    )
    yield _either(
        not health.needs_person,
        "posts",
        f"{health.waiting} on their way, {health.unsure} being asked about.",
        f"{health.needs_person} may or may not have arrived, and wait for a facilitator to look.",
    )
    if health.doubtful:
        yield Finding(
            "posts",
            True,
            f"{health.doubtful} may not have arrived and were not sent again, so as not to come twice.",
        )
    if health.lost:
        yield Finding(
            "posts",
            True,
            f"{health.lost} were not sent, as the message they belong under is not there.",
        )


def _either(well: bool, about: str, if_well: str, if_not: str) -> Finding:
    return Finding(about, well, if_well if well else if_not)
