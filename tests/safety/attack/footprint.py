"""What else a pass leaves behind, seen from beside it: anything that has changed but what lies behind the door."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.ids import PersonId
from tests.safety.attack.dumps import Dump, dump_of
from tests.safety.attack.house import House

BEHIND_THE_DOOR = {"window_key", "window_box", "window_door"}


@contextmanager
def footprint(found: list[str], house: House, person: PersonId) -> Iterator[None]:
    """Adds what it finds to `found`."""
    before, lines = _rows(dump_of(house.rig, house.now)), len(house.logs.lines)
    posts = len(house.platform.log)
    yield
    after = _rows(dump_of(house.rig, house.now))
    found += [f"rows of {name}" for name in after if after[name] != before.get(name)]
    found += ["a line in the log" for one in house.logs.lines[lines:] if person in one.text]
    found += [
        f"a post: {one.kind}"
        for one in house.platform.log[posts:]
        if one.kind.startswith(("direct", "room"))
    ]


def _rows(dump: Dump) -> dict[str, list[object]]:
    return {
        name: sorted(map(repr, rows))
        for name, rows in dump.tables.items()
        if name not in BEHIND_THE_DOOR
    }  # type: ignore[return-value]
