"""What every part of the fake shares."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.adapters.fake_slack.app import App
from tests.adapters.fake_slack.faults import Faults
from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.limits import Limits
from tests.adapters.fake_slack.mail import Mail
from tests.adapters.fake_slack.oauth import Code
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.team import Installation, Team
from tests.adapters.fake_slack.tokens import Token
from tests.adapters.fake_slack.world import World
from tests.adapters.held_clock import Clock


@dataclass
class Core:
    """`complaints` are breaches of the contract that Slack itself passes over in silence."""

    app: App
    clock: Clock
    mint: Mint
    world: World
    mail: Mail
    limits: Limits
    faults: Faults
    complaints: list[str] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    base_url: str = ""

    def now(self) -> float:
        return self.clock.now()

    def stamp(self) -> str:
        return self.mint.stamp(self.clock.now())

    async def heard(self) -> None:
        """Wait until the app has been told once of what has just happened."""
        await self.mail.all_tried()

    def install(self, team: Team, scopes: Iterable[str] | None = None) -> None:
        """The app comes in: its bot is the same each time, its token lives until it is removed."""
        granted = tuple(self.app.scopes if scopes is None else scopes)
        now, before = team.installation, team.installation or team.former
        bot = before.bot if before else self._bot(team)
        token = now.token if now else Token(self.mint.secret("xoxb"), granted, team.id)
        token.scopes = granted
        self.world.tokens[token.secret] = token
        assert bot.bot_id is not None
        team.installation = Installation(token, bot, bot.bot_id, self.now())

    def _bot(self, team: Team) -> User:
        name = self.app.name.lower().replace(" ", "")
        bot = User(self.mint.id("U"), team.id, name, self.app.name, bot_id=self.mint.id("B"))
        self.world.users[bot.id] = bot
        return bot
