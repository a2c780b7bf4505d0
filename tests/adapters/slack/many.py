"""The whole bot, as many workspaces install it, in a fake Slack: real pages, real sockets, a real database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bootstrap.house import House, open_house
from bot.settings import Settings
from storage.installations import Installations
from tests.adapters.fake_slack import Channel, Clock, FakeSlack, Limits, Person, Workspace
from tests.adapters.fake_slack.browser import Page
from tests.adapters.slack.living import as_written
from tests.ports import free_port


@dataclass
class Open:
    """The bot at an address of its own, not installed anywhere yet."""

    slack: FakeSlack
    house: House
    address: str
    kept: Installations
    restarts: Callable[[], Awaitable[House]]

    @property
    def install_page(self) -> str:
        return f"{self.address}/slack/install"

    def workspace(self, name: str) -> tuple[Workspace, Person, Channel]:
        """With Ruth, who may install apps, in a channel."""
        made = self.slack.workspace(name, installed=False)
        ruth = made.person("ruth", admin=True)
        return made, ruth, made.channel("learning", ruth)

    async def installs(self, person: Person, *, allows: bool = True) -> Page:
        return await self.slack.installs(person, self.install_page, allows=allows)

    async def starts_again(self) -> None:
        """As whoever runs it stops and starts it."""
        self.house = await self.restarts()
        self.kept = self.house.database.installations(self.slack.app.client_id)

    async def let_in(self, name: str) -> tuple[Workspace, Person, Channel]:
        """A workspace with the bot in Ruth's channel."""
        made, ruth, room = self.workspace(name)
        page = await self.installs(ruth)
        assert page.status == 200, page.text
        await ruth.invites(room, made.bot)
        return made, ruth, room


@asynccontextmanager
async def open_to_all(folder: Path, database: str = "") -> AsyncIterator[Open]:
    """`database` is an SQLite file in the folder, unless an address is given."""
    async with AsyncExitStack() as stack:
        fake = FakeSlack(as_written("http"), clock=Clock(speed=0), limits=Limits(off=True))
        slack = await stack.enter_async_context(fake)
        given = settings(slack, folder, database)
        inside = await stack.enter_async_context(AsyncExitStack())

        async def started() -> House:
            await inside.aclose()
            opens = open_house(given, lambda _: None, lambda _: {})
            return await inside.enter_async_context(opens)

        house = await started()
        slack.deliver_to(f"{given.address}/slack/events")
        kept = house.database.installations(slack.app.client_id)
        yield Open(slack, house, given.address, kept, started)


def settings(slack: FakeSlack, folder: Path, database: str = "") -> Settings:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    slack.app.redirect_urls = (f"{address}/slack/oauth_redirect",)
    given = {
        "LCBOT_PORT": port,
        "LCBOT_ADDRESS": address,
        "LCBOT_DATA": folder,
        "DATABASE_URL": database,
        "LCBOT_OPERATOR": "the Learning Office",
        "SLACK_CLIENT_ID": slack.app.client_id,
        "SLACK_CLIENT_SECRET": slack.app.client_secret,
        "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        "SLACK_API_URL": slack.api_url,
    }
    return Settings.model_validate(given)
