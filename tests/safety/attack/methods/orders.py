"""Order matching: the notes stand in some order somewhere, and so do the presses."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from tests.safety.attack.dumps import Dump, Row
from tests.safety.attack.methods.values import numbers_in
from tests.safety.attack.sight import Numbers, Sight

_LEAST = -6.0


def by_order(sight: Sight) -> Numbers:
    """Orders that people saw; and those in which rows with a note in them lie, or were numbered."""
    if not sight.presses:
        return {}
    orders = dict(sight.orders)
    for name, series in sight.series.items():
        if series.dumps:
            orders |= dict(_in_rows(name, sight.texts, series.dumps[-1]))
    return {
        f"order: {name}": _likely(sight, order) for name, order in orders.items() if len(order) > 1
    }


def _in_rows(name: str, texts: Sequence[str], dump: Dump) -> Iterator[tuple[str, Sequence[str]]]:
    """Whatever number stands with each note, taken as a place in a row."""
    found: dict[str, dict[str, float]] = {}
    for text, table, row in rows_with(texts, dump):
        for what, number in _numbers(table, row, dump):
            found.setdefault(f"{name} {table} {what}", {})[text] = number
    for what, places in found.items():
        if len(set(places.values())) == len(places) > 1:
            yield what, sorted(places, key=places.__getitem__)


def rows_with(texts: Sequence[str], dump: Dump) -> Iterator[tuple[str, str, Row]]:
    """Rows that hold one of these notes, and no other."""
    for name, rows in dump.tables.items():
        for row in rows:
            opened = dump.opened.get((name, row.place), "")
            inside = [text for text in texts if text in opened]
            if len(inside) == 1:
                yield inside[0], name, row


def _numbers(table: str, row: Row, dump: Dump) -> Iterator[tuple[str, float]]:
    yield "place", row.place
    yield "transaction", row.by
    yield from numbers_in(row, dump.opened.get((table, row.place), ""))


def _likely(sight: Sight, order: Sequence[str]) -> np.ndarray:
    """How likely the note at that place is by whoever pressed at theirs, if every set of writers is."""
    presses = sorted(sight.presses, key=lambda one: sight.presses[one])
    ranks = {one: rank for rank, one in enumerate(presses, 1)}
    of, among = len(order), max(len(presses), len(order))
    values = sight.nothing()
    for down, text in enumerate(sight.texts):
        if text not in order:
            continue
        place = order.index(text) + 1
        for across, person in enumerate(sight.circle):
            if person in ranks:
                values[down, across] = _log_chance(place, of, ranks[person], among)
    return values


def _log_chance(place: int, of: int, rank: int, among: int) -> float:
    """That of `of` drawn from `among`, the one at `place` is the one of `rank`."""
    ways = math.comb(rank - 1, place - 1) * math.comb(among - rank, of - place)
    if not ways:
        return _LEAST
    return max(math.log(among * ways / math.comb(among, of)), _LEAST)
