"""A practice room on a real socket with its real file, and a caller that talks to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from adapters.practice.acting import Stage
from adapters.practice.app import practice_app
from adapters.practice.cast import Cast, read_cast
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.room import PracticeRoom
from adapters.site import Meters, build_site
from tests.adapters.practice.fake_bot import FakeBot, FakeClock

SCRIPT = Path(__file__).parents[3] / "examples" / "first-community.toml"


@dataclass
class House:
    """`get` and `post` give the status and the JSON."""

    room: PracticeRoom
    bot: FakeBot
    clock: FakeClock
    stage: Stage
    server: TestServer
    client: ClientSession

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def get(self, path: str) -> tuple[int, dict]:
        async with self.client.get(f"{self.address}/practice{path}") as answer:
            return answer.status, await answer.json()

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict]:
        url = f"{self.address}/practice{path}"
        async with self.client.post(url, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def act(self, by: str, **deed: object) -> dict:
        status, answer = await self.post("/api/act", {"as": by, **deed})
        assert status == 200, answer
        return answer

    async def refused(self, by: str, **deed: object) -> tuple[int, str]:
        status, answer = await self.post("/api/act", {"as": by, **deed})
        assert list(answer) == ["error"], answer
        return status, answer["error"]

    async def sees(self, person: str) -> dict:
        status, answer = await self.get(f"/api/state?as={person}")
        assert status == 200, answer
        return answer


def cast() -> Cast:
    return read_cast(SCRIPT)


async def _ready() -> None:
    """A database that is always well."""


@asynccontextmanager
async def open_house(folder: Path, port: int | None = None) -> AsyncIterator[House]:
    clock, ids = FakeClock(), count(1)
    room = PracticeRoom(folder / "practice.db", cast(), clock.now)
    bot = FakeBot(PracticeMessenger(room))
    stage = Stage(room, bot, lambda: f"id{next(ids)}x{folder.name[-3:]}{id(room) % 9973}")
    site = build_site(
        {"/practice": practice_app(stage, clock)}, ready=_ready, meters=Meters(), home="/practice/"
    )
    server = TestServer(site, host="127.0.0.1", port=port)
    await server.start_server()
    async with ClientSession() as client:
        try:
            yield House(room, bot, clock, stage, server, client)
        finally:
            await server.close()
            room.close()
