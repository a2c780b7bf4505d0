"""People who go through a window's door, in processes that are killed on the way.

Run as a program it is one such process, which goes through for everybody, until it is killed or done.
"""

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import event

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.notes import OpenBox, Pass, Passage
from bot.domain.ids import PersonId
from tests.contracts.given import HOME, NOW, Rig, direct

WINDOW = "window1"
PEOPLE = tuple(direct(number).person for number in range(24))
SLOTS = 64


def open_window(rig: Rig) -> None:
    opening = OpenBox(community=HOME, window=WINDOW, people=PEOPLE, slots=SLOTS)
    with rig.offices.open() as office:
        office.keep(Decision(notes=(opening,)), NOW)


def words(person: PersonId) -> str:
    """Every third hands in a blank form."""
    return "" if PEOPLE.index(person) % 3 == 2 else f"What {person} asks themselves"


def arrives(rig: Rig, person: PersonId) -> Passage:
    """Their form comes, for the first time or again. How they stood to the door then."""
    delivery, text = DeliveryId(f"form of {person}"), words(person)
    with rig.offices.open() as office:
        stood = office.records.passage(WINDOW, person, delivery)
        if stood is Passage.FREE:
            leaves = (*office.records.leaves(WINDOW), *([{"note": text}] if text else []))
            passing = Pass(window=WINDOW, person=person, delivery=delivery, leaves=leaves)
            office.keep(Decision(notes=(passing,)), NOW)
    return stood


def in_the_box(rig: Rig) -> list[str]:
    with rig.offices.open() as office:
        return sorted(leaf["note"] for leaf in office.records.leaves(WINDOW))


def killed_at_each_moment(url: str) -> Iterator[Passage]:
    """For each moment of a pass: somebody's process is killed then, and their form comes again. How they
    stood to the door then: as if they had never come, or through."""
    for moment, person in zip(count(), PEOPLE, strict=False):
        if _in_a_child(partial(_killed_at, url, person, moment)) == 0:
            return  # it got to its end before
        yield Passage.FREE if _in_a_child(partial(_again, url, person)) else Passage.AGAIN


def _killed_at(url: str, person: PersonId, moment: int) -> int:
    with closing(Rig(url)) as rig, _death_at(rig, moment):
        arrives(rig, person)
    return 0


def _again(url: str, person: PersonId) -> int:
    with closing(Rig(url)) as rig:
        return int(arrives(rig, person) is Passage.FREE)


@contextmanager
def _death_at(rig: Rig, moment: int) -> Iterator[None]:
    """Moments are before each statement, before the commit, before and after the sweeping."""
    moments, door = count(), rig.database._door
    sweep = door.sweep

    def passes(*_: object) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def swept(*tables: Any) -> None:
        passes()
        sweep(*tables)
        passes()

    rig.offices  # noqa: B018 - opens it, before the moments begin
    door.sweep = swept  # type: ignore[method-assign]
    event.listen(door._engine, "before_cursor_execute", passes)  # type: ignore[attr-defined]
    event.listen(door._engine, "commit", passes)  # type: ignore[attr-defined]
    yield


def _in_a_child(work: Callable[[], int]) -> int:
    """What it gives back; 9 and more when it was killed."""
    child = os.fork()
    if not child:
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256


def _go_through(url: str, seed: int) -> None:
    """Everybody's form comes here, too: a platform that got no answer repeats itself anywhere."""
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    chance = random.Random(seed)
    with closing(Rig(url)) as rig:
        for person in chance.sample(PEOPLE, len(PEOPLE)):
            arrives(rig, person)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["each moment", url]:
            sys.stdout.write("\n".join(killed_at_each_moment(url)))
        case [seed, url]:
            _go_through(url, int(seed))
