"""A transport that only writes down what it is asked, and what keeps the ways in memory."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.teams import inbound
from adapters.teams.directory import Directory
from adapters.teams.references import PersonWay, References, RoomWay
from adapters.teams.transport import Incoming, Member, Payload, Reference
from bot.boundary.delivery import Unreachable, Why
from bot.domain.ids import Room

T = TypeVar("T")
URL = "https://teams.example/"
HERE = Room(inbound.PLATFORM, "contoso", "19:learning@thread.tacv2")
ANN = inbound.of("contoso", "aad-ann")


@dataclass
class Notebook:
    """`stands` are its messages by id; `refuses` is raised, one after the other, by what is asked next. Members
    that were `asked` for by themselves are counted; `read_through` are conversations whose roster was."""

    stands: dict[str, Payload] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    refuses: list[BaseException | None] = field(default_factory=list)
    rosters: dict[str, tuple[Member, ...]] = field(default_factory=dict)
    asked: int = 0
    read_through: list[str] = field(default_factory=list)
    silent: BaseException | None = None
    """Raised by whatever asks for a member."""

    def read(self, activity: Payload) -> Incoming:
        raise NotImplementedError

    async def send(
        self, to: Reference, activity: Payload, *, thread: str = "", only_to: str = ""
    ) -> str:
        self._may()
        id = str(len(self.stands) + 1)
        self.stands[id], self.threads[id] = activity, thread
        self.where[id] = f"{to.conversation} for {only_to}" if only_to else to.conversation
        return id

    async def update(self, at: Reference, message: str, activity: Payload) -> None:
        self._may()
        self.stands[message] = activity

    async def delete(self, at: Reference, message: str) -> None:
        self._may()
        del self.stands[message]

    async def open_private(self, service_url: str, tenant: str, user: str) -> str:
        self._may()
        self.opened.append(user)
        return f"a:{user}"

    async def open_thread(self, to: Reference, activity: Payload) -> str:
        return await self.send(to, activity)

    async def roster(self, of: Reference) -> AsyncIterator[Member]:
        self.read_through.append(of.conversation)
        for one in self.rosters.get(of.conversation, ()):
            yield one

    async def member(self, of: Reference, user: str) -> Member:
        self.asked += 1
        if self.silent:
            raise self.silent
        for one in self.rosters.get(of.conversation, ()):
            if user in (one.aad, one.id):
                return one
        raise Unreachable(Why.LEFT)

    def _may(self) -> None:
        if self.refuses and (refused := self.refuses.pop(0)):
            raise refused


@dataclass
class Shelf:
    """Keeps ways, as storage does."""

    ways: dict[str, tuple[Mapping[str, str], str]] = field(default_factory=dict)
    kept: int = 0

    def find(self, name: str) -> Mapping[str, str] | None:
        return self.ways[name][0] if name in self.ways else None

    def keep(self, name: str, way: Mapping[str, str], through: str = "") -> None:
        self.kept += 1
        self.ways[name] = (dict(way), through)

    def forget(self, name: str) -> None:
        self.ways.pop(name, None)

    def all(self) -> Mapping[str, Mapping[str, str]]:
        return {name: way for name, (way, _) in self.ways.items()}

    def through(self, name: str) -> Mapping[str, Mapping[str, str]]:
        return {one: way for one, (way, through) in self.ways.items() if through == name}

    def forget_through(self, name: str) -> None:
        for one in self.through(name):
            del self.ways[one]


@dataclass
class Office:
    """The parts that most tests want, put together."""

    transport: Notebook = field(default_factory=Notebook)
    shelf: Shelf = field(default_factory=Shelf)
    rooms: tuple[Room, ...] = (HERE,)

    def __post_init__(self) -> None:
        self.references = References(self.shelf, at_once)
        self.directory = Directory(self.transport, self.references, self._rooms)

    async def _rooms(self, _: str) -> tuple[Room, ...]:
        return self.rooms

    async def knows_the_channel(self) -> None:
        await self.references.keep_room(HERE, RoomWay(URL, "19:team@thread.tacv2"))

    async def knows_ann(self, **more: str) -> None:
        await self.references.keep_person(ANN, PersonWay("29:ann", URL, **more))


async def at_once(work: Callable[[], T]) -> T:
    return work()
