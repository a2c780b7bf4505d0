"""For the tests of settings: a folder and an environment in which nothing is set yet."""

from pathlib import Path

import pytest

from bot.settings import MENDING
from tests.unit.environment import Said


@pytest.fixture
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in MENDING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def said(nothing_is_set: None, monkeypatch: pytest.MonkeyPatch) -> Said:
    return Said(monkeypatch)
