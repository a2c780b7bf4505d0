"""A bot that a busy machine does not hurry."""

import pytest

from adapters.teams import directory

LONG = 10.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teams answers in its own time: many tests run side by side, and a machine that is busy is no slow Teams."""
    monkeypatch.setattr(directory, "PATIENCE", LONG)
