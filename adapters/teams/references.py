"""How people and channels are reached in Teams. It can't be asked later, so what every activity tells is kept.

Of a person: their id for this bot, the service URL, and the private chat with the bot once there is one. Of a
channel: the service URL, its team and its name. Of long posts and of pages: the ids of their messages, which in Teams
are times. No name of a person is among it, and no other time.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Final, Protocol, TypeVar

from bot.domain.ids import Address, Direct, PersonId, Place, Room, place_from, place_key

T = TypeVar("T")

PERSON: Final = "person/"
POST: Final = "post/"

REMEMBERED: Final = 20_000
"""Ways that are held in memory; the others are read anew."""


@dataclass(frozen=True, slots=True)
class PersonWay:
    """`id` is theirs for this bot alone. `team` is the one through which the bot may write to them; empty where the
    app is installed for themselves. `welcomed`: the bot has said hello to them in private. `shut`: why a private post
    did not get through, until they are heard of again."""

    id: str
    service_url: str
    private: str = ""
    team: str = ""
    welcomed: str = ""
    shut: str = ""


@dataclass(frozen=True, slots=True)
class RoomWay:
    """`name` is the channel's, as far as Teams tells: the first channel of a team has none."""

    service_url: str
    team: str
    name: str = ""


class Keeps(Protocol):
    """Where ways are kept (storage/reaches.py): plain calls, each whole or not at all."""

    def find(self, name: str, /) -> Mapping[str, str] | None: ...
    def keep(self, name: str, way: Mapping[str, str], /, through: str = "") -> None: ...
    def forget(self, name: str, /) -> None: ...
    def all(self) -> Mapping[str, Mapping[str, str]]: ...
    def through(self, name: str, /) -> Mapping[str, Mapping[str, str]]: ...
    def forget_through(self, name: str, /) -> None: ...


class OffLoop(Protocol):
    """Runs plain work off the event loop."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


class References:
    """Written only when something has changed: who acts often leaves no more traces than who acts once."""

    def __init__(self, kept: Keeps, off_loop: OffLoop) -> None:
        self._kept = kept
        self._off_loop = off_loop
        self._known: OrderedDict[str, Mapping[str, str]] = OrderedDict()

    async def person(self, person: PersonId) -> PersonWay | None:
        found = await self._find(_person(person))
        return PersonWay(**found) if found else None

    async def keep_person(self, person: PersonId, way: PersonWay) -> None:
        tenant = person.split("/", 2)[1]
        through = _team(tenant, way.team) if way.team else ""
        await self._keep(_person(person), asdict(way), through)

    async def forget_person(self, person: PersonId) -> None:
        """And what is known of messages to them."""
        name = _person(person)
        await self._forget_through(name)
        await self._forget(name)

    async def through_teams(self) -> frozenset[PersonId]:
        """Everybody who is reached through a team, and has not added the app for themselves."""
        known = await self._off_loop(self._kept.all)
        return frozenset(
            PersonId(name.removeprefix(PERSON))
            for name, way in known.items()
            if name.startswith(PERSON) and way.get("team")
        )

    async def rooms_of_posts(self) -> frozenset[Room]:
        """Channels of whose long posts something is kept."""
        return frozenset(place for _, place in await self._posts() if isinstance(place, Room))

    async def forget_posts(self, room: Room) -> None:
        for name, place in await self._posts():
            if place == room:
                await self._forget(name)

    async def _posts(self) -> list[tuple[str, Place]]:
        known = await self._off_loop(self._kept.all)
        posts = [name for name in known if name.startswith(POST)]
        return [(one, place_from(one.removeprefix(POST).rpartition("/")[0])) for one in posts]

    async def _forget(self, name: str) -> None:
        self._known.pop(name, None)
        await self._off_loop(lambda: self._kept.forget(name))

    async def room(self, room: Room) -> RoomWay | None:
        found = await self._find(_room(room))
        return RoomWay(**found) if found else None

    async def keep_room(self, room: Room, way: RoomWay) -> None:
        await self._keep(_room(room), asdict(way), _team(room.workspace, way.team))

    async def forget_team(self, tenant: str, team: str) -> None:
        """Everybody who was reached through it, and its channels."""
        await self._forget_through(_team(tenant, team))

    async def _forget_through(self, name: str) -> None:
        gone = await self._off_loop(lambda: self._kept.through(name))
        for one in gone:
            self._known.pop(one, None)
        await self._off_loop(lambda: self._kept.forget_through(name))

    async def rest_of(self, place: Place, first: Address) -> tuple[str, ...]:
        """The messages that follow the first one of a long post."""
        found = await self._find(_post(place, first))
        return tuple(found["rest"].split()) if found else ()

    async def rest_by_now(self, place: Place, first: Address) -> tuple[str, ...]:
        """Read anew: another process may have changed it."""
        self._known.pop(_post(place, first), None)
        return await self.rest_of(place, first)

    async def keep_rest(self, place: Place, first: Address, rest: tuple[str, ...]) -> None:
        name = _post(place, first)
        if rest:
            through = _person(place.person) if isinstance(place, Direct) else ""
            await self._keep(name, {"rest": " ".join(rest)}, through)
        elif await self._find(name):
            await self._forget(name)

    async def _find(self, name: str) -> Mapping[str, str] | None:
        if name not in self._known:
            found = await self._off_loop(lambda: self._kept.find(name))
            if found is None:
                return None
            self._remember(name, found)
        return self._known[name]

    async def _keep(self, name: str, way: Mapping[str, str], through: str) -> None:
        if await self._find(name) != way:
            await self._off_loop(lambda: self._kept.keep(name, way, through))
            self._remember(name, way)

    def _remember(self, name: str, way: Mapping[str, str]) -> None:
        self._known[name] = way
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


def _person(person: PersonId) -> str:
    return f"{PERSON}{person}"


def _room(room: Room) -> str:
    return place_key(room)


def _team(tenant: str, team: str) -> str:
    return f"team/{tenant}/{team}"


def _post(place: Place, first: Address) -> str:
    return f"{POST}{place_key(place)}/{first}"
