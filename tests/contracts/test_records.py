from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from bot.boundary.decision import Decision
from bot.boundary.ports import Offices
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId, RecordId, Room
from bot.domain.poll import Outcome, Poll, PollState
from bot.domain.records import Record
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Plan, Round
from bot.domain.session import Role, Session
from bot.domain.story import Story
from storage.tables import KINDS
from tests.contracts.given import ANN, AWAY, BEN, CAT, HOME, NOW, ROOM, TEST, Rig, community, story
from tests.contracts.samples import SAMPLES

DAY = timedelta(days=1)
SESSION = Session(
    id=RecordId("s1"),
    community=HOME,
    number=3,
    plan=Plan(**{one.name: NOW + DAY * n for n, one in enumerate(fields(Plan))}),
    rounds=(Round(part=Part.ARRIVING, opens_at=NOW, closes_at=NOW + timedelta(hours=1)),),
    roles={Role.WEAVER: BEN, Role.HOST: ANN},
    asked=(ANN, BEN),
)
SAID = Contribution(
    id=RecordId("k1"),
    community=HOME,
    session=SESSION.id,
    author=BEN,
    part=Part.STRUCK,
    text="\x00 <!channel> \u202e ﷽ 🙂",
    forget_at=NOW + timedelta(days=30),
)
NOTICED = Reflection(
    id=RecordId("r1"), community=HOME, author=ANN, text="", forget_at=NOW + timedelta(days=90)
)
POLL = Poll(
    id=RecordId("p1"),
    community=HOME,
    question="متى نلتقي؟",
    kind=PollKind.DOTS,
    options=("\x00 a", "b"),
    opener=BEN,
    asked=frozenset({ANN, BEN}),
    voted=frozenset({BEN}),
    state=PollState.CLOSED,
    warns_at=NOW,
    closes_at=NOW + DAY,
    closed_at=NOW + DAY,
    outcome=Outcome(chosen=("b",)),
)
ONE_OF_EACH: tuple[Record, ...] = (community(), SESSION, story("t1"), SAID, NOTICED, POLL, *SAMPLES)


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(one) for one in ONE_OF_EACH} == set(KINDS)


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_exactly_as_it_was_kept(offices: Offices, record: Record) -> None:
    keep(offices, community(), record)

    with offices.open() as office:
        assert office.records.one(type(record), record.id) == record


def test_keeping_again_replaces(offices: Offices) -> None:
    keep(offices, community(), story("a", "first"))
    keep(offices, story("a", "second"))

    assert words(offices) == ["second"]


def test_all_come_in_the_order_in_which_they_were_first_kept(offices: Offices) -> None:
    keep(offices, community(), story("c"), story("a"))
    keep(offices, story("b"), story("c", "changed"))

    with offices.open() as office:
        found = office.records.all(Story, RecordId(HOME))
    assert [one.id for one in found] == ["c", "a", "b"]


def test_only_what_belongs_to_it_is_found(offices: Offices) -> None:
    keep(offices, community(), community(AWAY, rooms=()), story("a"), story("b", of=AWAY))

    with offices.open() as office:
        assert [one.id for one in office.records.all(Story, RecordId(AWAY))] == ["b"]
        assert office.records.one(Story, RecordId("c")) is None
        assert office.records.all(Session, RecordId(HOME)) == ()


def test_what_is_forgotten_is_gone(offices: Offices) -> None:
    keep(offices, community(), story("a"), story("b"))
    with offices.open() as office:
        office.keep(Decision(forget=(story("a"),)), NOW)

    with offices.open() as office:
        assert [one.id for one in office.records.all(Story, RecordId(HOME))] == ["b"]


def test_nothing_is_kept_of_a_transaction_that_fails(offices: Offices) -> None:
    with pytest.raises(ZeroDivisionError):
        keep_and_stumble(offices, community(), story("a"))

    with offices.open() as office, pytest.raises(KeyError):
        office.records.community(HOME)
    assert words(offices) == []


def test_an_unknown_community_is_a_key_error(offices: Offices) -> None:
    with offices.open() as office, pytest.raises(KeyError):
        office.records.community(HOME)


def test_a_community_is_found_by_each_of_its_rooms(offices: Offices) -> None:
    second = Room(TEST, "w", "library")
    keep(offices, community(rooms=(ROOM, second)))

    with offices.open() as office:
        assert office.records.community_in(ROOM) == office.records.community_in(second)
        assert office.records.community_in(Room(TEST, "other", "lounge")) is None


def test_a_community_that_leaves_a_room_is_not_found_there(offices: Offices) -> None:
    second = Room(TEST, "w", "library")
    keep(offices, community())
    keep(offices, community(rooms=(second,)))

    with offices.open() as office:
        assert office.records.community_in(ROOM) is None
        assert office.records.community_in(second) is not None


def test_a_person_finds_every_community_they_have_a_part_in_oldest_first(offices: Offices) -> None:
    keep(offices, community(HOME), community(AWAY, rooms=()))

    assert communities_of(offices, BEN) == [HOME, AWAY]
    assert communities_of(offices, CAT) == []


def test_a_person_who_leaves_finds_it_no_more(offices: Offices) -> None:
    keep(offices, community())
    keep(offices, replace(community(), members=()))

    assert communities_of(offices, BEN) == []
    assert communities_of(offices, ANN) == [HOME]


def test_a_delivery_is_new_once(offices: Offices) -> None:
    with offices.open() as office:
        assert office.first_time("delivery", NOW)  # type: ignore[arg-type]
    with offices.open() as office:
        assert not office.first_time("delivery", NOW)  # type: ignore[arg-type]
        assert office.first_time("another", NOW)  # type: ignore[arg-type]


def test_what_is_past_its_day_is_cleared_and_nothing_else(offices: Offices) -> None:
    keep(offices, community(), SAID, NOTICED, POLL)

    with offices.open() as office:
        assert office.clear(SAID.forget_at) == 1

    with offices.open() as office:
        assert office.records.one(Contribution, SAID.id) is None
        assert office.records.one(Reflection, NOTICED.id) == NOTICED


def test_what_is_past_its_day_can_be_read_until_it_is_cleared(offices: Offices) -> None:
    keep(offices, community(), NOTICED)

    with offices.open() as office:
        before = NOTICED.forget_at - timedelta(seconds=1)
        assert office.records.past_its_day(Reflection, before) == ()
        assert office.records.past_its_day(Reflection, NOTICED.forget_at) == (NOTICED,)
        office.clear(NOTICED.forget_at)
        assert office.records.past_its_day(Reflection, NOTICED.forget_at) == ()


def test_a_record_is_read_as_whoever_was_first_left_it(two_rigs: tuple[Rig, Rig]) -> None:
    """Whoever comes second waits for the community, not for a stale copy of the record."""
    one, other = two_rigs
    one.keep(community(), story("a", "as it was"))
    with ThreadPoolExecutor(1) as second:
        with one.offices.open() as office:
            office.records.one(Story, RecordId("a"))
            read = second.submit(words_of, other.offices, RecordId("a"))
            with pytest.raises(TimeoutError):
                read.result(timeout=0.5)

            office.keep(Decision(keep=(story("a", "as it is"),)), NOW)

        assert read.result(timeout=10) == "as it is"


def test_of_two_communities_founded_in_one_room_the_second_hears_that_it_was_late(rig: Rig) -> None:
    rig.keep(community(HOME))

    with pytest.raises(Refused) as refused:
        rig.keep(community(AWAY))

    assert refused.value.reason is Reason.SOMEONE_WAS_FASTER
    with rig.offices.open() as office, pytest.raises(KeyError):
        office.records.community(AWAY)


def test_a_record_without_a_table_is_a_bug_and_says_so(rig: Rig) -> None:
    class Unknown(Story):
        pass

    stray = Unknown(id=RecordId("x"), community=HOME, teller=BEN, touched_at=NOW)

    with pytest.raises(TypeError, match="KINDS"):
        rig.keep(community(), stray)


def keep(offices: Offices, *kept: Record) -> None:
    with offices.open() as office:
        office.keep(Decision(keep=kept), NOW)


def keep_and_stumble(offices: Offices, *kept: Record) -> None:
    with offices.open() as office:
        office.keep(Decision(keep=kept), NOW)
        raise ZeroDivisionError


def words_of(offices: Offices, id: RecordId) -> str:
    with offices.open() as office:
        found = office.records.one(Story, id)
    assert found is not None
    return found.boxes["where"]


def words(offices: Offices) -> list[str]:
    with offices.open() as office:
        return [one.boxes["where"] for one in office.records.all(Story, RecordId(HOME))]


def communities_of(offices: Offices, person: PersonId) -> list[str]:
    with offices.open() as office:
        found: tuple[Community, ...] = office.records.communities_of(person)
    return [one.id for one in found]


def test_what_is_held_is_read_once_and_what_was_written_is_read_anew(rig: Rig) -> None:
    rig.keep(community(), story("s1"))

    with rig.offices.open() as office:
        records = office.records
        read = records.community(HOME), records.all(Story, HOME)
        again = records.community(HOME), records.all(Story, HOME)
        office.keep(Decision(keep=(story("s2"),)), NOW)
        anew = office.records.all(Story, HOME)

    assert all(one is other for one, other in zip(read, again, strict=True))
    assert [one.id for one in anew] == ["s1", "s2"]
