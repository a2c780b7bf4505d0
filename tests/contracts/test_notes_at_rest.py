"""How it lies in the database: of one size, in no order, touched by nobody alone."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.notes import (
    LEAF_SIZE,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    Leaf,
    Note,
    OfNotes,
    OpenBox,
    Pass,
    Passage,
)
from bot.domain.ids import PersonId
from storage.leaves import SEALED, taken_out
from storage.seal import Keyring, Seal, about
from storage.unsigned import UNOPENED
from tests.conftest import KEY, Fresh
from tests.contracts.given import HOME, NOW, Rig, community, direct
from tests.contracts.test_database import go_the_long_way

WINDOW = "window1"
SLOTS = 16
PEOPLE = [direct(number).person for number in range(12)]
LEAF = {"note": "A doubt"}


@pytest.fixture
def opened(rig: Rig) -> Rig:
    rig.keep(community(rooms=()))
    do(rig, OpenBox(community=HOME, window=WINDOW, people=tuple(PEOPLE), slots=SLOTS))
    return rig


def test_a_box_has_one_size_whatever_is_in_it(opened: Rig) -> None:
    for leaves in ((), (LEAF,), ({"note": "🙂" * 400},) * SLOTS, ()):
        do(opened, LayAnew(window=WINDOW, leaves=leaves))

        assert len(box(opened)) == SLOTS * SEALED


def test_no_leaf_is_what_it_was_when_the_box_is_laid_anew(opened: Rig) -> None:
    do(opened, LayAnew(window=WINDOW, leaves=(LEAF,)))
    before = box(opened)

    do(opened, LayAnew(window=WINDOW, leaves=(LEAF,)))

    assert [piece for piece in slots(before) if piece in slots(box(opened))] == []


def test_a_leaf_lies_at_a_place_of_chance_each_time(opened: Rig) -> None:
    """Twenty times at no more than two of 16 places: once in ten million million times."""
    places = set()
    for _ in range(20):
        do(opened, LayAnew(window=WINDOW, leaves=(LEAF,)))
        places.add(place_of_the_only_leaf(opened))

    assert len(places) > 2


def test_the_door_has_a_row_for_each_member_from_the_beginning(opened: Rig) -> None:
    before = door(opened)
    do(opened, through(PEOPLE[0]), through(PEOPLE[1], LEAF))

    assert len(before) == len(door(opened)) == len(PEOPLE)
    assert {mark for mark, *_ in before} == {mark for mark, *_ in door(opened)}
    assert sum(bool(passed) for _, passed, _ in before) == 0
    assert sum(bool(passed) for _, passed, _ in door(opened)) == 2


def test_every_row_of_a_door_is_of_one_size_and_filled_with_chance(opened: Rig) -> None:
    do(opened, through(PEOPLE[0]))

    assert {(len(mark), len(delivery)) for mark, _, delivery in door(opened)} == {(16, 16)}
    assert len({delivery for _, _, delivery in door(opened)}) == len(PEOPLE)


def test_the_rows_of_a_door_tell_neither_who_passed_last_nor_in_which_order(
    fresh_postgres: Fresh,
) -> None:
    """PostgreSQL notes with each row which transaction wrote it, and puts the newest last."""
    lying = "SELECT mark FROM window_door WHERE \"window\" = 'window1' ORDER BY ctid"
    with closing(Rig(fresh_postgres())) as rig:
        do(rig, OpenBox(community=HOME, window=WINDOW, people=tuple(PEOPLE), slots=SLOTS))
        before = rig.look(lying)
        do(rig, through(PEOPLE[0]))

        after = rig.look(lying)
        assert len(rig.look("SELECT DISTINCT xmin::text FROM window_door")) == 1
        moved = {one for one in before if before.index(one) != after.index(one)}
        assert len(moved) > 3, "all were laid anew, and not one put last"


def test_notes_are_of_one_size_unless_much_was_added(rig: Rig) -> None:
    short, full = {"note": ""}, {"note": "🙂" * 400}
    long = {"note": "x" * LEAF_SIZE}
    keep(rig, note(short), note(full))
    assert rig.look("SELECT DISTINCT length(sealed) FROM note") == [(SEALED,)]

    keep(rig, note(long))
    sizes = rig.look("SELECT DISTINCT length(sealed) FROM note ORDER BY 1")
    assert sizes == [(SEALED,), (SEALED + LEAF_SIZE,)]


@pytest.mark.parametrize("change", ["added", "replaced", "forgotten"])
def test_whichever_note_changes_all_of_them_do(rig: Rig, change: str) -> None:
    notes = [note({"note": str(number)}) for number in range(4)]
    keep(rig, *notes)
    before = {bytes(one) for (one,) in rig.look("SELECT sealed FROM note")}  # type: ignore[call-overload]

    match change:
        case "added":
            keep(rig, note(LEAF))
        case "replaced":
            keep(rig, replace(notes[0], leaf=LEAF))
        case _:
            do(rig, ForgetNotes(community=HOME, keys=(notes[0].key,)))

    after = {bytes(one) for (one,) in rig.look("SELECT sealed FROM note")}  # type: ignore[call-overload]
    assert before & after == set()
    if not rig.url.startswith("sqlite"):
        assert len(rig.look("SELECT DISTINCT xmin::text FROM note")) == 1


def test_a_backup_has_the_notes_and_nothing_of_an_open_window(opened: Rig, tmp_path: Path) -> None:
    kept = note(LEAF)
    keep(opened, kept)
    do(opened, through(PEOPLE[0], LEAF))

    opened.database.backup(tmp_path / "copy.db")

    with closing(Rig(f"sqlite:///{tmp_path}/copy.db")) as copy:
        for table in UNOPENED:
            assert copy.look(f"SELECT * FROM {table.name}") == []
        with copy.offices.open() as office:
            assert office.records.notes(HOME) == (kept,)
            assert office.records.passage(WINDOW, PEOPLE[0], DeliveryId("1")) is Passage.NO_WAY


def test_two_backups_tell_nothing_of_the_order_in_which_notes_came(
    rig: Rig, tmp_path: Path
) -> None:
    for number in range(8):
        keep(rig, note({"note": str(number)}))
    rig.database.backup(tmp_path / "copy.db")

    with closing(Rig(f"sqlite:///{tmp_path}/copy.db")) as copy:
        keys = [key for (key,) in copy.look("SELECT key FROM note")]
    assert keys == sorted(keys, key=str), "by their keys, which are chance"


def test_what_lies_behind_a_door_or_in_a_box_is_kept_out_of_the_log_however_the_tables_were_made(
    fresh_postgres: Fresh,
) -> None:
    with closing(Rig(fresh_postgres())) as rig:
        made_at_once = unlogged(rig)
        with rig.database._door.transaction() as connection:
            go_the_long_way(connection)

        behind_doors = ["window_box", "window_door", "window_key"]
        assert made_at_once == unlogged(rig) == ["box", "box_slip", *behind_doors]


def test_the_doctor_is_told_whether_the_engine_notes_when_rows_were_written(rig: Rig) -> None:
    """No engine does so unless it is told to, with a restart."""
    assert rig.health().tells_when is False
    if not rig.url.startswith("sqlite"):
        assert rig.look("SHOW track_commit_timestamp") == [("off",)]


def unlogged(rig: Rig) -> list[object]:
    question = (
        "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' ORDER BY 1"
    )
    return [name for (name,) in rig.look(question)]


def box(rig: Rig) -> bytes:
    ((sealed,),) = rig.look("SELECT sealed FROM window_box")
    return bytes(sealed)  # type: ignore[call-overload]


def slots(value: bytes) -> list[bytes]:
    return [value[start : start + SEALED] for start in range(0, len(value), SEALED)]


def place_of_the_only_leaf(rig: Rig) -> int:
    """As somebody sees it who has the database and the master key."""
    ((wrapped,),) = rig.look("SELECT wrapped FROM window_key")
    key = Keyring([KEY]).unwrap(bytes(wrapped), about("window_key", "wrapped", WINDOW))  # type: ignore[call-overload]
    value = box(rig)
    (place,) = (
        number
        for number in range(SLOTS)
        if len(taken_out(value[: (number + 1) * SEALED], Seal(key), WINDOW)) == 1
        and not taken_out(value[: number * SEALED], Seal(key), WINDOW)
    )
    return place


def door(rig: Rig) -> list[tuple[bytes, bool, bytes]]:
    rows = rig.look("SELECT mark, passed, delivery FROM window_door")
    return [(bytes(mark), bool(passed), bytes(came)) for mark, passed, came in rows]  # type: ignore[call-overload]


def do(rig: Rig, *done: OfNotes) -> None:
    with rig.offices.open() as office:
        office.keep(Decision(notes=done), NOW)


def keep(rig: Rig, *notes: Note) -> None:
    do(rig, KeepNotes(community=HOME, notes=notes))


def note(leaf: Leaf) -> Note:
    return Note(community=HOME, key=str(uuid4()), window=WINDOW, leaf=leaf)


def through(person: PersonId, *leaves: Leaf) -> Pass:
    return Pass(window=WINDOW, person=person, delivery=DeliveryId(f"of {person}"), leaves=leaves)
