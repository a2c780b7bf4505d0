"""Joins: a row elsewhere that has something in common with one note's row alone, and names somebody."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.safety.attack.dumps import Dump, Row
from tests.safety.attack.identity import Faces
from tests.safety.attack.methods.orders import rows_with
from tests.safety.attack.methods.rows import mark, named_in
from tests.safety.attack.sight import Numbers, Sight

_LEAST = 8
"""Bytes or letters of a value that is no accident."""


def by_joins(sight: Sight) -> Numbers:
    faces = Faces(sight.circle, sight.secrets)
    found: Numbers = {}
    for name, series in sight.series.items():
        joined = found[f"joined: {name}"] = sight.nothing()
        for dump in series.dumps[1:]:
            own = _own(sight, dump)
            for table, row in _every(dump):
                for text in {own[value] for value in _values(row) if value in own}:
                    mark(joined, sight.texts.index(text), sight, named_in(table, row, dump, faces))
    return found


def _own(sight: Sight, dump: Dump) -> Mapping[object, str]:
    """Values that stand in one note's row, and in no other note's."""
    linked = [
        (value, text) for text, _, row in rows_with(sight.texts, dump) for value in _values(row)
    ]
    times = Counter(value for value, _ in linked)
    return {value: text for value, text in linked if times[value] == 1}


def _every(dump: Dump) -> Iterator[tuple[str, Row]]:
    return ((table, row) for table, rows in dump.tables.items() for row in rows)


def _values(row: Row) -> Iterator[object]:
    every = row.values.values()
    return (one for one in every if isinstance(one, bytes | str) and len(one) >= _LEAST)
