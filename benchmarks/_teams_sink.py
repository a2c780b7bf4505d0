"""In Teams' place while requests are measured: takes every message at once, and says who has got one.

It asks for no token and knows no limits, and does as little as can be, so that nothing of it is in the figures.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

ANSWER = b'{"id":"1"}'
TAKEN = (
    b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
    + f"Content-Length: {len(ANSWER)}\r\n\r\n".encode()
    + ANSWER
)


@dataclass
class Sink:
    """`host` is where the bot sends to, with its port."""

    host: str = ""
    came: int = 0
    waiting: defaultdict[str, deque[asyncio.Event]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    @property
    def service_url(self) -> str:
        return f"http://{self.host}/emea/"

    def next_in(self, conversation: str) -> asyncio.Event:
        """Set when a message has come there; who asked first is told of the first."""
        event = asyncio.Event()
        self.waiting[conversation].append(event)
        return event

    def give_up(self, conversation: str, event: asyncio.Event) -> None:
        """It has not come in time: what comes yet is for those who asked later."""
        if event in self.waiting[conversation]:
            self.waiting[conversation].remove(event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = head.lower().partition("content-length: ")[2].partition("\r\n")[0]
                await reader.readexactly(int(length or 0))
                self._took(head.split(" ", 2)[1])
                writer.write(TAKEN)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _took(self, path: str) -> None:
        self.came += 1
        conversation = unquote(path.partition("/conversations/")[2].partition("/")[0])
        if events := self.waiting[conversation]:
            events.popleft().set()


@asynccontextmanager
async def open_sink() -> AsyncIterator[Sink]:
    sink = Sink()
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
    sink.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield sink
    finally:
        server.close()
