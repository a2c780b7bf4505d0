"""A stock botbuilder echo, as its samples have it and with its check of who calls off, to measure the bot beside it.
Run as a process of its own.

As it is, or so that it can be told apart what one thing alone costs: one that also puts the words that a dialog hands
in, the longest of what comes, below the post, as the bot does.
"""

import asyncio
import sys
from collections.abc import Collection

from aiohttp import web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext  # type: ignore[import-untyped]
from botbuilder.integration.aiohttp import CloudAdapter  # type: ignore[import-untyped]


class Echo(ActivityHandler):  # type: ignore[misc]
    """To what a dialog hands in it answers without a word: with any, this adapter answers 500."""

    def __init__(self, does: Collection[str]) -> None:
        super().__init__()
        self._posts = "posts" in does

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        if self._posts:
            handed_in = turn_context.activity.value["data"].values()
            await turn_context.send_activity(f"Echo: {max(map(str, handed_in), key=len)}")
        return InvokeResponse(status=200)


async def serve(port: int, does: Collection[str]) -> None:
    adapter, echo = CloudAdapter(), Echo(does)

    async def messages(request: web.Request) -> web.StreamResponse:
        answer: web.StreamResponse = await adapter.process(request, echo)
        return answer

    site = web.Application()
    site.router.add_post("/api/messages", messages)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2:]))
