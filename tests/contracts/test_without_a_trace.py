"""*Done* touches what lies behind the door, and nothing else: no row, no log, no error tells of it."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import Decision, Post, Slip, Whisper
from bot.boundary.notes import DestroyBox, KeepNotes, Leaf, Note, OpenBox, Pass, Passage
from bot.boundary.ports import Offices
from bot.boundary.tokens import WITHOUT_A_TRACE, Act, Token
from bot.boundary.views import Card
from bot.conversations import Known
from bot.domain.ids import CommunityId, Direct, PersonId, PostName
from bot.engine import Engine
from storage.errors import DatabaseFailed
from storage.tables import metadata
from tests.conftest import Fresh
from tests.contracts.given import ANN, BEN, CAT, HOME, NOW, ROOM, Rig, card, community, story
from tests.memory import CountingMint, Days

WINDOW = "window1"
WORDS = "what-nobody-is-told"
THANKS = Whisper(Card("Thank you"))
BEHIND_THE_DOOR = {"window_key", "window_box", "window_door"}


def check_in(arrival: Arrival, known: Known) -> Decision:
    """A check-in as small as it can be: what was typed is laid in the box."""
    assert isinstance(arrival, FormSubmitted)
    person, text = arrival.who.person, arrival.given.text("note")
    if known.records.passage(WINDOW, person, arrival.id) is not Passage.FREE:
        return Decision(reply=(THANKS,))
    leaves = (*known.records.leaves(WINDOW), *([{"note": text}] if text else []))
    passing = Pass(window=WINDOW, person=person, delivery=arrival.id, leaves=leaves)
    return Decision(notes=(passing,), reply=(THANKS,))


@pytest.fixture
def open_window(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> Offices:
    monkeypatch.setattr("bot.engine.decide", check_in)
    with offices.open() as office:
        office.keep(Decision(keep=(community(),), notes=(opening(),)), NOW)
    return offices


def test_a_note_is_taken_and_a_repeated_delivery_changes_nothing(open_window: Offices) -> None:
    done = form(ANN, WORDS)

    assert [engine(open_window).receive(done) for _ in range(3)] == [(THANKS,)] * 3
    with open_window.open() as office:
        assert office.records.leaves(WINDOW) == ({"note": WORDS},)
        assert office.records.passage(WINDOW, ANN, done.id) is Passage.AGAIN


def test_a_delivery_without_a_trace_is_not_noted(open_window: Offices) -> None:
    engine(open_window).receive(form(ANN, WORDS))

    with open_window.open() as office:
        assert office.first_time(form(ANN).id, NOW)


def test_every_other_form_is_noted(open_window: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.engine.decide", lambda *_: Decision(keep=(story("a"),)))
    other = replace(form(ANN), token=Token(Act.OFFER).pack())

    engine(open_window).receive(other)

    with open_window.open() as office:
        assert not office.first_time(other.id, NOW)


@pytest.mark.parametrize("act", sorted(WITHOUT_A_TRACE))
@pytest.mark.parametrize(
    "more",
    [
        Decision(keep=(community(),)),
        Decision(forget=(story("a"),)),
        Decision(drop=(Slip(community=HOME, box="box", person=ANN),)),
        Decision(empty=("box",)),
        Decision(say=(Post(community=HOME, to=Direct(ANN), name=PostName("thanks"), card=card()),)),
    ],
    ids=("keep", "forget", "drop", "empty", "say"),
)
def test_a_decision_that_touches_anything_else_is_refused_whole(
    open_window: Offices, monkeypatch: pytest.MonkeyPatch, act: Act, more: Decision
) -> None:
    monkeypatch.setattr("bot.engine.decide", lambda *given: check_in(*given) + more)

    with pytest.raises(RuntimeError, match="without a trace") as refused:
        engine(open_window).receive(replace(form(ANN, WORDS), token=Token(act).pack()))

    assert WORDS not in repr(refused.value)
    with open_window.open() as office:
        assert office.records.leaves(WINDOW) == ()
        assert office.records.passage(WINDOW, ANN, DeliveryId("x")) is Passage.FREE


def test_a_press_writes_behind_the_door_alone(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    with_open_window(rig, monkeypatch)
    before = elsewhere(rig)

    engine(rig.offices).receive(form(ANN, WORDS))

    assert elsewhere(rig) == before


def test_a_press_locks_no_row_but_those_behind_the_door(
    fresh_postgres: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock is written into the row: PostgreSQL's `xmax` would tell which press came when."""
    locks = "SELECT community, xmin, xmax FROM community_key"
    with closing(Rig(fresh_postgres())) as rig:
        with_open_window(rig, monkeypatch)
        before = rig.look(locks)

        engine(rig.offices).receive(form(ANN, WORDS))

        assert rig.look(locks) == before


def test_written_and_blank_presses_are_the_same_statements_of_the_same_sizes(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_open_window(rig, monkeypatch)

    written, blank = (told(rig, form(ANN, WORDS)), told(rig, form(BEN)))

    assert written == blank
    assert {table for statement, _ in written for table in tables_in(statement)} == BEHIND_THE_DOOR


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG], ids=("info", "debug"))
def test_no_log_at_any_level_names_a_member_or_their_words(
    fresh: Fresh,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    level: int,
) -> None:
    """Where SQLAlchemy is asked to speak, it shows every statement, and at DEBUG every row that it reads."""
    for logger in ("", "sqlalchemy"):
        caplog.set_level(level, logger)
    with closing(Rig(fresh())) as rig:
        with_open_window(rig, monkeypatch)
        caplog.clear()

        whole_life_of_a_window(rig)

    assert [word for word in (WORDS, ANN, BEN, CAT) if word in caplog.text] == []
    assert "window_door" in caplog.text
    assert ("Row (" in caplog.text) == (level == logging.DEBUG)


def test_a_pass_that_fails_in_the_database_says_nobodys_name_or_words(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with_open_window(rig, monkeypatch)
    rig.meddle("ALTER TABLE window_door RENAME COLUMN delivery TO something_else")

    with pytest.raises(DatabaseFailed) as failed:
        engine(rig.offices).receive(form(ANN, WORDS))

    everything = "".join(traceback.format_exception(failed.value)) + caplog.text
    assert [word for word in (WORDS, ANN) if word in everything] == []


def whole_life_of_a_window(rig: Rig) -> None:
    for done in (form(ANN, WORDS), form(BEN), form(ANN, WORDS)):
        engine(rig.offices).receive(done)
    with rig.offices.open() as office:
        leaves = office.records.leaves(WINDOW)
        assert office.records.passed(WINDOW, (ANN, BEN, CAT)) == 2
        kept = KeepNotes(community=HOME, notes=tuple(note(one) for one in leaves))
        office.keep(Decision(notes=(kept, DestroyBox(window=WINDOW))), NOW)
    with rig.offices.open() as office:
        assert [one.leaf for one in office.records.notes(HOME)] == [{"note": WORDS}]


def with_open_window(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.engine.decide", check_in)
    with rig.offices.open() as office:
        office.keep(Decision(keep=(community(),), notes=(opening(),)), NOW)


def told(rig: Rig, done: FormSubmitted) -> list[tuple[str, object]]:
    """What the database is told: each statement, and the size of each value that goes with it."""
    heard: list[tuple[str, object]] = []

    def hear(*given: object) -> None:
        heard.append((str(given[2]), sizes(given[3])))

    engine_ = rig.database._door._engine  # type: ignore[attr-defined]
    event.listen(engine_, "before_cursor_execute", hear)
    assert engine(rig.offices).receive(done) == (THANKS,)
    event.remove(engine_, "before_cursor_execute", hear)
    return heard


def sizes(value: object) -> object:
    match value:
        case dict():
            return {name: sizes(one) for name, one in value.items()}
        case list() | tuple():
            return sorted(repr(sizes(one)) for one in value)
        case bytes() | str():
            return len(value)
        case _:
            return type(value).__name__


def tables_in(statement: str) -> Iterator[str]:
    return (table.name for table in metadata.sorted_tables if table.name in statement.split())


def elsewhere(rig: Rig) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: rig.look(f"SELECT * FROM {table.name}")
        for table in metadata.sorted_tables
        if table.name not in BEHIND_THE_DOOR
    }


def engine(offices: Offices) -> Engine:
    return Engine(offices, Days(), CountingMint())


def opening(community: CommunityId = HOME) -> OpenBox:
    return OpenBox(community=community, window=WINDOW, people=(ANN, BEN, CAT), slots=8)


def note(leaf: Leaf) -> Note:
    return Note(community=HOME, key="c7f0c0de", window=WINDOW, leaf=leaf)


def form(person: PersonId, text: str = "") -> FormSubmitted:
    return FormSubmitted(
        id=DeliveryId(f"delivery of {person}"),
        at=NOW,
        who=Who(person, "A member"),
        place=ROOM,
        token=Token(Act.CHECK_IN_DONE).pack(),
        given=Given(texts={"note": text}),
    )
