"""What an administrator uploads, so that a platform knows the app."""

from collections.abc import Callable
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


def pack_for_teams(
    settings: Settings,
    file: Path | None,
    address: str,
    tell: Callable[[str], None],
    *,
    slash: bool,
    hear_replies: bool,
) -> None:
    """Writes the app package, and says what comes next. Raises `Trouble` where something is missing, or a file is in
    the way."""
    if file is None:
        raise Trouble(WHERE)
    site = (address or settings.address).rstrip("/")
    wanted = Wanted(
        app=settings.teams.app_id,
        site=site,
        version=version(installed("lcbot"), SystemClock.now()),
        run_by=settings.operator,
        slash=slash,
        hear_replies=hear_replies,
    )
    packed = package(wanted)
    with told_of(file), file.open("xb") as made:
        made.write(packed)
    for sentence in (*NEXT, *([WITH_SLASH] * slash), *([WITH_REPLIES] * hear_replies)):
        tell(sentence.format(file=file, site=site))
