"""A bare Bolt app that only acknowledges, to measure the bot beside it. Run as a process of its own."""

import asyncio
import os
import re
import sys
from typing import Any, Final

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

WORDS: Final = "You will be reminded less often."
BLOCKS: Final = [{"type": "section", "text": {"type": "plain_text", "text": WORDS}}]
_on_their_way = set[asyncio.Task[Any]]()


async def serve(port: int, *, whispers: bool) -> None:
    """With an app token over a socket, else by requests to this port."""
    async with ClientSession() as session:
        app = _app(session, whispers=whispers)
        if app_token := os.environ.pop("SLACK_APP_TOKEN", ""):
            await AsyncSocketModeHandler(app, app_token).connect_async()  # type: ignore[no-untyped-call]
        else:
            runner = web.AppRunner(app.server().web_app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
        print("ready", flush=True)
        await asyncio.Event().wait()


def _app(session: ClientSession, *, whispers: bool) -> AsyncApp:
    token, url = os.environ.pop("SLACK_BOT_TOKEN"), os.environ["SLACK_API_URL"]
    app = AsyncApp(
        client=AsyncWebClient(token, base_url=url, session=session),
        signing_secret=os.environ.pop("SLACK_SIGNING_SECRET", "") or "none",
        process_before_response=True,
    )
    app.command("/lc")(_acknowledge)
    app.action(re.compile(r"^lc:"))(_whisper if whispers else _acknowledge)
    app.view(re.compile(".*"))(_acknowledge)
    return app


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _whisper(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
    """As the bot does after a press, so that it can be told apart what that alone costs."""
    await ack()
    whispering = asyncio.create_task(
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text=WORDS, blocks=BLOCKS
        )
    )
    _on_their_way.add(whispering)
    whispering.add_done_callback(_on_their_way.discard)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), whispers="whispers" in sys.argv))
