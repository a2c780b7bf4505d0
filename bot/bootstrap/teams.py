"""The bot in Teams: its gate, its transport and its ears, put together."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from adapters.teams import about
from adapters.teams.app import Ears
from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.directory import Directory, Rooms
from adapters.teams.front import Front
from adapters.teams.gate import Gate, LocalGate, TokenGate
from adapters.teams.hearing import Hearing
from adapters.teams.hosts import ServiceHosts
from adapters.teams.inbound import PLATFORM
from adapters.teams.keys import SigningKeys
from adapters.teams.life import Life
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pages import Pages
from adapters.teams.proofs import ManagedIdentity, Proof, Secret, certificate
from adapters.teams.references import References
from adapters.teams.replying import Replying
from adapters.teams.sending import open_session
from adapters.teams.site import Messages
from adapters.teams.taking import Taking
from adapters.teams.tokens import AppTokens, must_be_taken
from adapters.teams.transport import TeamsTransport
from adapters.teams.whispering import Whispers
from bot.bootstrap.one_desk import OneDesk
from bot.conversations import COMMANDS
from bot.domain.ids import Room
from bot.settings import Settings
from bot.teams_settings import TeamsSettings, listed


@dataclass(frozen=True, slots=True)
class InTeams:
    """`parts` are what Teams' requests come to, and people's browsers, by where they are mounted. The others are for
    whoever wants to wait until all is said."""

    parts: Mapping[str, web.Application]
    references: References
    whispers: Whispers
    pages: Pages


@asynccontextmanager
async def open_teams(here: OneDesk) -> AsyncIterator[InTeams]:
    """Raises `Trouble` when Microsoft does not take what is set."""
    given, desk = here.settings.teams, here.desk
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session())
        transport = await _transport(given, session, stack)
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
        ears = _ears(here, transport, directory, references, pages, whispers, rooms)
        gate = _gate(given, session, stack)
        messages = Messages(gate, transport.read, ears)
        parts = {
            "/api": messages.app("/api"),
            "/teams": about.at_the_site(_contacts(here.settings)),
        }
        yield InTeams(parts, references, whispers, pages)


async def _transport(
    given: TeamsSettings, session: aiohttp.ClientSession, stack: AsyncExitStack
) -> TeamsTransport:
    """Raises `Trouble` when Microsoft gives the bot no token."""
    if given.insecure_local:
        hosts = ServiceHosts((), all_here=True)
        return BotbuilderTransport(session, hosts, None, given.app_id)
    tokens = AppTokens(session, _proof(given))
    stack.push_async_callback(tokens.close)
    await must_be_taken(tokens)
    return BotbuilderTransport(session, _hosts(given), tokens, given.app_id)


def _gate(given: TeamsSettings, session: aiohttp.ClientSession, stack: AsyncExitStack) -> Gate:
    if given.insecure_local:
        return LocalGate(tenants=given.tenants)
    keys = SigningKeys(session, given.openid_metadata_url)
    stack.push_async_callback(keys.close)
    return TokenGate(
        keys,
        app_id=given.app_id,
        issuers=listed(given.issuers),
        hosts=_hosts(given),
        tenants=given.tenants,
    )


def _ears(
    here: OneDesk,
    transport: TeamsTransport,
    directory: Directory,
    references: References,
    pages: Pages,
    whispers: Whispers,
    rooms: Rooms,
) -> Ears:
    take, now = here.desk.take, here.clock.now
    taking = Taking(take)
    replying = Replying(transport, directory, take, now)
    front = Front(taking, directory, whispers, replying, now)
    words = frozenset(COMMANDS) - {""}
    hearing = Hearing(taking, directory, whispers, pages, words, now)
    life = Life(take, directory, references, whispers, pages, rooms, now)
    return Ears(directory, front, hearing, life)


def _proof(given: TeamsSettings) -> Proof:
    us, scope, url = given.app_id, given.scope, given.token_address
    if given.managed_identity:
        return ManagedIdentity(us, scope, os.environ)
    if given.certificate_file:
        return certificate(Path(given.certificate_file), url=url, app_id=us, scope=scope)
    return Secret(url, us, scope, given.app_secret)


def _hosts(given: TeamsSettings) -> ServiceHosts:
    return ServiceHosts(listed(given.service_hosts))


def _contacts(settings: Settings) -> about.Contacts:
    return about.Contacts(settings.operator, settings.privacy_contact, settings.source)
