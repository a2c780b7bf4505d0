"""A ballot and its voter lie in two places, and nothing leads from the one to the other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.chance import SystemMint
from bot.boundary.arrivals import DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import Decision, FormErrors, Slip
from bot.boundary.ports import Offices
from bot.boundary.tokens import Act, Token
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId, RecordId
from bot.domain.people import Member, Standing
from bot.domain.poll import Poll
from bot.engine import Engine
from storage.tables import metadata
from tests.conftest import Fresh
from tests.contracts.given import HOME, NOW, ROOM, Rig, community, direct
from tests.memory import Days

PEOPLE = [direct(number).person for number in range(12)]
NAME = RecordId("which")
BOX = f"poll:{NAME}"


@pytest.fixture
def on_postgres(fresh_postgres: Fresh) -> Iterator[Rig]:
    rig = Rig(fresh_postgres())
    yield rig
    rig.close()


def test_a_ballot_is_not_found_by_trying_every_person(offices: Offices) -> None:
    """A slip under somebody's own mark would be replaced by another of theirs; a ballot never is."""
    everybody_votes(offices)

    for person in PEOPLE:
        drop(offices, person)

    assert len(opened(offices)) == 2 * len(PEOPLE)


def test_the_poll_says_who_has_voted_and_the_box_says_what(offices: Offices) -> None:
    everybody_votes(offices)

    assert kept(offices).voted == frozenset(PEOPLE)
    assert sorted(opened(offices)) == sorted(str(number % 3) for number in range(len(PEOPLE)))


def test_the_same_person_counts_once(offices: Offices) -> None:
    begin(offices)
    vote(offices, PEOPLE[0], choice="1")

    replies = vote(offices, PEOPLE[0], choice="2")

    assert isinstance(replies[0], FormErrors)
    assert opened(offices) == ["1"]


def test_a_vote_adds_one_slip_and_the_mark_of_its_delivery_and_nothing_else(rig: Rig) -> None:
    begin(rig.offices)
    vote(rig.offices, PEOPLE[0], choice="1")
    before = rows(rig)

    vote(rig.offices, PEOPLE[1], choice="1")

    grown = {name: rows(rig)[name] - number for name, number in before.items()}
    assert {name: by for name, by in grown.items() if by} == {"box_slip": 1, "inbox": 1}


def test_ballots_do_not_lie_in_the_order_in_which_they_came(rig: Rig) -> None:
    """Twelve keys of chance are in the order of arrival once in 479,001,600 times."""
    begin(rig.offices)
    came = list[bytes]()
    for person in PEOPLE:
        vote(rig.offices, person, choice="0")
        came += [tag for tag in tags(rig) if tag not in came]

    assert len(came) == len(PEOPLE)
    assert tags(rig) != came


def test_no_transaction_tells_which_ballot_came_with_which_voter(on_postgres: Rig) -> None:
    """PostgreSQL writes the transaction beside each row. All ballots bear that of the last one."""
    begin(on_postgres.offices)
    for person in PEOPLE:
        vote(on_postgres.offices, person, choice="0")

    assert len(on_postgres.look("SELECT DISTINCT xmin::text FROM box_slip")) == 1


def test_rows_do_not_stand_in_the_file_in_the_order_in_which_they_came(on_postgres: Rig) -> None:
    begin(on_postgres.offices)
    came = list[bytes]()
    for person in PEOPLE:
        vote(on_postgres.offices, person, choice="0")
        came += [tag for tag in tags(on_postgres) if tag not in came]

    stand = [bytes(tag) for (tag,) in on_postgres.look("SELECT tag FROM box_slip ORDER BY ctid")]  # type: ignore[call-overload]

    assert stand != came


def test_after_the_close_neither_ballots_nor_voters_are_left(rig: Rig) -> None:
    everybody_votes(rig.offices)

    engine(rig.offices).wake(NOW + timedelta(days=1))

    assert rig.look("SELECT * FROM box_slip") == rig.look("SELECT * FROM box") == []
    closed = kept(rig.offices)
    assert (closed.voted, closed.asked) == (frozenset(), frozenset())
    assert closed.outcome is not None
    assert closed.outcome.chosen


def everybody_votes(offices: Offices) -> None:
    begin(offices)
    for number, person in enumerate(PEOPLE):
        vote(offices, person, choice=str(number % 3))


def begin(offices: Offices) -> None:
    members = tuple(
        Member(person=person, name=person[-8:], standing=Standing.JOINED) for person in PEOPLE
    )
    poll = Poll(
        id=NAME,
        community=HOME,
        question="Which?",
        kind=PollKind.ONE_OF,
        options=("A", "B", "C"),
        opener=PEOPLE[0],
        asked=frozenset(PEOPLE),
        closes_at=NOW + timedelta(hours=1),
    )
    home = replace(community(rooms=(ROOM,)), members=members)
    with offices.open() as office:
        office.keep(Decision(keep=(home, poll)), NOW)


def vote(offices: Offices, person: PersonId, **texts: str) -> tuple[object, ...]:
    return engine(offices).receive(
        FormSubmitted(
            id=DeliveryId(SystemMint().id()),
            at=NOW,
            who=Who(person, ""),
            place=ROOM,
            token=Token(Act.VOTE, (NAME,)).pack(),
            given=Given(texts=texts),
        )
    )


def engine(offices: Offices) -> Engine:
    return Engine(offices, Days(), SystemMint())


def drop(offices: Offices, person: PersonId) -> None:
    slip = Slip(community=HOME, box=BOX, person=person, answers={"9": "1"})
    with offices.open() as office:
        office.keep(Decision(drop=(slip,)), NOW)


def opened(offices: Offices) -> list[str]:
    with offices.open() as office:
        slips = office.records.opened(BOX)
    return [key for slip in slips for key in slip.answers if key != "reason"]


def kept(offices: Offices) -> Poll:
    with offices.open() as office:
        found = office.records.one(Poll, NAME)
    assert found is not None
    return found


def tags(rig: Rig) -> list[bytes]:
    return [bytes(tag) for (tag,) in rig.look("SELECT tag FROM box_slip")]  # type: ignore[call-overload]


def rows(rig: Rig) -> dict[str, int]:
    return {
        name: int(str(rig.look(f"SELECT count(*) FROM {name}")[0][0]))  # names of our own tables
        for name in metadata.tables
    }
