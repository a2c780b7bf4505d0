"""An operator in a folder of their own, and a bot that they have started."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operating import Operator, Running


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Operator(tmp_path, int(free.getsockname()[1]))


@pytest.fixture
def running(operator: Operator) -> Iterator[Running]:
    bot = operator.starts()
    yield bot
    bot.process.kill()
    bot.process.communicate()
