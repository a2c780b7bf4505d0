"""A rehearsal: the real bot in a practice room of its own, gone when it ends."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console

from adapters.practice.player import Player
from adapters.practice.sorry import Sorry
from adapters.practice.transcript import rehearse as play
from adapters.site import Meters
from bot.bootstrap.practice import SCRIPT, open_practice
from bot.bootstrap.records import open_records
from bot.boundary.trouble import Trouble
from bot.settings import Settings

BEGINS: Final = datetime(2027, 3, 1, 9, tzinfo=UTC)
"""A Monday morning in a month without holidays, so that every rehearsal reads the same."""
STANDS_STILL: Final = 0.0
"""The clock moves only when the script says so."""


def rehearse(script: Path | None, out: Console) -> None:
    """Raises `Trouble` where the script can't be read or the play stops."""
    with TemporaryDirectory(prefix="lcbot-") as folder:
        asyncio.run(_rehearse(script or SCRIPT, Path(folder), out))


async def _rehearse(script: Path, folder: Path, out: Console) -> None:
    with open_records(_apart(folder), warn=lambda _: None) as database:
        practice = open_practice(
            folder, database, Meters(), script=script, begins=BEGINS, speed=STANDS_STILL
        )
        async with practice as here:
            player = Player(here.script, here.stage, here.keeper)
            try:
                await play(player, here.stage.room.cast, out)
            except Sorry as sorry:
                raise Trouble(sorry.sentence) from None


def _apart(folder: Path) -> Settings:
    """Whatever the environment says, a rehearsal touches nothing that is real."""
    return Settings.model_validate(
        {
            "LCBOT_DATA": folder,
            "DATABASE_URL": f"sqlite:///{folder}/lcbot.db",
            "LCBOT_SECRET_KEY": "",
            "LCBOT_CLOCK_SPEED": 1,
        }
    )
