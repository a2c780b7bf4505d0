"""What the bot logs, at any level, and when."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
def all_logged(logs: Logs, *, sql: bool) -> Iterator[None]:
    """`sql`: SQLAlchemy, too, shows every statement and every row."""
    every = [logging.getLogger(name) for name in ("", "sqlalchemy") if name == "" or sql]
    before = [one.level for one in every]
    for one in every:
        one.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(logs)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(logs)
        for one, level in zip(every, before, strict=True):
            one.setLevel(level)
