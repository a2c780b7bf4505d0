"""A bot that any workspace may let in; and everywhere one that a busy machine does not hurry."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack import hurry
from tests.adapters.slack.many import Open, open_to_all


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is not about slowness."""
    hurry.patient(monkeypatch)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:
    """Whoever acts is soon shown that the bot is at it."""
    hurry.as_it_is(monkeypatch, "SLOW")


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_to_all(tmp_path) as there:
        yield there
