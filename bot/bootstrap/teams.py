"""The bot in Teams: its gate, its transport and its ears, put together."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.names import Names
from adapters.teams import about
from adapters.teams.app import Ears
from adapters.teams.checkup import Checkup
from adapters.teams.directory import Directory
from adapters.teams.front import Front
from adapters.teams.hearing import Hearing
from adapters.teams.inbound import PLATFORM
from adapters.teams.life import Life
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pace import Pace
from adapters.teams.pages import Pages
from adapters.teams.patience import Patience
from adapters.teams.references import References
from adapters.teams.replying import Replying
from adapters.teams.site import Messages
from adapters.teams.taking import Taking
from adapters.teams.tidying import Tidying
from adapters.teams.transport import TeamsTransport
from adapters.teams.visitors import Visitors
from adapters.teams.whispering import Whispers
from bot.bootstrap.checking_teams import checkup
from bot.bootstrap.one_desk import OneDesk
from bot.bootstrap.teams_line import open_line
from bot.conversations import COMMANDS
from bot.domain.ids import PersonId, Room
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class InTeams:
    """`parts` are what Teams' requests come to, and people's browsers, by where they are mounted; `checkup` what the
    doctor looks at. The others are for whoever wants to wait until all is said."""

    parts: Mapping[str, web.Application]
    checkup: Checkup
    references: References
    whispers: Whispers
    pages: Pages
    tidying: Tidying


@asynccontextmanager
async def open_teams(here: OneDesk, pace: Pace | None = None) -> AsyncIterator[InTeams]:
    """Raises `Trouble` when Microsoft does not take what is set."""
    given, desk = here.settings.teams, here.desk
    async with AsyncExitStack() as stack:
        line = await stack.enter_async_context(open_line(given, here.settings.way_out, pace))
        await line.token()
        transport = line.transport
        references = References(here.database.reaches(), desk.off_loop)

        async def rooms(tenant: str) -> tuple[Room, ...]:
            return await here.rooms(PLATFORM, tenant)

        directory = Directory(transport, references, rooms)
        pages = Pages(
            lambda person: desk.page(person, here.clock.now()), transport, directory, references
        )
        whispers = Whispers(transport, directory, targeted=given.targeted)
        here.messengers[PLATFORM] = TeamsMessenger(transport, directory, references)
        here.hearers.append(pages.touched)
        stack.push_async_callback(desk.close)
        stack.push_async_callback(pages.close)
        stack.push_async_callback(whispers.close)
        patience = Patience()
        stack.push_async_callback(patience.close)
        visitors = Visitors(directory)
        names = Names(visitors.name_of, desk.take, here.clock.now)
        stack.push_async_callback(names.close)
        now = here.clock.now
        life = Life(desk.take, directory, references, whispers, pages, rooms, now, visitors, names)
        ears = _ears(here, transport, directory, pages, whispers, patience, life)
        messages = Messages(line.gate, transport.read, ears)
        parts = {
            "/api": messages.app("/api"),
            "/teams": about.at_the_site(_contacts(here.settings)),
        }
        looks = checkup(here.settings, line, references, directory)
        tidying = _tidying(here, references)
        stack.push_async_callback(tidying.close)
        names.again(await here.nameless(PLATFORM))
        yield InTeams(parts, looks, references, whispers, pages, tidying)


def _ears(
    here: OneDesk,
    transport: TeamsTransport,
    directory: Directory,
    pages: Pages,
    whispers: Whispers,
    patience: Patience,
    life: Life,
) -> Ears:
    desk, take, now = here.desk, here.desk.take, here.clock.now
    taking = Taking(take)
    replying = Replying(transport, directory, take, desk.hears, desk.begins, now)
    front = Front(taking, directory, whispers, replying, now, patience)
    words = frozenset(COMMANDS) - {""}
    hearing = Hearing(taking, directory, whispers, pages, words, now)
    return Ears(directory, front, hearing, life, pages)


def _tidying(here: OneDesk, references: References) -> Tidying:
    database, off_loop = here.database, here.desk.off_loop

    def has_no_part(person: PersonId) -> bool:
        """Each is asked about alone, so that nobody's act waits for all of them."""
        with database.offices().open() as office:
            return not office.records.communities_of(person)

    def without(people: Collection[PersonId]) -> list[PersonId]:
        return [one for one in people if has_no_part(one)]

    def deserted(rooms: Collection[Room]) -> list[Room]:
        return [one for one in rooms if one not in database.rooms(PLATFORM, one.workspace)]

    return Tidying(
        references,
        lambda people: off_loop(lambda: without(people)),
        lambda rooms: off_loop(lambda: deserted(rooms)),
    )


def _contacts(settings: Settings) -> about.Contacts:
    return about.Contacts(settings.operator, settings.privacy_contact, settings.source)
