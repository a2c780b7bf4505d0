"""A workspace lets the bot in, and Slack does not say whether it had taken it out before."""

from typing import Any, cast

from aiohttp import ClientError

from adapters.slack.directory import Directory
from adapters.slack.goodbyes import Goodbyes
from adapters.slack.inbound import PLATFORM
from adapters.slack.lines import Lines
from bot.boundary.arrivals import Arrival
from bot.boundary.decision import Reply
from bot.domain.ids import Room
from tests.contracts.given import NOW


class Silence:
    """Lines to a Slack that is out of order."""

    def speaking(self, _: str) -> "Silence":
        return self

    async def api_call(self, *_: str) -> None:
        raise ClientError


class Token:
    async def token(self, team: str) -> str:
        return "xoxb-as-it-is-kept"

    async def has_gone(self, team: str) -> bool:
        return False


async def test_then_it_counts_as_never_gone_and_nothing_is_put_off() -> None:
    told = list[Arrival]()

    async def desk(arrival: Arrival) -> tuple[Reply, ...]:
        told.append(arrival)
        return ()

    async def rooms(team: str) -> tuple[Room, ...]:
        return (Room(PLATFORM, team, "C1"),)

    async def nobody(_: str) -> Any:
        raise NotImplementedError

    lines = cast(Lines, Silence())
    goodbyes = Goodbyes(lines, Token(), Directory(nobody), rooms, desk, lambda: NOW, "")

    await goodbyes.comes_back("T1")

    assert told == []
