"""The fake itself: one aiohttp server with everything that Slack offers an app.

`/api/<method>` (Web API), `/link` (Socket Mode), `/actions/…` (response URLs) and
`/oauth/v2/authorize`, on a port of its own on this machine.
"""

import asyncio
import html
import json
import re
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession, web

from tests.adapters.fake_slack import consent, responding
from tests.adapters.fake_slack.actors import Person
from tests.adapters.fake_slack.app import App
from tests.adapters.fake_slack.browser import Browser, Page
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.faults import Faults
from tests.adapters.fake_slack.http_post import HttpCarrier
from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.limits import Limits
from tests.adapters.fake_slack.mail import Carrier, Delivery, Mail
from tests.adapters.fake_slack.response_urls import LIVES
from tests.adapters.fake_slack.signing import Signing
from tests.adapters.fake_slack.sockets import Sockets
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.tokens import Token
from tests.adapters.fake_slack.web_api import Answered, WebApi
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack.workspace import Workspace
from tests.adapters.fake_slack.world import World
from tests.adapters.held_clock import Clock

_HOST = "127.0.0.1"


class FakeSlack:
    """Start it with `async with`; point an app's `base_url` at `api_url`.

    With `deliver_to(url)` it posts to the app, else it waits for the app's sockets.
    """

    def __init__(
        self,
        app: App | None = None,
        *,
        clock: Clock | None = None,
        limits: Limits | None = None,
        port: int = 0,
    ) -> None:
        mint, complaints = Mint(), list[str]()
        self.app = app or App()
        self.clock = clock or Clock()
        self.signing = Signing(self.app.signing_secret)
        self.sockets = Sockets(self.app, self.clock, mint, complaints)
        self.mail = Mail(self.clock, self._carrier)
        world, limits = World(mint), limits or Limits()
        self.core = Core(self.app, self.clock, mint, world, self.mail, limits, Faults(), complaints)
        self.web_api = WebApi(self.core, self.sockets)
        self.app_token = mint.secret("xapp-1")
        world.tokens[self.app_token] = Token(self.app_token, ("connections:write",), None)
        self.clock.busy = lambda: bool(self.mail.under_way or self.web_api.under_way)
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._session = ClientSession()
        self._http = HttpCarrier(self.app, self.clock, self.signing, self._session)
        await self.comes_up()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.mail.stop()
        await self.goes_down()
        await self._session.close()

    async def comes_up(self) -> None:
        """Listen; after `goes_down`, on the same port again."""
        self._runner = web.AppRunner(self._site(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.core.base_url = f"http://{_HOST}:{self._port}"

    async def goes_down(self) -> None:
        """Nothing answers any more, and every connection is cut."""
        await self.sockets.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def api_url(self) -> str:
        return f"{self.core.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        """Where an app sends people to install it; the app's settings must say so."""
        return f"{self.core.base_url}/oauth/v2/authorize"

    @property
    def limits(self) -> Limits:
        return self.core.limits

    @property
    def faults(self) -> Faults:
        return self.core.faults

    @property
    def complaints(self) -> list[str]:
        return self.core.complaints

    @property
    def calls(self) -> list[Answered]:
        """Every call of the Web API, oldest first."""
        return self.web_api.answered

    def called(self, method: str) -> list[Answered]:
        return [call for call in self.calls if call.method == method]

    @property
    def sent(self) -> list[Delivery]:
        """Everything sent to the app, oldest first."""
        return self.mail.sent

    def deliver_to(self, url: str) -> None:
        """Over HTTP from now on, as when Socket Mode is off and a request URL is set."""
        self.app.request_url, self.app.socket_mode = url, False

    async def verifies_request_url(self) -> bool:
        return await self._http.verify()

    def workspace(self, name: str = "acme", *, installed: bool = True, **more: Any) -> Workspace:
        """A new workspace, with the app in it; `more` are fields of `Team`."""
        team = Team(self.core.mint.id("T"), name.title(), name, **more)
        self.core.world.teams[team.id] = team
        made = Workspace(self.core, team)
        if installed:
            made.install()
        return made

    async def installs(self, person: Person, install_url: str, *, allows: bool = True) -> Page:
        """A person installs the app from its install page, or draws back at Slack's own page.

        Gives the page on which it ends: the app's own, or Slack's when something is wrong.
        """
        browser = Browser(self._session)
        browser.knows_me(self.authorize_url, consent.SESSION, person.id)
        page = await browser.goes_to(install_url)
        if (asked := _link(page.text, "authorize")) and "allow" not in page.text:
            page = await browser.goes_to(asked)
        if not (way := _link(page.text, "allow" if allows else "cancel")):
            return page
        base = self.core.base_url if way.startswith("/") else ""
        return await browser.goes_to(base + way)

    async def settled(self, *, still: float = 0.05, within: float = 30.0) -> None:
        """Wait (in real time) until nothing has been under way for a while."""
        async with asyncio.timeout(within):
            calm = 0.0
            while calm < still:
                busy, before = self.clock.busy(), len(self.calls)
                await asyncio.sleep(0.01)
                calm = 0.0 if busy or len(self.calls) > before else calm + 0.01

    def forget(self) -> None:
        """What was sent, called and long used up; for tests as long as a simulated day."""
        self.mail.sent.clear()
        self.web_api.answered.clear()
        world, now = self.core.world, self.clock.now()
        world.triggers.forget(before=now - 60)
        old = {path for path, url in world.response_urls.items() if now - url.born > LIVES}
        for path in old:
            del world.response_urls[path]

    def _carrier(self) -> Carrier:
        return self.sockets if self.app.socket_mode else self._http

    def _site(self) -> web.Application:
        site = web.Application(client_max_size=8 * 1024 * 1024)
        site.router.add_route("*", "/api/{method}", self.web_api.serve)
        site.router.add_get("/link", self.sockets.serve)
        site.router.add_post("/actions/{path:.+}", self._responded)
        site.router.add_get("/oauth/v2/authorize", self._asked)
        site.router.add_get("/oauth/v2/authorize/allow", self._allowed)
        return site

    async def _responded(self, request: web.Request) -> web.Response:
        body: Json = json.loads(await request.text())
        status, text = responding.respond(self.core, request.match_info["path"], body)
        return web.Response(status=status, text=text)

    async def _asked(self, request: web.Request) -> web.Response:
        return consent.ask(self.core, request)

    async def _allowed(self, request: web.Request) -> web.Response:
        return consent.allow(self.core, request)


def _link(page: str, what: str) -> str:
    """The first link of a page whose address or id has this in it."""
    for attributes in re.findall(r"<a\s([^>]*)>", page):
        href = re.search(r'href="([^"]*)"', attributes)
        if href and what in attributes:
            return html.unescape(href.group(1))
    return ""
