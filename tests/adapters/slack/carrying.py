"""The outbox, a courier and the messenger, in a fake Slack whose clock stands still until it is moved."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from adapters.chance import SystemMint
from adapters.slack.directory import Directory
from adapters.slack.inbound import PLATFORM
from adapters.slack.limits import limits
from adapters.slack.lines import Lines, open_lines
from adapters.slack.messenger import SlackMessenger
from adapters.slack.turns import Turns
from bot.boundary.arrivals import PostInDoubt
from bot.boundary.decision import Decision, Post, Revise, Said
from bot.boundary.views import Card, Text
from bot.courier import Courier
from bot.domain.ids import CommunityId, Direct, Place, PostName, RecordId, Room, person_id
from storage import Database, open_database
from tests.adapters.fake_slack import App, Channel, Clock, FakeSlack, Limits, Person, Workspace
from tests.conftest import KEY

T = TypeVar("T")
HOME = CommunityId(RecordId("home"))


@dataclass
class Round:
    """`restart` stands for another process: it knows nothing but what is in the database."""

    slack: FakeSlack
    acme: Workspace
    room: Channel
    people: dict[str, Person]
    database: Database
    lines: Lines
    asked: list[PostInDoubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        directory = Directory(self.lines.client)
        messengers = {PLATFORM: SlackMessenger(self.lines.client, directory)}
        outbox = self.database.outbox()
        self.courier = Courier(outbox, messengers, self.now, _at_once, self._ask)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.clock.now(), UTC)

    def say(self, *said: Said) -> None:
        with self.database.offices().open() as office:
            office.keep(Decision(say=said), self.now())

    async def carry(self) -> None:
        """As long as something may go now."""
        while await self.courier.round():
            pass

    async def later(self, seconds: float) -> None:
        await self.slack.clock.forward(seconds)

    async def in_the_end(self) -> None:
        """From moment to moment, until nothing waits any more."""
        await self.carry()
        for _ in range(100):
            due = self.database.outbox().next_due(self.now())
            if due is None:
                return
            await self.later(max(0.0, (due - self.now()).total_seconds()) + 0.001)
            await self.carry()
        raise AssertionError("something waits for ever")

    @property
    def here(self) -> Room:
        return Room(PLATFORM, self.acme.id, self.room.id)

    def to(self, name: str) -> Direct:
        return Direct(person_id(PLATFORM, self.acme.id, self.people[name].id))

    def at(self, name: str) -> list[str]:
        """What stands in somebody's private messages."""
        return [one.words for one in self.people[name].direct]

    def in_room(self) -> list[str]:
        return [one.text for one in self.room.messages.values() if one.text]

    def called(self, method: str) -> int:
        return len(self.slack.called(method))

    async def _ask(self, doubt: PostInDoubt) -> None:
        self.asked.append(doubt)


def post(to: Place, name: str, *words: str, under: str | None = None) -> Post:
    return Post(
        community=HOME,
        to=to,
        name=PostName(name),
        card=card(*words or (name,)),
        under=PostName(under) if under else None,
    )


def revise(name: str, *words: str) -> Revise:
    return Revise(community=HOME, name=PostName(name), card=card(*words))


def card(*words: str) -> Card:
    return Card("", tuple(Text(one) for one in words))


@asynccontextmanager
async def going_round(
    folder: Path, names: Sequence[str] = ("ann", "ben", "cat"), slacks: Limits | None = None
) -> AsyncIterator[Round]:
    """With our own lanes always; with Slack's limits where they are given."""
    async with AsyncExitStack() as stack:
        fake = FakeSlack(App(), clock=Clock(speed=0), limits=slacks or Limits(off=True))
        slack = await stack.enter_async_context(fake)
        acme = slack.workspace()
        people = {name: acme.person(name) for name in names}
        room = acme.channel("learning", *people.values(), acme.bot)
        database = open_database(
            f"sqlite:///{folder}/round.db", keys=[KEY], limits={PLATFORM: limits}, mint=SystemMint()
        )
        stack.callback(database.close)
        database.migrate()
        turns = Turns(slack.clock.now)
        lines = await stack.enter_async_context(open_lines(slack.api_url, acme.token, turns))
        yield Round(slack, acme, room, people, database, lines)


async def _at_once(work: Callable[[], T]) -> T:
    await asyncio.sleep(0)
    return work()
