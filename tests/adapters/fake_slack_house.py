"""A real Bolt app, over HTTP or sockets, to hold the fake Slack against."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.fake_slack import App, Clock, FakeSlack, Limits, Shortcut, Workspace

WAYS = ("http", "socket")
APP = App(
    shortcuts=(
        Shortcut("Share without my name", "share"),
        Shortcut("Keep this", "keep", on_messages=True),
    )
)


@asynccontextmanager
async def standing_slack(app: App | None = None, *, off: bool = True) -> AsyncIterator[FakeSlack]:
    """A Slack whose clock stands still; without rate limits unless they are what is tested."""
    declared = app or App(shortcuts=APP.shortcuts)
    async with FakeSlack(declared, clock=Clock(speed=0), limits=Limits(off=off)) as slack:
        yield slack


@asynccontextmanager
async def client_of(slack: FakeSlack, token: str) -> AsyncIterator[AsyncWebClient]:
    """Slack's own client, with nothing repeated behind one's back."""
    async with ClientSession(timeout=ClientTimeout(total=10)) as session:
        yield AsyncWebClient(token, base_url=slack.api_url, session=session, retry_handlers=[])


@asynccontextmanager
async def bolt_app(slack: FakeSlack, workspace: Workspace) -> AsyncIterator[AsyncApp]:
    """Acknowledges when its listener has ended well."""
    async with client_of(slack, workspace.token) as client:
        yield AsyncApp(
            client=client,
            signing_secret=slack.app.signing_secret,
            process_before_response=True,
        )


@asynccontextmanager
async def running(slack: FakeSlack, app: AsyncApp, way: str) -> AsyncIterator[None]:
    """The app takes deliveries, in one way or the other."""
    async with _served(slack, app) if way == "http" else _connected(slack, app):
        yield


@asynccontextmanager
async def _served(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[None]:
    runner = web.AppRunner(app.server().web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield
    await runner.cleanup()


@asynccontextmanager
async def _connected(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
    await handler.connect_async()
    yield
    await handler.close_async()
