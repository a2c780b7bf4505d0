"""One world: everything that a test can ask of it, by name."""

import asyncio
import importlib
import os
from collections.abc import Callable
from typing import Any

import jwt
from aiohttp import ClientSession, web

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.keys import ENDORSED, drawn
from tests.adapters.fake_teams.behind.limits import Limits
from tests.adapters.fake_teams.behind.mail import Mail
from tests.adapters.fake_teams.behind.site import Site
from tests.adapters.fake_teams.behind.stage import Stage
from tests.adapters.fake_teams.behind.world import Conversation, Scope, Team, User, World
from tests.adapters.fake_teams.shapes import App, Attempt, Delivery, Fault, Json, Request
from tests.adapters.held_clock import Clock

_HOST = "127.0.0.1"
_FOREIGN = 15
"""A key of somebody else's."""


class Teams:
    core: Core
    mail: Mail
    site: Site
    stage: Stage

    def __init__(self) -> None:
        self._runner: web.AppRunner | None = None
        self._port = 0

    def find(self, what: str) -> Callable[..., Any]:
        """A method of this, or of one of its parts: `clock.forward`."""
        found: Any = self
        for name in what.split("."):
            found = getattr(found, name)
        called: Callable[..., Any] = found
        return called

    async def start(
        self,
        app: App,
        *,
        speed: float,
        start: float | None,
        unlimited: bool,
        gate: str,
        by_the_clock: bool,
    ) -> Json:
        clock, world = Clock(speed=speed, start=start), World(app)
        self.core = Core(app, clock, world, Limits(unlimited), _gate(gate), by_the_clock)
        self.mail = Mail(self.core, ClientSession())
        self.site = Site(self.core)
        self.stage = Stage(self.core, self.mail)
        clock.busy = lambda: self.core.under_way > 0
        return await self.comes_up()

    async def comes_up(self) -> Json:
        """Listen; after `goes_down`, on the same port again."""
        site = self.site.application()
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]
        self.core.base_url = f"http://{_HOST}:{self._port}"
        return self.urls()

    async def goes_down(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def stop(self) -> None:
        if hasattr(self, "mail"):
            await self.mail.stop()
        await self.goes_down()

    def process(self) -> int:
        return os.getpid()

    def urls(self) -> Json:
        base = self.core.base_url
        return {
            "metadata": f"{base}/v1/.well-known/openidconfiguration",
            "token": self.core.token_url,
            "service": self.core.service_url,
            "managed": f"{base}/msi/token",
            "machine": f"{base}/metadata/identity/oauth2/token",
            "host": f"{_HOST}:{self._port}",
        }

    def moves_to(self, region: str) -> Json:
        """From now on Teams serves the bot from elsewhere, and nothing answers at the old address."""
        self.core.region = region
        return self.urls()

    def deliver_to(self, url: str) -> None:
        self.core.bot_url = url

    # Who and what there is

    def person(self, key: str, **told: Any) -> None:
        self.core.world.users[key] = User(key, **told)

    def team(self, id_: str, name: str, members: list[str], *, installed: bool) -> None:
        world = self.core.world
        inside = [world.user(key) for key in members]
        team = Team(id_, name, ids.guid(id_), inside, installed)
        world.teams[id_] = team
        tenant = self.core.app.tenant
        general = Conversation(id_, Scope.CHANNEL, tenant, "General", team=team)
        world.conversations[id_] = general

    def channel(self, id_: str, team: str, name: str, kind: str, members: list[str]) -> None:
        world = self.core.world
        inside = [world.user(key) for key in members]
        made = Conversation(id_, Scope.CHANNEL, self.core.app.tenant, name, kind)
        made.team, made.inside = world.teams[team], inside
        world.conversations[id_] = made

    def chat(self, id_: str, name: str, members: list[str], *, installed: bool) -> None:
        world = self.core.world
        inside = [world.user(key) for key in members]
        made = Conversation(id_, Scope.GROUP, self.core.app.tenant, name)
        made.inside, made.installed = inside, installed
        world.conversations[id_] = made

    def rename(self, id_: str, name: str) -> None:
        self.core.world.conversations[id_].name = name

    def rename_team(self, id_: str, name: str) -> None:
        self.core.world.teams[id_].name = name

    # What the bot does, and what goes wrong

    def requests(self, operation: str = "") -> list[Request]:
        found = self.core.requests
        return [one for one in found if not operation or one.operation == operation]

    def cards(self) -> list[Json]:
        return list(self.core.shown)

    def complaints(self) -> list[str]:
        return list(self.core.complaints)

    def fault(self, fault: Fault) -> None:
        self.core.faults.add(fault)

    def limit(self, *, unlimited: bool) -> None:
        self.core.limits.off = unlimited

    def throttled(self) -> int:
        return self.core.limits.refused

    def forget(self) -> None:
        """What was sent and asked; for tests as long as a simulated year."""
        self.core.requests.clear()
        self.core.shown.clear()
        self.mail.sent.clear()

    # What is sent to the bot

    def sent(self) -> list[Delivery]:
        return [letter.told() for letter in self.mail.sent]

    def hold(self) -> None:
        self.mail.hold()

    def release(self, *, backwards: bool = False) -> Any:
        return self.mail.release(backwards=backwards)

    def twice(self, times: int, *, anew: bool) -> None:
        self.mail.doubled += times
        self.mail.doubled_anew = anew

    async def again(self, number: int, *, anew: bool) -> Attempt:
        return await self.mail.again(self.mail.sent[number], anew=anew)

    async def raw(self, body: bytes, headers: dict[str, str]) -> Attempt:
        return await self.mail.raw(body, headers)

    def token(
        self, changed: Json, without: tuple[str, ...], key: str, header: Json, algorithm: str
    ) -> str:
        """As Teams would sign it, but for what is changed. `key`: `current`, `foreign` (published by nobody
        under the id of the current one) or `unknown` (published by nobody, with an id of its own)."""
        now = self.core.framework.current
        claims = self.mail.claims() | changed
        for name in without:
            claims.pop(name, None)
        told = {"kid": now.kid, "x5t": now.kid, "typ": "JWT"}
        if key == "unknown":
            told = {"kid": "nobody-knows", "typ": "JWT"}
        told = {name: value for name, value in (told | header).items() if value is not None}
        private = now.private if key == "current" else drawn(_FOREIGN)
        if algorithm == "none":
            return jwt.encode(claims, "", algorithm="none", headers=told)
        if algorithm.startswith("HS"):
            return jwt.encode(claims, "x" * 32, algorithm=algorithm, headers=told)
        return jwt.encode(claims, private, algorithm=algorithm, headers=told)

    def rotate(self, *, withdraw: bool, endorsements: tuple[str, ...] = ENDORSED) -> str:
        return self.core.framework.rotate(withdraw=withdraw, endorsements=endorsements).kid

    def revoke(self) -> None:
        self.site.identity.revoke()

    # The clock

    def now(self) -> float:
        return self.core.clock.now()

    async def forward(self, seconds: float) -> None:
        await self.core.clock.forward(seconds)

    async def settled(self, still: float, within: float) -> None:
        """Wait, in real time, until nothing has been under way for a while."""
        async with asyncio.timeout(within):
            calm = 0.0
            while calm < still:
                before = len(self.core.requests)
                await asyncio.sleep(0.01)
                busy = self.core.under_way or len(self.core.requests) > before
                calm = 0.0 if busy else calm + 0.01


def _gate(named: str) -> Callable[[Json], Any] | None:
    """`module:function`, imported here, in the fake's own process."""
    if not named:
        return None
    module, _, name = named.partition(":")
    found: Callable[[Json], Any] = getattr(importlib.import_module(module), name)
    return found
