"""Differences between consecutive copies: what has changed or grown between them, and who pressed meanwhile."""

from collections.abc import Sequence

from bot.domain.ids import PersonId
from tests.safety.attack.dumps import Dump, Series
from tests.safety.attack.opening import Behind
from tests.safety.attack.sight import Numbers, Sight

PIECE = 256
"""Bytes of a value that are compared at a time."""


def by_differences(sight: Sight) -> Numbers:
    found: Numbers = {}
    for name, series in sight.series.items():
        for before, dump in zip(series.dumps, series.dumps[1:], strict=False):
            between = _pressed_between(sight, before, dump)
            if between:
                for what, amount in _differences(before, dump).items():
                    _share(found, f"{what} ({name})", sight, between, amount / len(between))
        found |= _behind(name, sight, series)
    return found


def _pressed_between(sight: Sight, before: Dump, dump: Dump) -> list[PersonId]:
    return [one for one, at in sight.presses.items() if before.at < at <= dump.at]


def _differences(before: Dump, dump: Dump) -> dict[str, float]:
    found: dict[str, float] = {}
    for table in ("window_box", "window_door", "note"):
        old, new = _bytes(before, table), _bytes(dump, table)
        if old and new:
            found[f"changed: {table}"] = _changed(old, new)
            found[f"grown: {table}"] = max(len(new) - len(old), 0) / PIECE
    return found


def _bytes(dump: Dump, table: str) -> bytes:
    rows = sorted(dump.tables.get(table, ()), key=lambda row: repr(sorted(row.values.items()))[:80])
    return b"".join(one for row in rows for one in row.values.values() if isinstance(one, bytes))


def _changed(old: bytes, new: bytes) -> float:
    pairs = zip(_pieces(old), _pieces(new), strict=False)
    return float(sum(one != other for one, other in pairs))


def _pieces(value: bytes) -> list[bytes]:
    return [value[place : place + PIECE] for place in range(0, len(value), PIECE)]


def _share(
    found: Numbers, name: str, sight: Sight, people: Sequence[PersonId], amount: float
) -> None:
    values = sight.each(dict.fromkeys(people, amount))
    found[name] = found[name] + values if name in found else values


def _behind(name: str, sight: Sight, series: Series) -> Numbers:
    """Where the box could be opened: notes and people that came between the same two copies."""
    values, seen_texts, seen_people = sight.nothing(), set[str](), set[PersonId]()
    for dump in series.dumps[1:]:
        found = dump.behind
        if not isinstance(found, Behind) or not found.texts | found.passed:
            continue
        texts, people = found.texts - seen_texts, found.passed - seen_people
        for down, text in enumerate(sight.texts):
            for across, person in enumerate(sight.circle):
                values[down, across] += float((text in texts) == (person in people)) - 0.5
        seen_texts |= found.texts
        seen_people |= found.passed
    return {f"behind the door: {name}": values}
