"""What a note without a name costs: one pass through the door, and the close that sweeps up behind it.

A pass opens 64 leaves, seals them again and writes 130 kB, blank or not. Wanted: under 30 ms, so that
everybody who presses at the same minute is answered at once.
"""

from functools import partial

from benchmarks._ground import (
    ENGINES,
    NOW,
    Spread,
    community,
    databases,
    in_ms,
    keep,
    row,
    timed,
)
from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.notes import DestroyBox, OfNotes, OpenBox, Pass
from bot.domain.ids import PersonId
from storage import Database

SLOTS, PEOPLE, WINDOWS = 64, 15, 20
TEXT = {"note": "I am not sure whether we should have waited. " * 9}


def main() -> None:
    row("", "a pass, p50", "p99", "a close, p50", "p99")
    with databases() as fresh:
        for name in ENGINES:
            _measure(name, fresh[name]())


def _measure(name: str, database: Database) -> None:
    keep(database, community(0))
    passes, closes = list[float](), list[float]()
    for number in range(WINDOWS):
        more, close = _window(database, f"w{number}")
        passes, closes = passes + more, [*closes, close]
    database.close()
    spreads = Spread(passes), Spread(closes)
    row(name, *(in_ms(value) for one in spreads for value in (one.p50, one.p99)))


def _window(database: Database, window: str) -> tuple[list[float], float]:
    people = tuple(PersonId(f"bench/w/m{number}") for number in range(PEOPLE))
    home = community(0).id
    _do(database, OpenBox(community=home, window=window, people=people, slots=SLOTS))
    passes = [timed(partial(_pass, database, window, one)) for one in people]
    return passes, timed(lambda: _do(database, DestroyBox(window=window)))


def _pass(database: Database, window: str, person: PersonId) -> None:
    """As the check-in does it: look at the door, take out what is in the box, lay it anew."""
    delivery = DeliveryId(f"{window} {person}")
    with database.offices().open() as office:
        office.records.passage(window, person, delivery)
        leaves = (*office.records.leaves(window), TEXT)
        passing = Pass(window=window, person=person, delivery=delivery, leaves=leaves)
        office.keep(Decision(notes=(passing,)), NOW)


def _do(database: Database, done: OfNotes) -> None:
    with database.offices().open() as office:
        office.keep(Decision(notes=(done,)), NOW)
