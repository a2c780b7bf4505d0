"""What an administrator uploads, so that a platform knows the app."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Final

from adapters.clock import SystemClock
from adapters.teams.manifest import Wanted
from adapters.teams.package import package, version
from bot.boundary.trouble import Trouble
from bot.folder import told_of
from bot.settings import Settings

WHERE: Final = "Say where to put the app package: lcbot manifest teams learning-community.zip."
NEXT: Final = (
    "The app package is in {file}.",
    "In Azure, the messaging endpoint of the bot must be {site}/api/messages.",
    "Upload the package in the Teams admin center: Teams apps, Manage apps, Upload new app.",
)
WITH_SLASH: Final = (
    "It offers slash commands, which not every organisation's Teams knows yet. Set TEAMS_TARGETED=on as well, so that "
    "what one person asks for in a channel is answered there, for them alone."
)
WITH_REPLIES: Final = (
    "It asks each team's owner to let the bot hear replies without a mention. Teams then sends the bot every message "
    "of that team's channels, and whoever holds the app's secret could read their history: docs/teams.md says more."
)


FOR_TEAMS: Final = "Slack has no use for --slash and --hear-replies: leave them out."
PASTE: Final = (
    "The description of the app is in {file}.",
    "Open https://api.slack.com/apps, press Create New App, then From a manifest, and paste all that is in it as JSON.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What Teams can be asked for beside the least."""

    slash: bool
    hear_replies: bool


def describe_for_slack(
    file: Path | None, address: str, wanted: Extras, tell: Callable[[str], None]
) -> None:
    """To be pasted where an app is made: shown, or written into `file`. Raises `Trouble` for what can't be described.

    What it asks of Slack stands in what listens to Slack, which is loaded with all of Slack's library.
    """
    from adapters.slack.manifest import manifest

    if wanted.slash or wanted.hear_replies:
        raise Trouble(FOR_TEAMS)
    described = json.dumps(manifest(address), indent=2)
    if file is None:
        tell(described)
        return
    _write(file, f"{described}\n".encode())
    for sentence in PASTE:
        tell(sentence.format(file=file))


def pack_for_teams(
    settings: Settings,
    file: Path | None,
    address: str,
    wanted: Extras,
    tell: Callable[[str], None],
) -> None:
    """Writes the app package, and says what comes next. Raises `Trouble` where something is missing, or a file is in
    the way."""
    if file is None:
        raise Trouble(WHERE)
    site = (address or settings.address).rstrip("/")
    packed = package(
        Wanted(
            app=settings.teams.app_id,
            site=site,
            version=version(installed("lcbot"), SystemClock.now()),
            run_by=settings.operator,
            slash=wanted.slash,
            hear_replies=wanted.hear_replies,
        )
    )
    _write(file, packed)
    for sentence in _next(wanted):
        tell(sentence.format(file=file, site=site))


def _next(wanted: Extras) -> tuple[str, ...]:
    return (*NEXT, *([WITH_SLASH] * wanted.slash), *([WITH_REPLIES] * wanted.hear_replies))


def _write(file: Path, content: bytes) -> None:
    """A file that is there stays as it is."""
    with told_of(file), file.open("xb") as made:
        made.write(content)
