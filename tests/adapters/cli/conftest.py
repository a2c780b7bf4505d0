"""An operator in a folder of their own, and a bot that they have started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operating import Operator, Running
from tests.ports import free_port


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path, free_port())


@pytest.fixture
def running(operator: Operator) -> Iterator[Running]:
    bot = operator.starts()
    yield bot
    bot.process.kill()
    bot.process.communicate()
