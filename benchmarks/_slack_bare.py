"""A bare Bolt app that only acknowledges, to measure the bot beside it. Run as a process of its own.

As it is, or so that it can be told apart what one thing alone costs: one that whispers too, as the bot does after a
press; or one that keeps a row of each request before it acknowledges, by the bot's own door to SQLite, where those who
wait at the same time share a transaction.
"""

import asyncio
import os
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes
from tempfile import TemporaryDirectory
from typing import Any, Final

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Column, LargeBinary, MetaData, Table, insert, make_url

from storage.sqlite import Sqlite

WORDS: Final = "You will be reminded less often."
BLOCKS: Final = [{"type": "section", "text": {"type": "plain_text", "text": WORDS}}]
TABLE: Final = Table("kept", MetaData(), Column("mark", LargeBinary, primary_key=True))
INSERT: Final = insert(TABLE)
_on_their_way = set[asyncio.Task[Any]]()


async def serve(port: int, does: Collection[str]) -> None:
    """With an app token over a socket, else by requests to this port."""
    async with ClientSession() as session:
        app = _app(session, does)
        if app_token := os.environ.pop("SLACK_APP_TOKEN", ""):
            await AsyncSocketModeHandler(app, app_token).connect_async()  # type: ignore[no-untyped-call]
        else:
            runner = web.AppRunner(app.server().web_app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
        print("ready", flush=True)
        await asyncio.Event().wait()


def _app(session: ClientSession, does: Collection[str]) -> AsyncApp:
    token, url = os.environ.pop("SLACK_BOT_TOKEN"), os.environ["SLACK_API_URL"]
    app = AsyncApp(
        client=AsyncWebClient(token, base_url=url, session=session),
        signing_secret=os.environ.pop("SLACK_SIGNING_SECRET", "") or "none",
        process_before_response=True,
    )
    acknowledge = _Book().acknowledge if "keeps" in does else _acknowledge
    app.command("/lc")(acknowledge)
    app.action(re.compile(r"^lc:"))(_whisper if "whispers" in does else acknowledge)
    app.view(re.compile(".*"))(acknowledge)
    return app


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _whisper(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
    await ack()
    whispering = asyncio.create_task(
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text=WORDS, blocks=BLOCKS
        )
    )
    _on_their_way.add(whispering)
    whispering.add_done_callback(_on_their_way.discard)


class _Book:
    """One table with one row for each request: a mark by chance."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._door = Sqlite(make_url(f"sqlite:///{self._folder.name}/book.db"))
        self._threads = ThreadPoolExecutor(1)
        self._waiting: list[asyncio.Future[None]] = []
        self._at_work: asyncio.Task[None] | None = None
        with self._door.transaction() as connection:
            TABLE.metadata.create_all(connection)

    async def acknowledge(self, ack: AsyncAck) -> None:
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append(kept)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._keep_all())
        await kept
        await ack()

    async def _keep_all(self) -> None:
        while self._waiting:
            these, self._waiting = self._waiting, []
            rows = [{"mark": token_bytes(16)} for _ in these]
            await asyncio.get_running_loop().run_in_executor(self._threads, self._keep, rows)
            for one in these:
                one.set_result(None)

    def _keep(self, rows: Sequence[Mapping[str, bytes]]) -> None:
        with self._door.transaction() as connection:
            for row in rows:
                connection.execute(INSERT, row)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2:]))
