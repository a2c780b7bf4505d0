"""What the rows of a database say: who is named in them, when they were written, and with which others."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import numpy as np

from bot.domain.ids import PersonId
from tests.safety.attack.dumps import Dump, Row, Series
from tests.safety.attack.identity import Faces
from tests.safety.attack.methods.orders import rows_with
from tests.safety.attack.methods.values import times_in
from tests.safety.attack.sight import Numbers, Sight

NEAR = 3.0
"""Seconds between a press and what was written because of it."""
_WHOLE = 60.0


def by_rows(sight: Sight) -> Numbers:
    """Rows that are new since the window opened: whom they name, whose press they fit, and what joins them
    to a note."""
    faces = Faces(sight.circle, sight.secrets)
    found: Numbers = {}
    for name, series in sight.series.items():
        for table, row, dump in series.new:
            named = named_in(table, row, dump, faces)
            _count(found, f"named: {name} {table}", sight, named)
            _count(
                found, f"at the time: {name} {table}", sight, _at_the_time(sight, table, row, dump)
            )
        found |= _with_notes(name, sight, series, faces)
    return found


def named_in(table: str, row: Row, dump: Dump, faces: Faces) -> set[PersonId]:
    found = faces.in_text(dump.opened.get((table, row.place), ""))
    for value in row.values.values():
        if isinstance(value, str):
            found |= faces.in_text(value)
        elif isinstance(value, bytes):
            found |= faces.in_bytes(value)
    return found


def _at_the_time(sight: Sight, table: str, row: Row, dump: Dump) -> set[PersonId]:
    """Times of the day on the hour are the bot's own plans, and nobody's press."""
    if not sight.presses:
        return set()
    opened = dump.opened.get((table, row.place), "")
    found = [one for one in times_in(row, opened) if one % _WHOLE]
    return {
        person
        for person, press in sight.presses.items()
        for one in found
        if _apart(one, press) < NEAR
    }


def _apart(one: float, press: datetime) -> float:
    """A job that was set for some hours later still has the minute and the second."""
    gap = abs(one - press.replace(tzinfo=press.tzinfo or UTC).timestamp())
    return gap if gap < 1800 else min(gap % 3600, 3600 - gap % 3600)


def _count(found: Numbers, name: str, sight: Sight, people: set[PersonId]) -> None:
    if people:
        values = sight.each(dict.fromkeys(people, 1.0))
        found[name] = found[name] + values if name in found else values


def _with_notes(name: str, sight: Sight, series: Series, faces: Faces) -> Numbers:
    """Rows with a note in them: a person beside it, a time, and rows of the same transaction."""
    named, near, same = sight.nothing(), sight.nothing(), sight.nothing()
    for dump in series.dumps[1:]:
        linked = list(rows_with(sight.texts, dump))
        writers = _by_transaction(dump, faces) if any(row.by for _, _, row in linked) else {}
        for text, table, row in linked:
            down = sight.texts.index(text)
            mark(named, down, sight, named_in(table, row, dump, faces))
            mark(same, down, sight, writers.get(row.by, set()))
            _nearest(near, down, sight, times_in(row, dump.opened.get((table, row.place), "")))
    return {
        f"beside the note: {name}": named,
        f"same transaction: {name}": same,
        f"time of the note: {name}": near,
    }


def _by_transaction(dump: Dump, faces: Faces) -> Mapping[int, set[PersonId]]:
    found: dict[int, set[PersonId]] = {}
    for table, rows in dump.tables.items():
        for row in rows:
            found.setdefault(row.by, set()).update(named_in(table, row, dump, faces))
    return found


def mark(values: np.ndarray, down: int, sight: Sight, people: set[PersonId]) -> None:
    for across, person in enumerate(sight.circle):
        values[down, across] += person in people


def _nearest(values: np.ndarray, down: int, sight: Sight, moments: Iterator[float]) -> None:
    found = list(moments)
    for across, person in enumerate(sight.circle):
        press = sight.presses.get(person)
        if press and found:
            gap = min(abs(one - press.timestamp()) for one in found)
            values[down, across] = max(values[down, across], -np.log(gap + 1.0) + 14.0)
