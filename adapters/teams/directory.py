"""Who and where, as Teams knows it: names, the private chat with a person, who is in a channel.

What every activity tells is kept (references.py); the rest is asked of a channel's roster, and remembered for a day.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from time import monotonic
from typing import Final
from weakref import WeakValueDictionary

from adapters.teams import inbound
from adapters.teams.references import PersonWay, References, RoomWay
from adapters.teams.rosters import Rosters
from adapters.teams.transport import Incoming, Member, Reference, Scope, TeamsTransport
from bot.boundary.arrivals import Who
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why
from bot.domain.ids import Direct, PersonId, Place, Room, user_of, workspace_of
from bot.domain.people import SOMEBODY

Rooms = Callable[[str], Awaitable[tuple[Room, ...]]]
"""Where communities of a tenant meet."""

DAY: Final = 24 * 3600.0
HOUR: Final = 3600.0
NEVER: Final = float("-inf")
NAMELESS: Final = 5.0
PATIENCE: Final = 0.8
"""Seconds that a name may take while somebody waits."""
NOT_SAID: Final = (Undelivered, InDoubt, OSError, TimeoutError)
"""What is raised where Teams does not say who somebody is."""

Key = tuple[str, str]
"""A tenant, and a person's id in its directory."""


class Directory:
    """Of every tenant that the bot is in."""

    def __init__(
        self,
        transport: TeamsTransport,
        references: References,
        rooms: Rooms,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._transport = transport
        self._references = references
        self._rooms = rooms
        self._now = now
        self._members: dict[Key, tuple[float, Member]] = {}
        self._inside: dict[tuple[Room, PersonId], float] = {}
        self._rosters = Rosters(transport, now)
        self._opens_again: dict[str, float] = {}
        self._at_it = WeakValueDictionary[PersonId, asyncio.Lock]()

    async def met(self, incoming: Incoming) -> None:
        """Whoever acts, and where, can be reached from now on as this activity says."""
        if incoming.scope is Scope.CHANNEL and incoming.team:
            await self._met_room(incoming)
        if incoming.sender.aad and not incoming.sender.is_bot:
            await self._met_person(incoming)

    async def who(self, incoming: Incoming) -> Who:
        """Under the name that people see. Teams sends it along, with most that it sends."""
        named = await self.named(incoming, incoming.sender)
        return Who(inbound.person(incoming, incoming.sender), named.name or SOMEBODY)

    async def named(self, incoming: Incoming, member: Member) -> Member:
        """As the roster has them, where the activity itself has no name."""
        if member.name and (member.aad or member.is_bot):
            return member
        found = await self._in_haste(incoming.reference, member.aad or member.id)
        return found or member

    async def people(self, incoming: Incoming, users: Iterable[str]) -> Mapping[str, Member]:
        """Those of them whom the bot can reach, by their ids in the tenant's directory."""
        wanted = list(dict.fromkeys(users))
        found = await asyncio.gather(*(self._chosen(incoming, user) for user in wanted))
        return {user: one for user, one in zip(wanted, found, strict=True) if one}

    async def private(self, person: PersonId) -> Reference:
        """The private chat with them; opened once, however many ask at the same time. Raises `Unreachable`."""
        tenant = workspace_of(Direct(person))
        async with self._at_it.setdefault(person, asyncio.Lock()):
            way = await self._references.person(person) or await self._looked_up(person)
            if not way.private:
                way = await self._opened(person, way)
        return Reference(way.service_url, tenant, way.private)

    async def _opened(self, person: PersonId, way: PersonWay) -> PersonWay:
        """The way with the chat, which is kept. If they can't be reached, it is kept why."""
        tenant = workspace_of(Direct(person))
        self._must_not_rest(tenant)
        try:
            private = await self._transport.open_private(way.service_url, tenant, way.id)
        except Unreachable as refused:
            await self._references.keep_person(person, replace(way, shut=refused.why))
            raise
        except Undelivered as refused:
            self._opens_again[tenant] = self._now() + (refused.after or 0.0)
            raise
        open_ = replace(way, private=private, shut="")
        await self._references.keep_person(person, open_)
        return open_

    def _must_not_rest(self, tenant: str) -> None:
        """Where Teams asked for a rest, no other chat of the tenant is opened meanwhile. Raises `Undelivered`."""
        rest = self._opens_again.get(tenant, 0.0) - self._now()
        if rest > 0:
            raise Undelivered("Teams opens no chat just now", after=rest)

    async def must_be_somewhere(self, person: PersonId) -> None:
        """Where the bot could write to them, though it never has. Raises `Unreachable`."""
        if await self._references.person(person) is None:
            await self._looked_up(person)

    async def is_shut(self, person: PersonId, why: str) -> None:
        """A private post did not get through: the doctor says why, and the chat is opened anew when it may be."""
        if way := await self._references.person(person):
            await self._references.keep_person(person, replace(way, private="", shut=why))

    async def reference(self, place: Place) -> Reference:
        """Where a post to this place goes. Raises `Unreachable`."""
        match place:
            case Direct(person=person):
                return await self.private(person)
            case Room(workspace=tenant, channel=channel):
                way = await self._references.room(place)
                if way is None:
                    raise Unreachable(Why.NOT_INSTALLED)
                return Reference(way.service_url, tenant, channel)

    async def is_in(self, room: Room, person: PersonId) -> bool:
        """Whether they can read this channel. Where Teams does not say, who was in it a day ago is believed to be;
        of anybody else raises `Undelivered` or `InDoubt`."""
        known_until = self._inside.get((room, person), NEVER)
        if known_until > self._now():
            return True
        try:
            reference = await self.reference(room)
            await self._transport.member(reference, user_of(person))
        except Unreachable:
            self.has_left(room, person)
            return False
        except (Undelivered, InDoubt):
            if known_until + DAY > self._now():
                return True
            raise
        self._is_inside(room, person)
        return True

    def has_left(self, room: Room, person: PersonId) -> None:
        self._inside.pop((room, person), None)

    def forget_person(self, person: PersonId) -> None:
        self._members.pop((workspace_of(Direct(person)), user_of(person)), None)

    async def _met_room(self, incoming: Incoming) -> None:
        room = inbound.room(incoming)
        if incoming.kind in inbound.ACTS:
            self._is_inside(room, inbound.person(incoming, incoming.sender))
        url = incoming.reference.service_url
        known = await self._references.room(room)
        name = inbound.channel_name(incoming) or (known.name if known else "")
        await self._references.keep_room(room, RoomWay(url, incoming.team, name))

    async def _met_person(self, incoming: Incoming) -> None:
        person, sender = inbound.person(incoming, incoming.sender), incoming.sender
        if sender.name:
            self._remember(incoming.reference.tenant, sender)
        known = await self._references.person(person) or PersonWay(sender.id, "")
        url = incoming.reference.service_url
        way = replace(known, id=sender.id, service_url=url, shut="")
        if incoming.scope is Scope.PERSONAL:
            way = replace(way, private=incoming.reference.conversation)
        elif incoming.team and not known.service_url:
            way = replace(way, team=incoming.team)
        await self._references.keep_person(person, way)

    async def _chosen(self, incoming: Incoming, user: str) -> Member | None:
        """Somebody whom another person has named: from where that was done, from elsewhere in the tenant, or as they
        have met the bot by themselves."""
        tenant = incoming.reference.tenant
        if known := self._known(tenant, user):
            return known
        here = [] if incoming.scope is Scope.PERSONAL else [(incoming.reference, incoming.team)]
        there = await self._everywhere(tenant)
        for reference, team in (*here, *there, *await self._own_chat(tenant, user)):
            if found := await self._in_haste(reference, user):
                await self._can_be_reached(reference, team, found)
                return found
        return None

    async def _can_be_reached(self, through: Reference, team: str, found: Member) -> None:
        person = inbound.person_id_of(through.tenant, found)
        if found.aad and await self._references.person(person) is None:
            way = PersonWay(found.id, through.service_url, team=team)
            await self._references.keep_person(person, way)

    async def _looked_up(self, person: PersonId) -> PersonWay:
        """Among those in the channels; they go with the team through which they were found."""
        for reference, team in await self._everywhere(workspace_of(Direct(person))):
            try:
                id = await self._rosters.id_of(user_of(person), reference)
            except Unreachable:
                continue
            return PersonWay(id, reference.service_url, team=team)
        raise Unreachable(Why.LEFT)

    async def _everywhere(self, tenant: str) -> list[tuple[Reference, str]]:
        """Every channel in which a community meets, and its team."""
        rooms = await self._rooms(tenant)
        ways = [(room, await self._references.room(room)) for room in rooms]
        return [
            (Reference(way.service_url, tenant, room.channel), way.team)
            for room, way in ways
            if way
        ]

    async def _own_chat(self, tenant: str, user: str) -> list[tuple[Reference, str]]:
        way = await self._references.person(inbound.of(tenant, user))
        if way is None or not way.private:
            return []
        return [(Reference(way.service_url, tenant, way.private), way.team)]

    async def _in_haste(self, of: Reference, user: str) -> Member | None:
        try:
            return await asyncio.wait_for(self.told(of, user), PATIENCE)
        except NOT_SAID:
            return None

    async def told(self, of: Reference, user: str) -> Member:
        """However long Teams takes. Raises one of `NOT_SAID`."""
        if known := self._known(of.tenant, user):
            return known
        found = await self._transport.member(of, user)
        self._remember(of.tenant, found)
        return found

    def _known(self, tenant: str, user: str) -> Member | None:
        until, member = self._members.get((tenant, user), (0.0, None))
        return member if until > self._now() else None

    def _remember(self, tenant: str, member: Member) -> None:
        """Who has no name yet is soon asked about anew."""
        until = self._now() + (DAY if member.name else NAMELESS)
        for id in (member.aad, member.id):
            if id:
                self._members[tenant, id] = (until, member)

    def _is_inside(self, room: Room, person: PersonId) -> None:
        self._inside[room, person] = self._now() + HOUR
