"""Letters to many people whom the bot has never met: each is found and written to, and Teams never asks for a rest."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from adapters.looks import Home, Look
from adapters.teams import inbound
from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.checkup import Checkup
from adapters.teams.directory import Directory
from adapters.teams.hosts import ServiceHosts
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pages import Pages
from adapters.teams.proofs import Secret
from adapters.teams.references import References, RoomWay
from adapters.teams.sending import open_session
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import TeamsTransport
from bot.boundary.delivery import Undelivered
from bot.boundary.views import Card, Page, Text
from bot.domain.ids import Direct, PersonId, Room
from tests.adapters.fake_teams import FakeTeams, Person, fake_teams
from tests.adapters.teams.notebook import Shelf, at_once
from tests.adapters.teams.test_messenger import errand
from tests.adapters.waiting import until

SCOPE = "https://api.botframework.com/.default"
MANY = 60


@dataclass
class Works:
    """A team with as many people as it takes, in a Teams that counts."""

    teams: FakeTeams
    people: list[Person]
    transport: TeamsTransport
    references: References
    directory: Directory

    def pages(self) -> Pages:
        async def page(_: PersonId) -> Page:
            return Page((Card("", (Text("Nothing is open."),)),))

        return Pages(page, self.transport, self.directory, self.references, rest=0.0)

    @property
    def checkup(self) -> Checkup:
        return Checkup(self.transport, self.references, self.directory, _well, _well, _way_in)

    async def delivered(self, person: Person) -> None:
        """What is put off is tried again later, as the outbox does."""
        messenger = TeamsMessenger(self.transport, self.directory, self.references)
        while True:
            try:
                await messenger.deliver(errand(self.direct(person)))
            except Undelivered as refused:
                if refused.after is None:
                    raise
                await asyncio.sleep(refused.after)
            else:
                return

    async def has_written_to_all(self) -> bool:
        return len(await self.teams.standing()) == len(self.people)

    def direct(self, person: Person) -> Direct:
        return Direct(inbound.of(self.teams.app.tenant, person.aad))


@pytest.fixture
async def works() -> AsyncIterator[Works]:
    async with fake_teams() as teams, open_session() as session:
        people = [teams.person(f"P{number}") for number in range(MANY)]
        team = teams.team("Works", *people)
        channel = team.channel("Learning")
        tokens = AppTokens(session, Secret(teams.token_url, teams.app.id, SCOPE, teams.app.secret))
        hosts = ServiceHosts([teams.service_host])
        transport = BotbuilderTransport(session, hosts, tokens, teams.app.id)
        here = Room(inbound.PLATFORM, teams.app.tenant, channel.id)
        references = References(Shelf(), at_once)
        await references.keep_room(here, RoomWay(teams.service_url, team.id))

        async def rooms(_: str) -> tuple[Room, ...]:
            return (here,)

        directory = Directory(transport, references, rooms)
        yield Works(teams, people, transport, references, directory)
        await tokens.close()


async def _well() -> str:
    return "Well."


async def _way_in() -> Look:
    return Look("requests", True, "Well.")


async def test_the_first_letters_to_many_people_draw_no_refusal(works: Works) -> None:
    await asyncio.gather(*map(works.delivered, works.people))

    read = [len(await one.sees()) for one in works.people]
    assert read == [1] * MANY
    assert await works.teams.throttled() == 0
    assert len(await works.teams.requests("pagedmembers")) == 1
    assert await works.teams.requests("member") == []


async def test_the_doctor_looks_after_many_people_as_fast_as_teams_takes_it(works: Works) -> None:
    await asyncio.gather(*map(works.delivered, works.people))

    names = {works.direct(one).person: one.name for one in works.people}
    *_, of_people = await works.checkup([Home("Learning", (), names)])

    assert of_people == Look("people", True, "Everyone in “Learning” can be reached in private.")
    assert await works.teams.throttled() == 0


async def test_many_pages_are_drawn_as_fast_as_teams_takes_them(works: Works) -> None:
    pages = works.pages()
    for one in works.people:
        await pages.shown(works.direct(one).person)
    await until(works.has_written_to_all)
    await pages.close()

    assert await works.teams.throttled() == 0
