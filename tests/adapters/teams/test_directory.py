"""Who and where, as Teams knows it; and what is kept of it."""

from dataclasses import replace

import pytest

from adapters.teams.directory import UNNAMED
from adapters.teams.references import References
from adapters.teams.transport import Member, Reference, Scope
from bot.boundary.delivery import Unreachable
from tests.adapters.teams import incoming as told
from tests.adapters.teams.incoming import incoming
from tests.adapters.teams.notebook import ANN, HERE, Office, at_once

BEN = Member("29:ben", "aad-ben", "Ben")


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
    await office.directory.met(incoming())

    assert "Ann" not in repr(office.shelf.ways)


async def test_a_person_without_a_name_is_somebody_and_never_an_id(office: Office) -> None:
    nameless = replace(told.ANN, name="")

    who = await office.directory.who(incoming(sender=nameless))

    assert who.name == UNNAMED


async def test_a_name_that_does_not_come_along_is_looked_up_once(office: Office) -> None:
    office.transport.rosters[HERE.channel] = (told.ANN,)
    nameless = incoming(sender=replace(told.ANN, name=""))

    names = [(await office.directory.who(nameless)).name for _ in range(3)]

    assert names == ["Ann"] * 3
    assert office.transport.asked == 1


async def test_of_a_guest_it_is_said_with_their_name(office: Office) -> None:
    office.transport.rosters[HERE.channel] = (replace(BEN, is_guest=True),)

    who = await office.directory.visitor(incoming(), replace(BEN, name=""))

    assert who.name == "Ben (guest)"


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


async def test_what_went_through_a_team_goes_with_it(office: Office) -> None:
    await office.directory.met(incoming())
    await office.references.forget_team("contoso", "19:team@thread.tacv2")

    assert await office.references.person(ANN) is None
    with pytest.raises(Unreachable):
        await office.directory.reference(HERE)
