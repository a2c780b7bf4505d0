"""Times and numbers in a row, wherever they hide."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from tests.safety.attack.dumps import Row

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")
_UUID7 = re.compile(
    r"\b([0-9a-f]{8})-?([0-9a-f]{4})-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\b"
)
_PAIR = re.compile(r'"(\w+)":"?(\d{1,19})"?[,}]')
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (2026, 2045))
_UNITS = (1.0, 1e3, 1e6)


def times_in(row: Row, opened: str) -> Iterator[float]:
    """Seconds since 1970: of numbers, of written times, of identifiers that carry one."""
    for value in row.values.values():
        if isinstance(value, int) and not isinstance(value, bool):
            yield from _as_time(value)
        elif isinstance(value, str):
            yield from times_in_text(value)
    yield from times_in_text(opened)


def times_in_text(text: str) -> Iterator[float]:
    for written in _ISO.findall(text):
        yield datetime.fromisoformat(written.replace(" ", "T")).replace(tzinfo=UTC).timestamp()
    for high, low in _UUID7.findall(text):
        yield int(high + low, 16) / 1000
    for _, digits in _PAIR.findall(text):
        yield from _as_time(int(digits))


def numbers_in(row: Row, opened: str) -> Iterator[tuple[str, float]]:
    """By the column's or the field's name. An identifier that carries a time counts as that."""
    for name, value in row.values.items():
        if isinstance(value, int) and not isinstance(value, bool):
            yield name, float(value)
        elif isinstance(value, str):
            for moment in times_in_text(value):
                yield f"{name} time", moment
    for name, digits in _PAIR.findall(opened):
        yield f"field {name}", float(digits)
    for moment in times_in_text(opened):
        yield "field time", moment


def _as_time(value: int) -> Iterator[float]:
    for unit in _UNITS:
        if FIRST < value / unit < LAST:
            yield value / unit
