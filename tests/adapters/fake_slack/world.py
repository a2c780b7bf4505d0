"""Everything Slack knows: workspaces, people, conversations, tokens."""

from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.response_urls import ResponseUrl
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.tokens import Token
from tests.adapters.fake_slack.triggers import Triggers


class World:
    """The state; whoever changes it also tells the app (see `happenings`)."""

    def __init__(self, mint: Mint) -> None:
        self.mint = mint
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.tokens: dict[str, Token] = {}
        self.triggers = Triggers()
        self.response_urls: dict[str, ResponseUrl] = {}
        self._directs: dict[tuple[str, str], Channel] = {}

    def channel(self, channel_id: str, team: Team) -> Channel:
        """A conversation that the workspace's app can know of.

        Raises `channel_not_found` also for private ones that the app is not in, as Slack does.
        """
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted or not channel.seen_by_team(team.id):
            raise Refused("channel_not_found")
        if channel.kind is not Kind.PUBLIC and team.bot_user not in channel.members:
            raise Refused("channel_not_found")
        return channel

    def message(self, channel: Channel, ts: str) -> Message:
        if (message := channel.messages.get(ts)) is None:
            raise Refused("message_not_found")
        return message

    def user(self, user_id: str, team: Team) -> User:
        """A person the workspace knows: one of its own, or one it shares a channel with."""
        user = self.users.get(user_id)
        if user is None or not self.knows(team, user):
            raise Refused("user_not_found")
        return user

    def knows(self, team: Team, user: User) -> bool:
        return user.team_id == team.id or any(
            channel.seen_by_team(team.id) and user.id in channel.members
            for channel in self.channels.values()
        )

    def share_a_channel(self, team: Team, user: User) -> bool:
        """Whether the app is together with the person in some channel."""
        return any(
            user.id in channel.members and team.bot_user in channel.members
            for channel in self.channels.values()
        )

    def direct(self, team: Team, user: User) -> Channel | None:
        """The direct messages of the app with a person, if ever opened."""
        return self._directs.get((team.id, user.id))

    def open_direct(self, team: Team, user: User, *, now: float) -> Channel:
        """The same conversation each time, made if need be."""
        if (channel := self.direct(team, user)) is None:
            assert team.bot_user is not None
            members = [user.id, team.bot_user]
            channel = Channel(
                self.mint.id("D"), team.id, Kind.DIRECT, members=members, created=int(now)
            )
            self.channels[channel.id] = self._directs[team.id, user.id] = channel
        return channel
