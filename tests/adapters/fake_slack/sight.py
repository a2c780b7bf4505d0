"""What a person has before their eyes."""

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.messages import SYSTEM, Ephemeral, Message
from tests.adapters.fake_slack.mrkdwn import Reader
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import Seen, look
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.views import View


class Sight:
    """The reading half of a person at their client."""

    core: Core
    team: Team
    user: User

    def sees(self, channel: Channel) -> list[Seen]:
        """What stands in a channel, their own whispers in between; comings and goings left out."""
        self._may_look(channel)
        shown: list[Message | Ephemeral] = [
            each for each in channel.top_level() if each.subtype not in SYSTEM
        ]
        whispers = [each for each in self._whispered(channel) if each.thread_ts is None]
        return [self.looks_at(each) for each in sorted([*shown, *whispers], key=_when)]

    def thread(self, of: Message | Seen) -> list[Seen]:
        """A thread from its first message on, whispers in it too."""
        first = of.source if isinstance(of, Seen) else of
        assert isinstance(first, Message)
        channel = self.core.world.channels[first.channel]
        self._may_look(channel)
        shown: list[Message | Ephemeral] = [*channel.thread(first.ts)]
        whispers = [each for each in self._whispered(channel) if each.thread_ts == first.ts]
        return [self.looks_at(each) for each in sorted([*shown, *whispers], key=_when)]

    def whispers(self, channel: Channel | None = None) -> list[Seen]:
        """What only they see, in one channel or in all."""
        channels = [channel] if channel else list(self.core.world.channels.values())
        found = [each for place in channels for each in self._whispered(place)]
        return [self.looks_at(each) for each in sorted(found, key=_when)]

    @property
    def direct(self) -> list[Seen]:
        """Their direct messages with the bot."""
        channel = self.core.world.direct(self.team, self.user)
        return self.sees(channel) if channel else []

    @property
    def home(self) -> Seen:
        """The app's Home as last published for them."""
        if (view := self.team.homes.get(self.user.id)) is None:
            raise CannotDo(f"Nothing has been published on {self.user.name}'s Home.")
        return self.looks_at(view)

    @property
    def modal(self) -> View:
        """The view on top."""
        if not (stack := self.team.modals.get(self.user.id)):
            raise CannotDo(f"{self.user.name} has no view open.")
        return stack[-1]

    @property
    def has_modal(self) -> bool:
        return bool(self.team.modals.get(self.user.id))

    @property
    def notices(self) -> list[str]:
        """What Slack itself tells them when the app does not answer."""
        return self.user.notices

    def looks_at(self, what: Message | Ephemeral | View) -> Seen:
        world = self.core.world
        names = {user.id: user.name for user in world.users.values()}
        names |= {channel.id: channel.name for channel in world.channels.values()}
        return look(what, Reader(self.user.tz, names))

    def _whispered(self, channel: Channel) -> list[Ephemeral]:
        return [each for each in channel.ephemerals if each.user == self.user.id]

    def _may_look(self, channel: Channel) -> None:
        if self.user.id not in channel.members:
            raise CannotDo(f"{self.user.name} is not in #{channel.name}.")


def _when(item: Message | Ephemeral) -> float:
    return float(item.ts)
