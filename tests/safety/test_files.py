"""What was destroyed is in no file of the database: neither in its pages nor in its log."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.boundary.decision import Decision, Slip
from bot.boundary.notes import (
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    Note,
    OfNotes,
    OpenBox,
    Pass,
)
from bot.domain.ids import PersonId
from tests.conftest import Fresh
from tests.contracts.given import ANN, AWAY, BEN, CAT, HOME, NOW, Rig, community
from tests.safety.raw_files import PIECE, begin_again, files_of, found, log_of

WINDOW, OTHER = "window1", "window2"
OPENED = OpenBox(community=HOME, window=WINDOW, people=(ANN, BEN, CAT), slots=16)
LEAF = {"note": "A doubt"}
BOX = "poll:1"


@pytest.fixture
def lived(fresh: Fresh) -> Iterator[Rig]:
    """Two windows of two communities are open, and people have passed."""
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("the files of another machine's server can't be read")
    rig = Rig(fresh())
    rig.keep(community(rooms=()), community(AWAY, rooms=()))
    do(rig, OPENED, replace(OPENED, community=AWAY, window=OTHER))
    do(rig, through(ANN))
    do(rig, through(BEN), replace(through(BEN), window=OTHER))
    yield rig
    rig.close()


def test_what_is_looked_for_is_found_while_it_is_there(lived: Rig) -> None:
    secrets = behind(lived)

    assert len(secrets) == 1 + 1 + 3 + 3
    assert found(secrets, *files_of(lived)) == secrets


def test_of_a_destroyed_window_nothing_is_left_in_any_file(lived: Rig) -> None:
    secrets, others = behind(lived), behind(lived, OTHER)

    do(lived, DestroyBox(window=WINDOW))

    assert found(secrets, *files_of(lived)) == []
    assert sorted(behind(lived, OTHER)) == sorted(others), "the other window goes on as it was"


def test_of_a_community_that_ended_no_window_and_no_note_is_left_in_any_file(lived: Rig) -> None:
    do(lived, KeepNotes(community=HOME, notes=(note("one"),)))
    secrets = [*behind(lived), *sealed_notes(lived)]

    with lived.offices.open() as office:
        office.keep(Decision(forget=(community(rooms=()),)), NOW)

    assert found(secrets, *files_of(lived)) == []


def test_of_a_forgotten_note_nothing_is_left_in_any_file(lived: Rig) -> None:
    do(lived, KeepNotes(community=HOME, notes=(note("one"),)))
    (forgotten,) = sealed_notes(lived)
    do(lived, KeepNotes(community=HOME, notes=(note("two"),)))
    before = [forgotten, *sealed_notes(lived)]

    do(lived, ForgetNotes(community=HOME, keys=("one",)))

    assert found(before, *files_of(lived)) == []
    assert found(sealed_notes(lived), *files_of(lived)) != []


def test_what_a_process_that_died_left_behind_is_swept_at_the_next_start(lived: Rig) -> None:
    secrets = behind(lived)
    with lived.database._door.transaction() as connection:
        connection.exec_driver_sql(f"DELETE FROM window_key WHERE \"window\" = '{WINDOW}'")

    begin_again(lived)
    lived.database.migrate()

    assert found(secrets, *files_of(lived)) == []


def test_what_is_left_behind_is_swept_every_hour(lived: Rig) -> None:
    secrets = behind(lived)
    with lived.database._door.transaction() as connection:
        connection.exec_driver_sql(f"DELETE FROM window_key WHERE \"window\" = '{WINDOW}'")

    with lived.offices.open() as office:
        office.clear(NOW)

    assert found(secrets, *files_of(lived)) == []


def test_the_files_hold_the_box_as_it_is_and_never_as_it_was(lived: Rig) -> None:
    """With the box before a pass and after it, whoever has the master key too knows whose each leaf is."""
    for change in (through(CAT, LEAF), LayAnew(window=WINDOW, leaves=())):
        before = behind(lived)[:1]
        do(lived, change)

        assert found(before, *files_of(lived)) == []
        assert found(behind(lived)[:1], *files_of(lived)) != []


def test_what_lies_behind_a_door_is_never_in_postgresqls_log(
    fresh_postgres: Fresh, postgres_server: str
) -> None:
    """It would tell each pass by itself, and live on in archives and base backups."""
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("the files of another machine's server can't be read")
    rig = Rig(fresh_postgres())
    do(rig, OPENED)
    secrets = behind(rig)
    for change in (through(ANN), through(BEN, LEAF), LayAnew(window=WINDOW, leaves=(LEAF,))):
        do(rig, change)
        secrets += behind(rig)
    do(rig, KeepNotes(community=HOME, notes=(note("one"),)), DestroyBox(window=WINDOW))

    assert found(sealed_notes(rig), log_of(rig)) != [], "what may be in the log is found there"
    assert found(secrets, log_of(rig)) == []
    rig.close()


def test_ballots_are_never_in_postgresqls_log(fresh_postgres: Fresh, postgres_server: str) -> None:
    """There each would stand by itself, in the transaction that tells who voted: with the master key, for ever."""
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("the files of another machine's server can't be read")
    rig = Rig(fresh_postgres())
    secrets = list[bytes]()
    for person in (ANN, BEN, CAT):
        drop(rig, person)
        secrets += in_box(rig)
    with rig.offices.open() as office:
        office.keep(Decision(empty=(BOX,)), NOW)

    do(rig, KeepNotes(community=HOME, notes=(note("one"),)))
    assert found(sealed_notes(rig), log_of(rig)) != [], "what may be in the log is found there"
    assert found(secrets, log_of(rig)) == []
    for table in ("box", "box_slip"):
        rig.meddle(f"ALTER TABLE {table} SET LOGGED")
    drop(rig, ANN)
    assert found(in_box(rig), log_of(rig)) == in_box(rig), (
        "and a log of it would be found there, too"
    )
    rig.close()


def test_what_lies_across_two_pages_of_the_log_is_found(
    fresh_postgres: Fresh, postgres_server: str
) -> None:
    """Of so many, some do."""
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("the files of another machine's server can't be read")
    rig = Rig(fresh_postgres())
    do(rig, *(KeepNotes(community=HOME, notes=(note(str(one)),)) for one in range(300)))
    every = [piece for one in sealed_notes(rig) for piece in pieces(one)]

    assert len(every) == 300 * 41
    assert found(every, log_of(rig)) == every
    rig.close()


def test_the_files_hold_ballots_as_they_lie_and_never_as_they_lay(lived: Rig) -> None:
    for person in (ANN, BEN, CAT):
        before = in_box(lived)
        drop(lived, person)
        lain = [one for one in before if one not in in_box(lived)]

        assert found(lain, *files_of(lived)) == []
        assert found(in_box(lived), *files_of(lived)) == in_box(lived)


def test_of_a_box_that_was_opened_nothing_is_left_in_any_file(lived: Rig) -> None:
    drop(lived, ANN)
    secrets = in_box(lived)

    with lived.offices.open() as office:
        office.keep(Decision(empty=(BOX,)), NOW)

    assert found(secrets, *files_of(lived)) == []


def in_box(rig: Rig) -> list[bytes]:
    """Its key, wrapped, and what was dropped into it."""
    rows = [*rig.look("SELECT wrapped FROM box"), *rig.look("SELECT sealed FROM box_slip")]
    return [bytes(value) for (value,) in rows]  # type: ignore[call-overload]


def drop(rig: Rig, person: PersonId) -> None:
    slip = Slip(community=HOME, box=BOX, person=person, answers={"0": "1"})
    with rig.offices.open() as office:
        office.keep(Decision(drop=(slip,)), NOW)


def behind(rig: Rig, window: str = WINDOW) -> list[bytes]:
    """All that lies behind a door: the box, the wrapped key, and the marks of people and deliveries."""
    of = f"WHERE \"window\" = '{window}'"
    values = [
        *(box for (box,) in rig.look(f"SELECT sealed FROM window_box {of}")),
        *(key for (key,) in rig.look(f"SELECT wrapped FROM window_key {of}")),
        *(one for row in rig.look(f"SELECT mark, delivery FROM window_door {of}") for one in row),
    ]
    return [bytes(value) for value in values]  # type: ignore[call-overload]


def sealed_notes(rig: Rig) -> list[bytes]:
    return [bytes(one) for (one,) in rig.look("SELECT sealed FROM note")]  # type: ignore[call-overload]


def do(rig: Rig, *done: OfNotes) -> None:
    with rig.offices.open() as office:
        office.keep(Decision(notes=done), NOW)


def through(person: PersonId, *leaves: dict[str, str]) -> Pass:
    return Pass(window=WINDOW, person=person, delivery=f"of {person}", leaves=leaves)  # type: ignore[arg-type]


def note(key: str) -> Note:
    return Note(community=HOME, key=key, window=WINDOW, leaf=LEAF)


def pieces(value: bytes) -> list[bytes]:
    """Of its first chunk, of 1,996 bytes (PostgreSQL's TOAST_MAX_CHUNK_SIZE)."""
    return [value[start : start + PIECE] for start in range(0, 1996 - PIECE, PIECE)]
