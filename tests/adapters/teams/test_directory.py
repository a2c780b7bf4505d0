"""Who and where, as Teams knows it; and what is kept of it."""

from dataclasses import replace

import pytest

from adapters.teams import inbound, rosters
from adapters.teams.directory import DAY, Directory
from adapters.teams.references import References
from adapters.teams.rosters import HOUR
from adapters.teams.transport import Member, Reference, Scope
from bot.boundary.delivery import Undelivered, Unreachable, Why
from bot.domain.ids import PersonId
from bot.domain.people import SOMEBODY
from tests.adapters.teams import incoming as told
from tests.adapters.teams.incoming import incoming
from tests.adapters.teams.notebook import ANN, HERE, Office, at_once

TEAM = "19:team@thread.tacv2"
BEN = Member("29:ben", "aad-ben", "Ben")
MANY = tuple(Member(f"29:{number}", f"aad-{number}", f"P{number}") for number in range(30))


@pytest.fixture
def office() -> Office:
    return Office()


async def test_everybody_who_acts_can_be_reached_from_then_on(office: Office) -> None:
    await office.directory.met(incoming(Scope.PERSONAL))

    assert (await office.directory.private(ANN)).conversation == "a:1ann"
    assert office.transport.opened == []


async def test_who_acts_often_leaves_no_more_traces_than_who_acts_once(office: Office) -> None:
    for number in range(5):
        await office.directory.met(incoming(Scope.PERSONAL, id=str(number)))

    assert office.shelf.kept == 1


async def test_a_service_that_has_moved_is_spoken_to_where_it_is(office: Office) -> None:
    await office.directory.met(incoming())
    moved = Reference("https://elsewhere.example/", "contoso", HERE.channel)
    await office.directory.met(incoming(reference=moved))

    assert (await office.directory.reference(HERE)).service_url == "https://elsewhere.example/"


async def test_another_process_finds_what_was_kept(office: Office) -> None:
    await office.directory.met(incoming(Scope.PERSONAL))

    found = await References(office.shelf, at_once).person(ANN)

    assert found is not None
    assert found.private == "a:1ann"


async def test_nobodys_name_is_kept(office: Office) -> None:
    await office.directory.met(incoming(Scope.PERSONAL))

    kept = repr(office.shelf.ways)
    assert "a:1ann" in kept
    assert "Ann" not in kept


async def test_a_person_without_a_name_is_somebody_and_never_an_id(office: Office) -> None:
    nameless = replace(told.ANN, name="")

    who = await office.directory.who(incoming(sender=nameless))

    assert who.name == SOMEBODY


async def test_a_name_that_does_not_come_along_is_looked_up_once(office: Office) -> None:
    office.transport.rosters[HERE.channel] = (told.ANN,)
    nameless = incoming(sender=replace(told.ANN, name=""))

    names = [(await office.directory.who(nameless)).name for _ in range(3)]

    assert names == ["Ann"] * 3
    assert office.transport.asked == 1


async def test_who_was_chosen_can_be_written_to_or_is_not_found(office: Office) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = (BEN,)

    found = await office.directory.people(incoming(Scope.PERSONAL), ["aad-ben", "aad-eve"])

    assert found == {"aad-ben": BEN}
    assert "aad-ben" in repr(office.shelf.ways)


async def test_nobody_is_in_a_channel_that_does_not_know_them(office: Office) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = (BEN,)

    assert not await office.directory.is_in(HERE, ANN)


async def test_who_has_just_acted_in_a_channel_is_in_it_until_they_leave(office: Office) -> None:
    await office.directory.met(incoming())
    was_in = await office.directory.is_in(HERE, ANN)
    asked = office.transport.asked
    office.directory.has_left(HERE, ANN)

    assert was_in
    assert asked == 0
    assert not await office.directory.is_in(HERE, ANN)


async def test_who_was_in_a_channel_is_believed_to_be_while_teams_does_not_say(
    office: Office,
) -> None:
    """Nobody who is worried should be turned away because Teams is busy."""
    later = Later(office)
    await later.directory.met(incoming())
    later.now += HOUR + 1
    office.transport.silent = Undelivered("too fast", after=2.0)
    within_a_day = await later.directory.is_in(HERE, ANN)
    later.now += DAY

    assert within_a_day
    with pytest.raises(Undelivered):
        await later.directory.is_in(HERE, ANN)


async def test_what_went_through_a_team_goes_with_it(office: Office) -> None:
    await office.directory.met(incoming())
    await office.references.forget_team("contoso", TEAM)

    assert await office.references.person(ANN) is None
    with pytest.raises(Unreachable):
        await office.directory.reference(HERE)


async def test_who_was_found_through_a_team_goes_with_it(office: Office) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = (BEN,)
    await office.directory.private(of(BEN))
    found = await office.references.person(of(BEN))
    await office.references.forget_team("contoso", TEAM)

    assert found is not None
    assert await office.references.person(of(BEN)) is None


async def test_who_was_chosen_goes_with_the_team_through_which_they_were_found(
    office: Office,
) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = (BEN,)
    await office.directory.people(incoming(Scope.PERSONAL), ["aad-ben"])
    found = await office.references.person(of(BEN))
    await office.references.forget_team("contoso", TEAM)

    assert found is not None
    assert await office.references.person(of(BEN)) is None


async def test_many_who_were_never_met_are_found_by_one_look_into_the_roster(
    office: Office,
) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = MANY

    for one in MANY:
        await office.directory.private(of(one))

    assert office.transport.opened == [one.id for one in MANY]
    assert office.transport.read_through == [HERE.channel]
    assert office.transport.asked == 0


async def test_whoever_came_after_the_roster_was_read_is_found_by_themselves(
    office: Office,
) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = MANY
    await office.directory.private(of(MANY[0]))
    office.transport.rosters[HERE.channel] = (*MANY, BEN)

    await office.directory.private(of(BEN))

    assert office.transport.opened == [MANY[0].id, BEN.id]
    assert office.transport.read_through == [HERE.channel]


async def test_a_roster_is_read_anew_after_an_hour(office: Office) -> None:
    later = Later(office)
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = MANY
    await later.directory.must_be_somewhere(of(MANY[0]))
    later.now += HOUR
    await later.directory.must_be_somewhere(of(MANY[1]))

    assert office.transport.read_through == [HERE.channel] * 2


async def test_of_a_team_of_everybody_some_pages_are_read_and_who_is_on_none_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "MOST", 3)
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = MANY

    for one in MANY[:6]:
        await office.directory.private(of(one))

    assert office.transport.opened == [one.id for one in MANY[:6]]
    assert office.transport.asked == 3


async def test_why_not_even_a_first_letter_got_through_is_kept(office: Office) -> None:
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = (BEN,)
    office.transport.refuses = [Unreachable(Why.BLOCKED)]
    with pytest.raises(Unreachable):
        await office.directory.private(of(BEN))

    way = await office.references.person(of(BEN))
    assert way is not None
    assert (way.shut, way.team) == (Why.BLOCKED, TEAM)


async def test_while_teams_asks_for_a_rest_nobody_elses_chat_is_opened(office: Office) -> None:
    later = Later(office)
    await office.knows_the_channel()
    office.transport.rosters[HERE.channel] = MANY
    office.transport.refuses = [Undelivered("too fast", after=5.0)]
    for one in MANY[:3]:
        with pytest.raises(Undelivered) as refused:
            await later.directory.private(of(one))
        assert refused.value.after == 5.0
    later.now += 5.0
    await later.directory.private(of(MANY[3]))

    assert office.transport.opened == [MANY[3].id]


class Later:
    """The office's directory, by a clock that is moved by hand."""

    def __init__(self, office: Office) -> None:
        self.now = 1_000.0
        given = office.transport, office.references, office._rooms
        self.directory = Directory(*given, lambda: self.now)


def of(member: Member) -> PersonId:
    return inbound.of("contoso", member.aad)
