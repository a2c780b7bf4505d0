"""The methods of the Web API by name, and a call of one."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.scopes import BY_KIND
from tests.adapters.fake_slack.team import Installation, Team
from tests.adapters.fake_slack.tokens import Token
from tests.adapters.fake_slack.wire import Arguments, Json


@dataclass(frozen=True)
class Call:
    """One call: what it asks, and with whose token (None where a method needs none)."""

    core: Core
    name: str
    arguments: Arguments
    token: Token | None

    @property
    def team(self) -> Team:
        """The workspace of a bot's token; an app's own token has none."""
        if self.token is None or self.token.team_id is None:
            raise Refused("not_allowed_token_type")
        return self.core.world.teams[self.token.team_id]

    @property
    def installation(self) -> Installation:
        assert self.team.installation is not None
        return self.team.installation

    @property
    def bot(self) -> User:
        return self.installation.bot

    def channel(self, argument: str = "channel") -> Channel:
        """The conversation that an argument names, where its kind needs a scope, with it."""
        channel = self.core.world.channel(self.arguments.needed(argument), self.team)
        if scopes := BY_KIND.get(self.name):
            assert self.token is not None
            self.token.must_have(scopes[channel.kind])
        return channel

    def joined_channel(self, argument: str = "channel") -> Channel:
        """A conversation that the app must be in."""
        channel = self.channel(argument)
        if self.bot.id not in channel.members:
            raise Refused("not_in_channel")
        return channel


Method = Callable[[Call], Json]

METHODS: dict[str, Method] = {}
WITHOUT_TOKEN = frozenset({"api.test", "blocks.validate", "oauth.v2.access"})


def method(name: str) -> Callable[[Method], Method]:
    """Take a function in as the method of this name."""

    def taken(function: Method) -> Method:
        METHODS[name] = function
        return function

    return taken
