"""The whole bot, as it runs, in a fake Slack: real Bolt, real sockets, a real database in a folder of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.slack.manifest import manifest
from bot.bootstrap.house import House, open_house
from bot.settings import Settings
from bot.words import say
from tests.adapters.fake_slack import (
    App,
    Channel,
    Clock,
    FakeSlack,
    Limits,
    Person,
    Workspace,
)

WAYS = ("http", "socket")


@dataclass
class Living:
    slack: FakeSlack
    acme: Workspace
    room: Channel
    people: dict[str, Person]
    house: House

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


@asynccontextmanager
async def living(
    folder: Path, way: str, *names: str, limits: Limits | None = None
) -> AsyncIterator[Living]:
    """`names` are in the channel with the bot. Over HTTP, Slack's requests come to the bot's own site."""
    async with AsyncExitStack() as stack:
        fake = FakeSlack(as_written(way), clock=Clock(speed=0), limits=limits or Limits(off=True))
        slack = await stack.enter_async_context(fake)
        acme = slack.workspace()
        people = {name: acme.person(name) for name in names}
        room = acme.channel("learning", *people.values(), acme.bot)
        house = await stack.enter_async_context(
            open_house(settings(slack, acme, folder, way), lambda _: None, lambda _: {})
        )
        if way == "http":
            slack.deliver_to(f"{house.address}slack/events")
        yield Living(slack, acme, room, people, house)


def as_written(way: str) -> App:
    """The app that our manifest describes: it may do nothing else, and is told of nothing else."""
    return App.from_manifest(manifest("https://bot.example.org" if way == "http" else ""))


def settings(slack: FakeSlack, acme: Workspace, folder: Path, way: str) -> Settings:
    in_ = {"SLACK_APP_TOKEN": slack.app_token} if way == "socket" else {}
    signed = {"SLACK_SIGNING_SECRET": slack.app.signing_secret} if way == "http" else {}
    given = {
        "LCBOT_PORT": 0,
        "LCBOT_DATA": folder,
        "SLACK_BOT_TOKEN": acme.token,
        "SLACK_API_URL": slack.api_url,
        "LCBOT_OPERATOR": say("note.who.practice"),
    }
    return Settings.model_validate(given | in_ | signed)
