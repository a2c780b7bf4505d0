"""The core knows neither frameworks, nor platforms, nor the time."""

import re
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE, core_files, imported

KEPT_OUT = {"asyncio", "logging", "os", "time", "random", "secrets", "socket", "threading"}
"""Of the standard library: what would let the core wait, tell, look outside, or be surprised."""
ALLOWED = {"bot", "babel"}
"""`babel` for `bot.words` alone; the import contracts hold that."""
PLATFORMS = re.compile(r"slack|\bteams\b|practice[ _]?room|[\"']practice[\"']", re.IGNORECASE)
MAY_NAME_THEM = (
    "bootstrap",
    "settings.py",
    "slack_fields.py",
    "slack_settings.py",
    "teams_fields.py",
    "teams_settings.py",
    "commands.py",
    "doctor.py",
)
"""The composition root and the ways in to it name what they put together."""


def relative(file: Path) -> str:
    return str(file.relative_to(HOUSE))


@pytest.mark.parametrize("file", list(core_files()), ids=relative)
def test_the_core_can_neither_wait_nor_look_outside(file: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(file)}

    assert not roots & KEPT_OUT
    assert not roots - set(sys.stdlib_module_names) - ALLOWED


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in sorted((HOUSE / "bot").rglob("*.py"))
        if not set(MAY_NAME_THEM) & set(file.parts)
    ],
    ids=relative,
)
def test_the_bot_names_no_platform(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()

    assert [line for line in lines if PLATFORMS.search(line)] == []
