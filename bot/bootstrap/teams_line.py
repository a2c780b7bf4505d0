"""How the bot speaks with Teams, and how it knows Teams: what a running bot and the doctor both need."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import aiohttp

from adapters.teams.gate import Gate, LocalGate, TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import NoKeys, SigningKeys
from adapters.teams.pace import Pace
from adapters.teams.proofs import ManagedIdentity, Proof, Secret, certificate
from adapters.teams.sending import open_session
from adapters.teams.tokens import NO_IDENTITY, AppTokens, must_be_taken
from adapters.teams.transport import TeamsTransport
from bot.boundary.trouble import Trouble
from bot.boundary.way_out import STRAIGHT, WayOut
from bot.teams_settings import TeamsSettings, listed

TAKEN: Final = "Microsoft gives the bot a token to speak with."
NAMED: Final = "Microsoft names the keys that sign what Teams sends."
NO_KEYS: Final = (
    "The keys that sign what Teams sends can't be had: check the network, and HTTPS_PROXY and "
    "TEAMS_OPENID_METADATA_URL if they are set."
)
LOCAL: Final = "TEAMS_INSECURE_LOCAL is set, so nobody is asked for proof."
NOBODY: Final = "a key that nobody has"

Asked = Callable[[], Awaitable[str]]
"""Says what is so. Raises `Trouble` where it is not as it should be."""


@dataclass(frozen=True, slots=True)
class Line:
    transport: TeamsTransport
    gate: Gate
    token: Asked
    keys: Asked


@asynccontextmanager
async def open_line(
    given: TeamsSettings, way_out: WayOut = STRAIGHT, pace: Pace | None = None
) -> AsyncIterator[Line]:
    """Nothing is asked yet. The pace is Teams' own, unless another is given. Raises `Trouble` where a certificate can't
    be used."""
    async with AsyncExitStack() as stack:
        pace = pace or Pace()
        if given.insecure_local:
            yield _local(given, await stack.enter_async_context(open_session()), pace)
            return
        ways = _ways(given, way_out)
        session = await stack.enter_async_context(open_session(ways.to_teams))
        tokens = AppTokens(
            await stack.enter_async_context(open_session(ways.to_tokens)), _proof(given)
        )
        stack.push_async_callback(tokens.close)
        signing = SigningKeys(
            await stack.enter_async_context(open_session(ways.to_keys)), given.openid_metadata_url
        )
        stack.push_async_callback(signing.close)

        async def token() -> str:
            await must_be_taken(tokens, NO_IDENTITY if given.managed_identity else "")
            return TAKEN

        async def keys() -> str:
            try:
                await signing.key(NOBODY)
            except NoKeys:
                raise Trouble(NO_KEYS) from None
            return NAMED

        hosts = ServiceHosts(listed(given.service_hosts))
        gate = TokenGate(
            signing,
            app_id=given.app_id,
            issuers=listed(given.issuers),
            hosts=hosts,
            tenants=given.tenants,
        )
        yield Line(_transport(session, hosts, tokens, given.app_id, pace), gate, token, keys)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The proxy on the way to each; None where there is none."""

    to_teams: str | None = field(repr=False)
    to_tokens: str | None = field(repr=False)
    to_keys: str | None = field(repr=False)


def _ways(given: TeamsSettings, way_out: WayOut) -> _Ways:
    """If one of Teams' hosts is behind the proxy, all are. A managed identity is asked for on the machine itself, and
    shows its header to nobody on the way."""
    to_hosts = (way_out.to(f"https://{host}") for host in listed(given.service_hosts))
    return _Ways(
        to_teams=next((proxy for proxy in to_hosts if proxy), None),
        to_tokens=None if given.managed_identity else way_out.to(given.token_address),
        to_keys=way_out.to(given.openid_metadata_url),
    )


def _local(given: TeamsSettings, session: aiohttp.ClientSession, pace: Pace) -> Line:
    async def nobody() -> str:
        return LOCAL

    hosts = ServiceHosts((), all_here=True)
    transport = _transport(session, hosts, None, given.app_id, pace)
    return Line(transport, LocalGate(tenants=given.tenants), nobody, nobody)


def _transport(
    session: aiohttp.ClientSession,
    hosts: ServiceHosts,
    tokens: AppTokens | None,
    app_id: str,
    pace: Pace,
) -> TeamsTransport:
    """The library behind it is read only here: that takes half a second, which a bot elsewhere has no need of."""
    from adapters.teams.botbuilder_transport import BotbuilderTransport

    return BotbuilderTransport(session, hosts, tokens, app_id, pace=pace)


def _proof(given: TeamsSettings) -> Proof:
    us, scope, url = given.app_id, given.scope, given.token_address
    if given.managed_identity:
        return ManagedIdentity(us, scope, os.environ)
    if given.certificate_file:
        return certificate(Path(given.certificate_file), url=url, app_id=us, scope=scope)
    return Secret(url, us, scope, given.app_secret)
