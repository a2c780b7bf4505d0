"""Coming, going, and what people do to channels."""

from tests.adapters.fake_slack import happenings
from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.presence import Presence
from tests.adapters.fake_slack.refused import CannotDo


class Moving(Presence):
    """The part of a person that joins, leaves, invites and archives."""

    async def joins(self, channel: Channel) -> None:
        if channel.kind is not Kind.PUBLIC:
            raise CannotDo("One is invited to a private channel.")
        happenings.join(self.core, channel, self.user)
        await self.core.heard()

    async def leaves(self, channel: Channel) -> None:
        happenings.leave(self.core, channel, self.user)
        await self.core.heard()

    async def invites(self, channel: Channel, *people: "Presence | User") -> None:
        """People, or the bot itself."""
        self.must_be_in(channel)
        for person in people:
            happenings.join(self.core, channel, _user(person), inviter=self.user)
        await self.core.heard()

    async def removes(self, channel: Channel, person: "Presence | User") -> None:
        self.must_be_in(channel)
        happenings.leave(self.core, channel, _user(person))
        await self.core.heard()

    async def archives(self, channel: Channel) -> None:
        happenings.archive(self.core, channel, self.user)
        await self.core.heard()

    async def unarchives(self, channel: Channel) -> None:
        happenings.unarchive(self.core, channel, self.user)
        await self.core.heard()

    async def renames(self, channel: Channel, name: str) -> None:
        happenings.rename(self.core, channel, name)
        await self.core.heard()

    async def shares_outside(self, channel: Channel) -> None:
        """By Slack Connect. A public channel keeps its id."""
        if channel.kind is not Kind.PRIVATE:
            raise CannotDo("Only of a private channel does Slack change the id.")
        happenings.share_outside(self.core, channel)
        await self.core.heard()

    async def deletes_channel(self, channel: Channel) -> None:
        happenings.remove(self.core, channel, self.user)
        await self.core.heard()


def _user(person: Presence | User) -> User:
    return person.user if isinstance(person, Presence) else person
