"""What the bot logs, at any level, and when."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime | None
    level: int
    text: str


class Logs(logging.Handler):
    """Everything, DEBUG too; the house tells what time it is."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[Line] = []
        self.now: datetime | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(Line(self.now, record.levelno, record.getMessage()))


@contextmanager
def all_logged(logs: Logs) -> Iterator[None]:
    """As with LCBOT_LOG=debug. What SQLAlchemy can be made to say besides, tests/contracts has."""
    root = logging.getLogger()
    before, handlers = root.level, list(root.handlers)
    root.setLevel(logging.DEBUG)
    root.handlers[:] = [logs]
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(before)
