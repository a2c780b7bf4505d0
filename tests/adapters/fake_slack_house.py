"""A real Bolt app, over HTTP or sockets, to hold the fake Slack against."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.fake_slack import (
    App,
    Channel,
    Clock,
    FakeSlack,
    Limits,
    Message,
    Person,
    Shortcut,
    View,
    Workspace,
)
from tests.adapters.fake_slack.triggers import Trigger
from tests.adapters.fake_slack.wire import Json

WAYS = ("http", "socket")
SHORTCUTS = (Shortcut("Share", "share"), Shortcut("Keep this", "keep", on_messages=True))


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}} | more


def button(label: str, action_id: str, value: str = "1", **more: Any) -> Json:
    """A row with one button."""
    one = {"type": "button", "text": plain(label), "action_id": action_id, "value": value}
    return {"type": "actions", "block_id": f"row-{action_id}", "elements": [one | more]}


def field(label: str, block_id: str, kind: str = "plain_text_input", **more: Any) -> Json:
    """An input block; `more` is its element's."""
    element = {"type": kind, "action_id": "words"} | more
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element}


def modal(callback_id: str, *blocks: Json, **more: Any) -> Json:
    named = {"callback_id": callback_id, "title": plain("A form"), "submit": plain("Send")}
    return {"type": "modal", **named, "blocks": list(blocks), **more}


STORY = modal("story", field("Your story", "story"))


@dataclass
class House:
    """Alice and Bob in a channel with the bot, and the app that is the bot."""

    slack: FakeSlack
    acme: Workspace
    alice: Person
    bob: Person
    room: Channel
    app: AsyncApp

    @property
    def client(self) -> AsyncWebClient:
        return self.app.client

    async def posts(self, text: str, *blocks: Json, **more: Any) -> Message:
        """The bot says something in the channel."""
        answer = await self.client.chat_postMessage(
            channel=self.room.id, text=text, blocks=list(blocks), **more
        )
        return self.room.messages[answer["ts"]]

    def trigger(self) -> str:
        """As if Alice had just done something."""
        core = self.slack.core
        given = Trigger(core.mint.trigger(), self.alice.id, self.acme.id, core.now())
        return core.world.triggers.give(given)

    async def opens(self, view: Json) -> View:
        """The bot opens a view for Alice."""
        await self.client.views_open(trigger_id=self.trigger(), view=view)
        return self.alice.modal


@asynccontextmanager
async def house(app: App | None = None, *, limits: Limits | None = None) -> AsyncIterator[House]:
    """The clock stands still; there are no rate limits unless they are what is tested."""
    declared, lifted = app or App(shortcuts=SHORTCUTS), limits or Limits(off=True)
    async with AsyncExitStack() as stack:
        fake = FakeSlack(declared, clock=Clock(speed=0), limits=lifted)
        slack = await stack.enter_async_context(fake)
        acme = slack.workspace()
        alice, bob = acme.person("alice", tz="Europe/Paris"), acme.person("bob")
        room = acme.channel("learning", alice, bob, acme.bot)
        client = await stack.enter_async_context(client_of(slack, acme.token))
        bolt = AsyncApp(
            client=client, signing_secret=declared.signing_secret, process_before_response=True
        )
        yield House(slack, acme, alice, bob, room, bolt)


@asynccontextmanager
async def client_of(slack: FakeSlack, token: str | None) -> AsyncIterator[AsyncWebClient]:
    """Slack's own client, with nothing repeated behind one's back."""
    async with ClientSession(timeout=ClientTimeout(total=30)) as session:
        yield AsyncWebClient(token, base_url=slack.api_url, session=session, retry_handlers=[])


@asynccontextmanager
async def running(there: House, way: str) -> AsyncIterator[None]:
    """The app takes deliveries, in one way or the other."""
    async with served(there) if way == "http" else connected(there):
        yield


@asynccontextmanager
async def served(there: House) -> AsyncIterator[None]:
    runner = web.AppRunner(there.app.server().web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    there.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def connected(there: House, pings: float = 1.0) -> AsyncIterator[AsyncSocketModeHandler]:
    """`pings`: seconds between two. Slack's library gives up a line after four without an answer, busy or dead."""
    handler = AsyncSocketModeHandler(there.app, there.slack.app_token, ping_interval=pings)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def refused(call: Any) -> str:
    """The error of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as no:
        await call
    return str(no.value.response["error"])
