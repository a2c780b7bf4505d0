"""A community that has come to its end: its last line is carried, and then no row of any table names it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.boundary.decision import Decision, Slip
from bot.boundary.delivery import Carried
from bot.boundary.notes import KeepNotes, Note, OpenBox
from bot.domain.community import Stage
from bot.domain.contribution import Contribution, Part
from bot.domain.ending import Ending
from bot.domain.ids import Address, CommunityId, PostName, RecordId
from bot.domain.renewal import Occasion, Renewal
from bot.engine import Engine
from storage.tables import metadata
from tests.conftest import Fresh
from tests.contracts.given import (
    ANN,
    AWAY,
    BEN,
    HOME,
    NOW,
    ROOM,
    Rig,
    community,
    direct,
    draft,
    post,
    story,
)
from tests.memory import CountingMint, Days

HOUR = timedelta(hours=1)
ENDING = Ending(
    id=RecordId("ending1"),
    community=HOME,
    proposer=BEN,
    words="We end.",
    before=Stage.ACTIVE,
    reminds_at=NOW - timedelta(days=5),
    gone_at=NOW,
)
LAST = "last:ending1"


@pytest.fixture
def url(fresh: Fresh) -> str:
    """A community that ends now, with something in every table, beside one that goes on."""
    address = fresh()
    rig = Rig(address)
    fill(rig)
    rig.close()
    return address


def test_after_the_last_line_no_row_of_any_table_names_it(url: str) -> None:
    rig = started(url)
    wake(rig)
    assert LAST in carry_all(rig)

    wake(rig, after=HOUR)
    assert naming(rig, HOME) == []
    assert {"ending1", "renewal1", "told", "said", "n1", "w1"}.isdisjoint(every_value(rig))
    rig.close()


def test_nothing_of_another_community_goes_with_it(url: str) -> None:
    rig = started(url)
    before = len(naming(rig, AWAY))
    wake(rig)
    carry_all(rig)
    wake(rig, after=HOUR)

    assert len(naming(rig, AWAY)) == before > 0
    with rig.offices.open() as office:
        assert office.records.communities_of(BEN)[0].id == AWAY
    rig.close()


def test_a_process_killed_between_the_two_steps_is_gone_on_from(url: str) -> None:
    first = started(url)
    wake(first)
    first.claim(NOW)  # and it dies with the line in its hand
    first.close()

    second = started(url)
    wake(second, after=HOUR)
    assert naming(second, HOME), "the line has not been carried, so nothing is forgotten yet"
    found = second.outbox.doubtful(NOW + HOUR, 100)
    second.settle(*(Carried(one, Address(f"at:{one.name}")) for one in found), at=NOW + HOUR)
    carry_all(second, after=HOUR)
    wake(second, after=2 * HOUR)

    assert naming(second, HOME) == []
    second.close()


def test_a_line_that_cannot_be_carried_holds_deleting_up_for_a_day_and_no_longer(url: str) -> None:
    rig = started(url)
    wake(rig)
    for hours in range(1, 24):
        wake(rig, after=hours * HOUR)
    assert naming(rig, HOME)

    wake(rig, after=24 * HOUR)
    assert naming(rig, HOME) == []
    rig.close()


def test_what_was_in_somebodys_hand_meanwhile_is_let_go(url: str) -> None:
    rig = started(url)
    wake(rig)
    carry_all(rig)
    rig.say(post("too-late", direct(9)), at=NOW)
    in_hand = rig.claim(NOW)
    wake(rig, after=HOUR)
    rig.settle(*(Carried(one, Address("x")) for one in in_hand), at=NOW + HOUR)

    assert [one.name for one in in_hand] == ["too-late"]
    assert naming(rig, HOME) == []
    rig.close()


def test_its_room_can_become_the_home_of_another(url: str) -> None:
    rig = started(url)
    wake(rig)
    carry_all(rig)
    wake(rig, after=HOUR)
    rig.keep(replace(community(AWAY, rooms=(ROOM,)), name="A new one"))

    with rig.offices.open() as office:
        found = office.records.community_in(ROOM)
    assert found is not None
    assert found.id == AWAY
    rig.close()


def test_whether_a_post_is_on_its_way_is_known(rig: Rig) -> None:
    rig.keep(community())
    rig.say(post("line"))
    assert on_its_way(rig, "line")
    assert not on_its_way(rig, "another")

    (errand,) = rig.claim()
    assert on_its_way(rig, "line")
    rig.settle(Carried(errand, Address("1")))
    assert not on_its_way(rig, "line")


def fill(rig: Rig) -> None:
    ending = replace(community(), stage=Stage.ENDING)
    said = Contribution(
        id=RecordId("said"),
        community=HOME,
        session=RecordId("s1"),
        author=BEN,
        part=Part.STRUCK,
        text="It was quiet",
        forget_at=NOW + timedelta(days=30),
    )
    renewal = Renewal(
        id=RecordId("renewal1"),
        community=HOME,
        occasion=Occasion.QUIET,
        closes_at=NOW + timedelta(days=2),
    )
    away = replace(community(AWAY, rooms=()), resumes_at=None)
    with rig.offices.open() as office:
        office.keep(
            Decision(
                keep=(
                    ending,
                    away,
                    ENDING,
                    said,
                    renewal,
                    story("told"),
                    draft("d1", NOW + timedelta(days=3)),
                    story("other", of=AWAY),
                ),
                drop=(Slip(community=HOME, box=renewal.box, person=ANN, answers={"way": "end"}),),
                notes=(
                    OpenBox(community=HOME, window="w1", people=(ANN, BEN), slots=4),
                    KeepNotes(community=HOME, notes=(note(HOME, "n1"),)),
                    OpenBox(community=AWAY, window="w2", people=(ANN, BEN), slots=4),
                    KeepNotes(community=AWAY, notes=(note(AWAY, "n2"),)),
                ),
                say=(
                    post("private", direct(1)),
                    post("waits", direct(2), not_before=NOW + timedelta(days=9)),
                    post("theirs", direct(3), community=AWAY),
                ),
            ),
            NOW - HOUR,
        )


def note(community: CommunityId, key: str) -> Note:
    return Note(community=community, key=key, window="w0", leaf={"note": "A doubt"})


def started(url: str) -> Rig:
    return Rig(url)


def wake(rig: Rig, *, after: timedelta = timedelta()) -> None:
    Engine(rig.offices, Days(), CountingMint()).wake(NOW + after)


def carry_all(rig: Rig, *, after: timedelta = timedelta()) -> list[str]:
    carried: list[str] = []
    while names := rig.carry(NOW + after):
        carried += names
    return carried


def naming(rig: Rig, named: str) -> list[tuple[object, ...]]:
    """Rows of every table that has a column for the community."""
    return [
        row
        for table in metadata.sorted_tables
        if "community" in table.c
        for row in rig.look(f"SELECT * FROM {table.name} WHERE community = '{named}'")
    ]


def every_value(rig: Rig) -> set[object]:
    tables = [table.name for table in metadata.sorted_tables]
    return {value for name in tables for row in rig.look(f"SELECT * FROM {name}") for value in row}


def on_its_way(rig: Rig, name: str) -> bool:
    with rig.offices.open() as office:
        return office.records.on_its_way(HOME, PostName(name))
