"""Arrivals that share a transaction: each as if it were alone, and none answered before all of it is kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.boundary.arrivals import Arrival, DeliveryId, DirectMessage, Who
from bot.boundary.decision import Decision, Whisper
from bot.boundary.ports import Offices
from bot.boundary.views import Card, Text
from bot.conversations import Known
from bot.domain.ids import RecordId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.story import Story
from bot.engine import Engine
from storage.errors import DatabaseFailed
from tests.conftest import Fresh
from tests.contracts.given import ANN, AWAY, HOME, NOW, ROOM, TEST, Rig, community, draft, story
from tests.memory import CountingMint, Days

Does = Callable[[Known], Decision]
DONE = Whisper(Card("", (Text("Done."),)))
ELSEWHERE = Room(TEST, "w", "elsewhere")


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch) -> dict[str, Does]:
    """What comes of an arrival, by its id. Of any other, a story of that name is kept."""
    given = dict[str, Does]()

    def decide(arrival: Arrival, known: Known) -> Decision:
        does = given.get(arrival.id)
        return does(known) if does else told(arrival.id)

    monkeypatch.setattr("bot.engine.decide", decide)
    return given


@pytest.fixture
def house(offices: Offices) -> Offices:
    with offices.open() as office:
        office.keep(Decision(keep=(community(),)), NOW)
    return offices


def test_what_fails_leaves_nothing_of_itself_and_harms_nobody(
    house: Offices, does: dict[str, Does]
) -> None:
    does["b"] = fails

    first, broken, last = engine(house).take_in_together(arrivals("a", "b", "c"))

    assert (first, last) == (told("a"), told("c"))
    assert isinstance(broken, ZeroDivisionError)
    assert kept(house) == {"a", "c"}
    assert [is_new(house, name) for name in "abc"] == [False, True, False]


def test_what_is_refused_in_the_middle_of_writing_is_as_if_it_had_never_been(
    house: Offices, does: dict[str, Does]
) -> None:
    """The key that was made for it is gone with it: nothing may be sealed with that any more."""
    does["late"] = lambda _: Decision(keep=(community(AWAY, rooms=(ROOM,)),))
    does["elsewhere"] = lambda _: Decision(keep=(community(AWAY, rooms=(ELSEWHERE,)),))

    engine(house).take_in_together(arrivals("a", "late", "elsewhere", "b"))

    with house.open() as office:
        assert office.records.community(AWAY).rooms == (ELSEWHERE,)
    assert kept(house) == {"a", "b"}


def test_the_second_of_two_finds_what_the_first_has_done(
    house: Offices, does: dict[str, Does]
) -> None:
    renamed = replace(community(), name="The day shift")
    does["first"] = lambda _: Decision(keep=(renamed, story("s")))
    found = list[object]()

    def looks(known: Known) -> Decision:
        found.extend((known.community(HOME).name, *known.stories(known.community(HOME))))
        return Decision(forget=(story("s"),))

    does["second"] = looks
    does["third"] = lambda known: Decision(once=known.records.one(Story, RecordId("s")) is None)

    *_, last = engine(house).take_in_together(arrivals("first", "second", "third"))

    assert found == ["The day shift", story("s")]
    assert last == Decision(once=True)


def test_what_is_changed_keeps_its_place_and_what_is_new_comes_last(
    house: Offices, does: dict[str, Does]
) -> None:
    found = list[list[tuple[str, str]]]()

    def looks(known: Known) -> Decision:
        stories = known.stories(known.community(HOME))
        found.append([(one.id, one.boxes["where"]) for one in stories])
        return Decision()

    does["looks"] = does["looks again"] = does["at last"] = looks
    does["changes"] = lambda _: Decision(keep=(story("a", "By night"),))

    engine(house).take_in_together(
        arrivals("a", "b", "looks", "changes", "looks again", "c", "at last")
    )

    by_day, by_night = "It was quiet", "By night"
    assert found == [
        [("a", by_day), ("b", by_day)],
        [("a", by_night), ("b", by_day)],
        [("a", by_night), ("b", by_day), ("c", by_day)],
    ]


def test_of_a_community_that_has_gone_the_next_one_finds_nothing(
    house: Offices, does: dict[str, Does]
) -> None:
    does["last"] = lambda known: Decision(forget=(known.community(HOME),))
    does["after"] = lambda known: Decision(once=bool(known.records.all(Story, RecordId(HOME))))

    *_, after = engine(house).take_in_together(arrivals("a", "last", "after"))

    assert after == Decision()
    assert kept(house) == set()


def test_an_alarm_that_one_sets_and_the_next_takes_back_does_not_ring(
    house: Offices, does: dict[str, Does]
) -> None:
    ringing, quiet = draft("s", NOW), story("s")
    does["sets"] = does["again"] = lambda _: Decision(keep=(ringing,))
    does["takes back"] = does["in the end"] = lambda _: Decision(keep=(quiet,))

    engine(house).take_in_together(arrivals("sets", "takes back", "again", "in the end"))
    with house.open() as office:
        assert office.due(NOW) is None

    engine(house).take_in_together(arrivals("x", "y"))
    with house.open() as office:
        office.keep(Decision(keep=(ringing,)), NOW)
    with house.open() as office:
        assert office.due(NOW) is not None


@pytest.mark.usefixtures("does")
def test_a_delivery_that_is_repeated_beside_itself_counts_once(house: Offices) -> None:
    first, again = engine(house).take_in_together(arrivals("a", "a"))

    assert (first, again) == (told("a"), Decision())


def test_who_is_refused_is_told_kindly_beside_others(house: Offices, does: dict[str, Does]) -> None:
    does["b"] = refuses

    _, refused, _ = engine(house).take_in_together(arrivals("a", "b", "c"))

    assert isinstance(refused, Decision)
    assert len(refused.reply) == 1
    assert kept(house) == {"a", "c"}


def test_where_nothing_is_to_be_kept_nothing_is_written(
    fresh_sqlite: Fresh, does: dict[str, Does]
) -> None:
    with closing(Rig(fresh_sqlite())) as rig:
        rig.database.migrate()
        rig.keep(community())
        log = Path(f"{rig.file}-wal")
        before = log.read_bytes()
        does["a"] = does["b"] = lambda known: (
            Decision(reply=(DONE,)) if known.community(HOME) else Decision()
        )

        taken = engine(rig.offices).take_in_together(arrivals("a", "b"))

        assert taken == [Decision(reply=(DONE,))] * 2
        assert log.read_bytes() == before


def test_where_the_whole_is_given_up_nobody_is_told_that_theirs_was_kept(
    fresh_sqlite: Fresh, does: dict[str, Does]
) -> None:
    """As SQLite does by itself where the disk is full."""
    with closing(Rig(fresh_sqlite())) as rig:
        rig.database.migrate()
        rig.keep(community())
        file = rig.database._door._file  # type: ignore[attr-defined]
        does["b"] = lambda _: file.execute("ROLLBACK") and fails(_)

        with pytest.raises(DatabaseFailed):
            engine(rig.offices).take_in_together(arrivals("a", "b", "c"))

        assert kept(rig.offices) == set()
        assert is_new(rig.offices, "a")


def test_what_was_killed_before_the_whole_was_kept_comes_again_as_new(fresh_sqlite: Fresh) -> None:
    url = fresh_sqlite()
    with closing(Rig(url)) as rig:
        rig.database.migrate()
        rig.keep(community())

    killed = subprocess.run(
        [sys.executable, "-m", "tests.contracts.test_together", url],
        stdout=subprocess.PIPE,
        check=False,
    )

    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, b"a is taken in\n")
    with closing(Rig(url)) as rig:
        assert kept(rig.offices) == set()
        assert is_new(rig.offices, "a")


def told(id: str) -> Decision:
    return Decision(keep=(story(id),), reply=(DONE,))


def fails(_: Known) -> Decision:
    raise ZeroDivisionError


def refuses(_: Known) -> Decision:
    raise Refused(Reason.BUTTON_TOO_OLD)


def engine(offices: Offices) -> Engine:
    return Engine(offices, Days({}), CountingMint())


def arrivals(*names: str) -> list[Arrival]:
    return [DirectMessage(id=DeliveryId(name), at=NOW, who=Who(ANN, "Ann")) for name in names]


def kept(offices: Offices) -> set[str]:
    with offices.open() as office:
        return {one.id for one in office.records.all(Story, RecordId(HOME))}


def is_new(offices: Offices, delivery: str) -> bool:
    with offices.open() as office:
        return office.first_time(DeliveryId(delivery), NOW)


def _be_killed(url: str) -> None:
    """Two have been taken in; the third never comes to its end."""

    def decide(arrival: Arrival, _: Known) -> Decision:
        if arrival.id == "b":
            os.write(1, b"a is taken in\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return told(arrival.id)

    sys.modules["bot.engine"].__dict__["decide"] = decide
    engine(Rig(url).offices).take_in_together(arrivals("a", "b"))


if __name__ == "__main__":
    _be_killed(sys.argv[1])
