"""Several processes at one window: whoever comes second waits, and finds what the first left behind."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pytest

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.notes import (
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    Note,
    OfNotes,
    OpenBox,
    Pass,
    Passage,
)
from bot.boundary.ports import Office
from bot.domain.ids import PersonId
from tests.contracts.given import ANN, BEN, HOME, NOW, Rig, community, direct

T = TypeVar("T")
Rigs = tuple[Rig, Rig]
WINDOW = "window1"
PEOPLE = tuple(direct(number).person for number in range(20))
OPENED = OpenBox(community=HOME, window=WINDOW, people=(ANN, BEN, *PEOPLE), slots=64)
PAUSE = 0.3
"""Seconds after which somebody who has not answered is taken to wait."""


@pytest.fixture
def rigs(two_rigs: Rigs) -> Rigs:
    two_rigs[0].keep(community(rooms=()))
    do(two_rigs[0], OPENED)
    return two_rigs


def test_two_who_pass_at_once_are_heard_one_after_the_other(rigs: Rigs) -> None:
    one, other = rigs

    with held_by(one) as office:
        passes(office, ANN)
        second = soon(lambda: arrives(other, BEN))
        assert waits(second)

    assert second.result() is Passage.FREE
    assert lying(one) == [f"of {ANN}", f"of {BEN}"]


def test_one_form_that_comes_to_two_processes_at_once_is_taken_once(rigs: Rigs) -> None:
    one, other = rigs

    with held_by(one) as office:
        passes(office, ANN)
        second = soon(lambda: arrives(other, ANN))
        assert waits(second)

    assert second.result() is Passage.AGAIN
    assert lying(one) == [f"of {ANN}"]


def test_who_comes_while_the_window_closes_finds_it_closed(rigs: Rigs) -> None:
    one, other = rigs

    with held_by(one) as office:
        office.keep(Decision(notes=(DestroyBox(window=WINDOW),)), NOW)
        late = soon(lambda: arrives(other, ANN))
        assert waits(late)

    assert late.result() is Passage.NO_WAY


def test_a_window_that_closes_waits_for_who_is_on_the_way_through(rigs: Rigs) -> None:
    one, other = rigs

    with held_by(one) as office:
        passes(office, ANN)
        closed = soon(lambda: close(other))
        assert waits(closed)

    assert closed.result() == (1, [f"of {ANN}"])


def test_a_community_that_ends_waits_for_who_is_on_the_way_through(rigs: Rigs) -> None:
    one, other = rigs
    ended = Decision(forget=(community(rooms=()),))

    with held_by(one) as office:
        passes(office, ANN)
        gone = soon(lambda: keep(other, ended))
        assert waits(gone)

    gone.result()
    assert arrives(one, BEN) is Passage.NO_WAY


def test_a_window_opened_by_two_processes_at_once_is_opened_once(two_rigs: Rigs) -> None:
    one, other = two_rigs

    with held_by(one) as office:
        office.keep(Decision(notes=(OPENED,)), NOW)
        passes(office, ANN)
        second = soon(lambda: do(other, OPENED))
        assert waits(second)

    second.result()
    assert lying(other) == [f"of {ANN}"]


def test_many_who_pass_at_once_are_all_heard(rigs: Rigs) -> None:
    with ThreadPoolExecutor(8) as crowd:
        stood = list(
            crowd.map(lambda which: arrives(rigs[which % 2], PEOPLE[which // 2]), range(40))
        )

    assert (stood.count(Passage.FREE), stood.count(Passage.AGAIN)) == (20, 20)
    assert lying(rigs[0]) == sorted(f"of {person}" for person in PEOPLE)


def test_people_pass_while_another_process_closes_windows_and_sweeps(rigs: Rigs) -> None:
    """Sweeping moves whole tables: nobody's pass is lost, refused or taken twice for it."""
    one, other = rigs

    def close_others() -> None:
        for number in range(10):
            window = f"other{number}"
            do(other, OpenBox(community=HOME, window=window, people=(ANN,), slots=4))
            do(other, DestroyBox(window=window))

    with ThreadPoolExecutor(4) as crowd:
        closing = crowd.submit(close_others)
        stood = list(crowd.map(lambda person: arrives(one, person), PEOPLE))
        closing.result()

    assert set(stood) == {Passage.FREE}
    assert len(lying(one)) == len(PEOPLE)


def test_notes_kept_and_forgotten_at_once_are_all_as_they_should_be(rigs: Rigs) -> None:
    keep_notes(rigs[0], *(f"old{number}" for number in range(8)))

    def change(which: int) -> None:
        if which % 2:
            do(rigs[0], ForgetNotes(community=HOME, keys=(f"old{which}",)))
        else:
            keep_notes(rigs[1], f"new{which}")

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(change, range(8)))

    with rigs[0].offices.open() as office:
        keys = sorted(one.key for one in office.records.notes(HOME))
    assert keys == ["new0", "new2", "new4", "new6", "old0", "old2", "old4", "old6"]


def test_who_takes_something_back_holds_the_community_before_the_window(rigs: Rigs) -> None:
    """As the close does, which would wait for them in a circle otherwise."""
    one, other = rigs
    keep_notes(one, "old")

    with held_by(one) as office:
        assert [note.key for note in office.records.notes(HOME)] == ["old"]
        closed = soon(lambda: close(other))
        assert waits(closed)
        assert office.records.leaves(WINDOW) == ()
        forgotten = ForgetNotes(community=HOME, keys=("old",))
        office.keep(Decision(notes=(LayAnew(window=WINDOW, leaves=()), forgotten)), NOW)

    assert closed.result() == (0, [])


def test_a_sweep_that_others_hold_up_gives_way_and_loses_nothing(
    rigs: Rigs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.PATIENCE", "100ms")
    one, other = rigs
    do(one, OpenBox(community=HOME, window="other", people=(ANN,), slots=4))

    with held_by(one) as office:
        passes(office, ANN)
        do(other, DestroyBox(window="other"))

    assert arrives(one, ANN) is Passage.AGAIN
    assert other.look("SHOW lock_timeout") == [("0",)], "no later work of this process is hurried"


def arrives(rig: Rig, person: PersonId) -> Passage:
    with rig.offices.open() as office:
        return passes(office, person)


def passes(office: Office, person: PersonId) -> Passage:
    delivery = DeliveryId(f"of {person}")
    stood = office.records.passage(WINDOW, person, delivery)
    if stood is Passage.FREE:
        leaves = (*office.records.leaves(WINDOW), {"note": f"of {person}"})
        passing = Pass(window=WINDOW, person=person, delivery=delivery, leaves=leaves)
        office.keep(Decision(notes=(passing,)), NOW)
    return stood


def close(rig: Rig) -> tuple[int, list[str]]:
    with rig.offices.open() as office:
        office.records.community(HOME)
        found = office.records.passed(WINDOW, (ANN, BEN)), said(office)
        office.keep(Decision(notes=(LayAnew(window=WINDOW, leaves=()),)), NOW)
        office.keep(Decision(notes=(DestroyBox(window=WINDOW),)), NOW)
    return found


def lying(rig: Rig) -> list[str]:
    with rig.offices.open() as office:
        return said(office)


def said(office: Office) -> list[str]:
    return sorted(leaf["note"] for leaf in office.records.leaves(WINDOW))


def keep_notes(rig: Rig, *keys: str) -> None:
    notes = (Note(community=HOME, key=key, window=WINDOW, leaf={"note": key}) for key in keys)
    do(rig, KeepNotes(community=HOME, notes=tuple(notes)))


def do(rig: Rig, *done: OfNotes) -> None:
    keep(rig, Decision(notes=done))


def keep(rig: Rig, decision: Decision) -> None:
    with rig.offices.open() as office:
        office.keep(decision, NOW)


@contextmanager
def held_by(rig: Rig) -> Iterator[Office]:
    """A transaction that lasts as long as this."""
    with rig.offices.open() as office:
        yield office


def soon(work: Callable[[], T]) -> Future[T]:
    pool = ThreadPoolExecutor(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)
    return future


def waits(future: Future[T]) -> bool:
    time.sleep(PAUSE)
    return not future.done()
