"""What happens to the app, to teams and channels, and to who is in them.

Where the app comes in, Teams tells it twice; what follows is done once. Things about a channel are told as happening
in the team's first one. Where a team takes the app out, nothing that leads to its people is kept; the channels in
which a community meets are remembered, so that it goes on there when the app is back.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from adapters.names import Names
from adapters.teams import inbound
from adapters.teams.answer import KEPT, Answer
from adapters.teams.answers import typed
from adapters.teams.directory import Directory, Rooms
from adapters.teams.pages import Pages
from adapters.teams.references import References, RoomWay
from adapters.teams.taking import Desk
from adapters.teams.transport import Incoming, Member, Scope
from adapters.teams.visitors import Visitors
from adapters.teams.whispering import Aside, Whispers
from bot.boundary.arrivals import DeliveryId, RoomFate
from bot.boundary.views import Card, Text
from bot.domain.ids import Direct, Room
from bot.domain.people import SOMEBODY

CHANNEL_FATES: Final = {
    "channelDeleted": RoomFate.DELETED,
    "channelRestored": RoomFate.BACK,
}
"""What becomes of one channel. A new name is no fate: rooms are known by their ids."""
TEAM_FATES: Final = {
    "teamArchived": RoomFate.ARCHIVED,
    "teamUnarchived": RoomFate.BACK,
    "teamDeleted": RoomFate.DELETED,
    "teamHardDeleted": RoomFate.DELETED,
    "teamRestored": RoomFate.BACK,
}
"""What becomes of all of a team's channels."""
CAME: Final = "add"
WENT: Final = "remove"
"""What an installation tells; "-upgrade" behind it is a new version, and changes nothing."""
IN_A_CHAT: Final = (
    "I look after learning communities, and they need a channel: a group chat has no threads. Add me to a team, and "
    "mention me in a channel there. What is for one person alone I do in our private chat."
)


@dataclass(frozen=True, slots=True)
class Life:
    """`rooms` are those in which communities of a tenant meet."""

    desk: Desk
    directory: Directory
    references: References
    whispers: Whispers
    pages: Pages
    rooms: Rooms
    now: Callable[[], datetime]
    visitors: Visitors
    names: Names

    async def installed(self, incoming: Incoming) -> Answer:
        """`installationUpdate`."""
        if incoming.event == CAME:
            await self._app_came(incoming)
        elif incoming.event == WENT:
            await self._app_went(incoming)
        return KEPT

    async def changed(self, incoming: Incoming) -> Answer:
        """`conversationUpdate`."""
        if incoming.event in CHANNEL_FATES:
            await self._room(incoming, inbound.told_of(incoming), CHANNEL_FATES[incoming.event])
        elif incoming.event in TEAM_FATES:
            await self._whole_team(incoming, TEAM_FATES[incoming.event])
        elif incoming.event == "channelRenamed":
            await self._renamed(incoming)
        elif incoming.bot_among_them:
            await (self._app_went if inbound.has_gone(incoming) else self._app_came)(incoming)
        await self._people(incoming)
        return KEPT

    async def _app_came(self, incoming: Incoming) -> None:
        match incoming.scope:
            case Scope.PERSONAL:
                await self._welcomed(incoming)
            case Scope.GROUP:
                who = await self.directory.who(incoming)
                told = (Card("", (Text(IN_A_CHAT),)),)
                self.whispers.later(Aside(who.person, told, Direct(who.person)))
            case Scope.CHANNEL:
                await self._brought(incoming)

    async def _welcomed(self, incoming: Incoming) -> None:
        """Once, until they take the app out. They may have been known before, through a team."""
        person = inbound.person(incoming, incoming.sender)
        way = await self.references.person(person)
        if way is None or way.welcomed:
            return
        await self.references.keep_person(person, replace(way, welcomed="yes", team=""))
        await self.pages.shown(person)

    async def _brought(self, incoming: Incoming) -> None:
        """Whoever brought it in is told what it does; and communities that met here before hear that it is back."""
        who = await self.directory.who(incoming)
        arrival = inbound.brought(incoming, who, self.now())
        await self._known(incoming, arrival.room)
        cards = typed(await self.desk(arrival), "")
        self.whispers.later(Aside(who.person, cards, arrival.room))
        for room in await self._rooms_of(incoming):
            await self._room(incoming, room, RoomFate.BACK)

    async def _app_went(self, incoming: Incoming) -> None:
        match incoming.scope:
            case Scope.PERSONAL:
                person = inbound.person(incoming, incoming.sender)
                await self.references.forget_person(person)
                self.directory.forget_person(person)
                self.pages.forget(person)
            case Scope.CHANNEL:
                await self._whole_team(incoming, RoomFate.BOT_OUT)
                await self._forget_team(incoming)
            case Scope.GROUP:
                pass

    async def _forget_team(self, incoming: Incoming) -> None:
        tenant, team = incoming.reference.tenant, incoming.team
        met_in = [
            (room, await self.references.room(room)) for room in await self._rooms_of(incoming)
        ]
        await self.references.forget_team(tenant, team)
        for room, way in met_in:
            if way is not None:
                await self.references.keep_room(room, way)

    async def _whole_team(self, incoming: Incoming, fate: RoomFate) -> None:
        for room in await self._rooms_of(incoming):
            await self._room(incoming, room, fate)

    async def _room(self, incoming: Incoming, room: Room, fate: RoomFate) -> None:
        await self.desk(inbound.room_changed(incoming, room, fate, self.now()))

    async def _renamed(self, incoming: Incoming) -> None:
        room = inbound.told_of(incoming)
        if way := await self.references.room(room):
            named = replace(way, name=inbound.channel_name(incoming))
            await self.references.keep_room(room, named)

    async def _known(self, incoming: Incoming, room: Room) -> None:
        """The channel that was chosen for it need not be the one in which that is told."""
        if await self.references.room(room) is None:
            way = RoomWay(incoming.reference.service_url, incoming.team)
            await self.references.keep_room(room, way)

    async def _people(self, incoming: Incoming) -> None:
        """Whoever comes into a team can read all of its channels but those that have a door of their own."""
        if incoming.scope is not Scope.CHANNEL or not (incoming.came or incoming.went):
            return
        for room in await self._told_here(incoming):
            for member in incoming.came:
                await self._came(incoming, member, room)
            for member in incoming.went:
                who = await self.visitors.who(incoming, member)
                self.directory.has_left(room, who.person)
                await self.desk(inbound.went(incoming, who, room, self.now()))

    async def _came(self, incoming: Incoming, member: Member, room: Room) -> None:
        who = await self.visitors.who(incoming, member)
        arrived = inbound.came(incoming, who, room, self.now())
        await self.desk(arrived)
        if who.name == SOMEBODY:
            self.names.later(room, who.person, DeliveryId(f"{arrived.id}/name"))

    async def _told_here(self, incoming: Incoming) -> tuple[Room, ...]:
        here = inbound.told_of(incoming)
        if here.channel != incoming.team and inbound.channel_kind(incoming) in inbound.OWN_DOOR:
            return (here,)
        return await self._rooms_of(incoming)

    async def _rooms_of(self, incoming: Incoming) -> tuple[Room, ...]:
        """Where communities meet in this team."""
        found = []
        for room in await self.rooms(incoming.reference.tenant):
            way = await self.references.room(room)
            if way is not None and way.team == incoming.team:
                found.append(room)
        return tuple(found)
