"""The app's comings and goings, those of people, and what happens to teams and channels.

Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
(where the app comes in or goes, two things are told: `conversationUpdate` and `installationUpdate`).
"""

import asyncio
from dataclasses import dataclass

from tests.adapters.fake_teams.behind import activities
from tests.adapters.fake_teams.behind.acting import Hands
from tests.adapters.fake_teams.behind.activities import Writer
from tests.adapters.fake_teams.behind.world import Conversation, Scope, Team, User
from tests.adapters.fake_teams.shapes import CannotDo, Delivery, Json


@dataclass(frozen=True)
class Comings:
    hands: Hands
    at_once: bool = False

    @property
    def user(self) -> User:
        return self.hands.user

    async def installs(self, *, again: bool = False) -> list[Delivery]:
        """For themselves; `again`: a newer version comes in place of the one that is there."""
        self.user.installed, self.user.removed = True, False
        chat = self.hands.core.world.private(self.user)
        writer = self.hands.writer(chat)
        if again:
            return await self._tell(writer.installation("add-upgrade"))
        bot = activities.bot_account(self.hands.core)
        came = writer.members("teamMemberAdded", bot, activities.member_account(self.user))
        return await self._tell(came, writer.installation("add"))

    async def uninstalls(self) -> list[Delivery]:
        self.user.installed, self.user.removed = False, True
        writer = self.hands.writer(self.hands.core.world.private(self.user))
        bot = activities.bot_account(self.hands.core)
        went = writer.members("teamMemberRemoved", bot)
        return await self._tell(writer.installation("remove"), went)

    def blocks(self, blocked: bool) -> None:
        """Nobody tells the bot."""
        self.user.blocked = blocked

    async def adds_bot(self, where: Conversation) -> list[Delivery]:
        """To a team, by one of its channels, or to a group chat."""
        self.hands.eyes.may_see(where)
        _install(where, installed=True)
        writer = self.hands.writer(where)
        came = writer.members("teamMemberAdded", activities.bot_account(self.hands.core))
        return await self._tell(writer.chosen(came), writer.installation("add"))

    async def removes_bot(self, where: Conversation) -> list[Delivery]:
        _install(where, installed=False)
        at = self._general(where)
        writer = self.hands.writer(at)
        went = writer.members("teamMemberRemoved", activities.bot_account(self.hands.core))
        return await self._tell(writer.installation("remove"), went)

    async def adds(self, where: Conversation, *who: User) -> list[Delivery]:
        """People to a team or a group chat."""
        _inside(where).extend(one for one in who if one not in _inside(where))
        return await self._membership(where, "teamMemberAdded", who)

    async def removes(self, where: Conversation, *who: User) -> list[Delivery]:
        inside = _inside(where)
        inside[:] = [one for one in inside if one not in who]
        return await self._membership(where, "teamMemberRemoved", who)

    async def _membership(
        self, where: Conversation, event: str, who: tuple[User, ...]
    ) -> list[Delivery]:
        if not self._is_there(where):
            return []
        accounts = [activities.member_account(one) for one in who]
        told = self.hands.writer(self._general(where)).members(event, *accounts)
        return await self._tell(told)

    def _is_there(self, where: Conversation) -> bool:
        return where.team.installed if where.team else where.installed

    def _general(self, where: Conversation) -> Conversation:
        """Of a team, such things are told as happening in its General channel."""
        return activities.general(self.hands.core, where.team) if where.team else where

    async def about_channel(self, event: str, channel: Conversation) -> list[Delivery]:
        """`channelCreated`, `channelRenamed`, `channelDeleted`, `channelRestored`."""
        channel.deleted = event == "channelDeleted"
        return await self._about(event, _team(channel), channel)

    async def about_team(self, event: str, channel: Conversation) -> list[Delivery]:
        """`teamRenamed`, `teamArchived`, `teamUnarchived`, `teamDeleted`, `teamRestored`."""
        team = _team(channel)
        team.archived = event == "teamArchived" or (team.archived and event != "teamUnarchived")
        team.deleted = event == "teamDeleted"
        return await self._about(event, team, None)

    async def _about(self, event: str, team: Team, channel: Conversation | None) -> list[Delivery]:
        if not team.installed or (channel and channel.kind != "standard"):
            return []
        writer: Writer = self.hands.writer(activities.general(self.hands.core, team))
        return await self._tell(writer.about_team(event, channel))

    async def _tell(self, *told: Json) -> list[Delivery]:
        """One after the other, or `at_once`: nobody promises an order."""
        bring = self.hands.mail.bring
        if self.at_once:
            letters = await asyncio.gather(*(bring(each) for each in told))
        else:
            letters = [await bring(each) for each in told]
        return [letter.told() for letter in letters]


def _team(channel: Conversation) -> Team:
    if channel.team is None:
        raise CannotDo("A chat is no channel.")
    return channel.team


def _inside(where: Conversation) -> list[User]:
    return where.members if where.scope is not Scope.PERSONAL else []


def _install(where: Conversation, *, installed: bool) -> None:
    if where.team is not None:
        where.team.installed = installed
    else:
        where.installed = installed
