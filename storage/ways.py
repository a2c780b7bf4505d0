"""Which lanes a row of the outbox must pass next: its two columns hold those of the next step, and no others."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from bot.boundary.delivery import Deed, Lane, Step
from bot.domain.ids import Place, platform_of
from storage.house import House
from storage.lanes import open_lanes
from storage.states import State

Marked = tuple[tuple[bytes, Lane], ...]


def next_step(deed: str, address: str | None, state: str) -> Step:
    """A change that is in doubt is made again, and so is a deed; only a new post is looked for."""
    match Deed(deed):
        case Deed.PIN:
            return Step.PIN
        case Deed.LEAVE:
            return Step.LEAVE
        case Deed.POST if address is not None:
            return Step.CHANGE
        case Deed.POST:
            return Step.LOOK if state == State.UNSURE else Step.POST


class Ways:
    """The lanes of every place, opened as they come to be needed."""

    def __init__(self, connection: Connection, house: House) -> None:
        self._connection = connection
        self._house = house
        self._known: dict[tuple[Place, Step], Marked] = {}

    def open(self, steps: Iterable[tuple[Place, Step]]) -> None:
        """Must be called before `columns`. All at once, so that two processes never wait in a circle."""
        new = {one: self._lanes(*one) for one in steps if one not in self._known}
        open_lanes(self._connection, (lane for lanes in new.values() for lane in lanes))
        self._known |= new

    def columns(self, place: Place, step: Step) -> Mapping[str, bytes | None]:
        marks: Sequence[bytes | None] = [mark for mark, _ in self._known[place, step]]
        first, second = [*marks, None, None][:2]
        return {"lane": first, "second_lane": second}

    def _lanes(self, place: Place, step: Step) -> Marked:
        limits = self._house.limits.get(platform_of(place))
        lanes = limits(place, step) if limits else ()
        if len(lanes) > 2:
            raise ValueError("a post passes two lanes at most")
        return tuple((self._house.marks.of("lane", lane.key), lane) for lane in lanes)
