"""The bolt app: one listener for each kind of thing that Slack sends, whichever way it comes in.

`process_before_response`: Slack is answered when a listener has come to its end. Bolt's other mode answers
first, and an event whose listener then fails is lost.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import OPENS_MORE, PRESSES
from adapters.slack.events import FATES, Events
from adapters.slack.forms import CALLBACK
from adapters.slack.front import Front
from adapters.slack.homes import Homes
from adapters.slack.inbound import Payload
from bot.boundary.arrivals import Want

COMMAND: Final = "/lc"
BUTTONS: Final = re.compile(f"^{PRESSES}:")
MORE: Final = re.compile(f"^{OPENS_MORE}:")
SHORTCUTS: Final = {
    "lc_menu": "",
    "lc_note": "note",
    "lc_worry": "worry",
}
"""Shortcuts from anywhere, by their callback id, and the word after `/lc` that each stands for."""
POINTS: Final = {
    "lc_keep_this": Want.KEEP,
    "lc_worry_about_this": Want.WORRY,
    "lc_note_instead": Want.WITHOUT_NAME,
}
"""Shortcuts on a message, and what somebody wants with it."""

log = logging.getLogger(__name__)


def listen(app: AsyncApp, front: Front, events: Events, homes: Homes) -> None:
    """Few listeners, each of which answers much: Bolt tries them one after another for every request."""

    async def command(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.command(ack, body, client)

    async def press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.press(ack, body, client)

    async def more(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.more(ack, body, client)

    async def submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.submit(ack, body, client)

    async def shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.shortcut(ack, body, client, SHORTCUTS[body["callback_id"]])

    async def point(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await front.point(ack, body, client, POINTS[body["callback_id"]])

    app.command(COMMAND)(command)
    app.action(BUTTONS)(press)
    app.action(MORE)(more)
    app.view(CALLBACK)(submit)
    app.shortcut(_one_of(SHORTCUTS))(shortcut)
    app.shortcut(_one_of(POINTS))(point)
    app.event("message")(_of(events.message))
    app.event("member_joined_channel")(_of(events.came))
    app.event("member_left_channel")(_of(events.went))
    app.event("channel_id_changed")(_of(events.moved))
    app.event("user_change")(_of(events.person_changed))
    app.event("app_home_opened")(_of(homes.opened))
    app.event(_one_of(FATES))(_of(events.room))
    app.error(_unmatched)


def _one_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"^({'|'.join(names)})$")


def _of(handle: Callable[[Payload], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def listener(body: dict[str, Any]) -> None:
        await handle(body)

    return listener


async def _unmatched(error: Exception) -> BoltResponse:
    """What nobody listens for is acknowledged, or Slack would send it again. Failures are not: it shall."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200)
    log.error("Something from Slack could not be taken in: %s.", type(error).__name__)
    return BoltResponse(status=500)
