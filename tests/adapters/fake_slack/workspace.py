"""Setting the scene: workspaces with their people and channels, the app coming and going."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_slack import happenings
from tests.adapters.fake_slack.actors import Person
from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.happenings import Words
from tests.adapters.fake_slack.mail import Delivery
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.team import Installation, Team
from tests.adapters.fake_slack.telling import tell
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.fake_slack.wire import Json


@dataclass(eq=False)
class Workspace:
    """One workspace, seen from above."""

    core: Core
    team: Team

    @property
    def id(self) -> str:
        return self.team.id

    @property
    def bot(self) -> User:
        """The app's own user here."""
        return self._installation.bot

    @property
    def token(self) -> str:
        """The bot's token."""
        return self._installation.token.secret

    def install(self, scopes: Iterable[str] | None = None) -> str:
        """The app comes in, with these scopes or all it asks for; gives the bot's token."""
        self.core.install(self.team, scopes)
        return self.token

    async def uninstall(self, *, revoked_first: bool = False) -> list[Delivery]:
        """The app goes: `app_uninstalled` and `tokens_revoked`, in either order."""
        gone = self._installation
        uninstalled: Json = {"type": "app_uninstalled"}
        revoked: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [gone.bot.id]}}
        events = [revoked, uninstalled] if revoked_first else [uninstalled, revoked]
        sent = [tell(self.core, self.team, event) for event in events]
        gone.token.state = TokenState.INACTIVE
        self.team.installation, self.team.former = None, gone
        for channel in self.core.world.channels.values():
            channel.members = [id for id in channel.members if id != gone.bot.id]
        told = [delivery for delivery in sent if delivery]
        for delivery in told:
            await delivery.first_try()
        return told

    def person(self, name: str, **more: Any) -> Person:
        """Somebody who is here already; `more` are fields of `User`: `tz`, `guest`, `admin`."""
        return Person(self.core, self.team, self._user(name, **more))

    async def arrives(self, name: str, **more: Any) -> Person:
        """Somebody new in the workspace: `team_join`."""
        person = self.person(name, **more)
        await self._told({"type": "team_join", "user": self._told_of(person.user)})
        return person

    async def deactivates(self, person: Person) -> None:
        """The account is closed. No `member_left_channel` is sent; `user_change` is."""
        person.user.deleted = True
        await self.changes(person)

    async def changes(self, person: Person, **changed: Any) -> None:
        """Something about an account changes: `user_change`."""
        for name, value in changed.items():
            setattr(person.user, name, value)
        event = {"type": "user_change", "user": self._told_of(person.user)}
        await self._told(event | {"cache_ts": int(self.core.now())})

    def channel(
        self,
        name: str,
        *members: Person | User,
        private: bool = False,
        shared_with: Iterable["Workspace"] = (),
    ) -> Channel:
        """A channel that is there already, with its members; nobody is told."""
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        channel = Channel(self.core.mint.id("C"), self.team.id, kind, name)
        channel.created = int(self.core.now())
        channel.members = [_id(member) for member in members]
        channel.creator = channel.members[0] if members else ""
        channel.shared_with = {other.id for other in shared_with}
        self.core.world.channels[channel.id] = channel
        return channel

    def meets(self, stranger: Person) -> Person:
        """A person of another workspace, as they meet this workspace's app in shared channels."""
        return Person(self.core, self.team, stranger.user)

    def machine(self, name: str) -> User:
        """Another app's bot."""
        return self._user(name, bot_id=self.core.mint.id("B"))

    async def machine_says(self, machine: User, text: str, channel: Channel) -> Message:
        profile = {"id": machine.bot_id, "name": machine.name, "app_id": "A0SOMEOTHER"}
        words = Words(text, bot=profile, app_id="A0SOMEOTHER", subtype="bot_message")
        message = happenings.post(self.core, channel, machine, words)
        await self.core.heard()
        return message

    async def _told(self, event: Json) -> None:
        if delivery := tell(self.core, self.team, event | {"event_ts": self.core.stamp()}):
            await delivery.first_try()

    def _told_of(self, user: User) -> Json:
        email = self._installation.token.has("users:read.email")
        return user.to_json(now=self.core.now(), asked_by=self.team.id, email=email)

    def _user(self, name: str, real_name: str = "", **more: Any) -> User:
        named = real_name or name.title()
        user = User(self.core.mint.id("U"), self.team.id, name, named, **more)
        user.joined = self.core.now()
        self.core.world.users[user.id] = user
        return user

    @property
    def _installation(self) -> Installation:
        assert self.team.installation is not None, "the app is not installed here"
        return self.team.installation


def _id(member: Person | User) -> str:
    return member.id
