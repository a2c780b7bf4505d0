"""A bot that any workspace may let in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.many import Open, open_to_all


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_to_all(tmp_path) as there:
        yield there
