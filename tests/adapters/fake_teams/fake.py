"""The fake as a test holds it: a world of its own, in a process of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.launching import Line
from tests.adapters.fake_teams.people import Person, Room, Team
from tests.adapters.fake_teams.shapes import App, Attempt, Delivery, Fault, Json, Request, Seen

ISSUER = "https://api.botframework.com"
AUDIENCE = "https://api.botframework.com"
MACHINE_SECRET = "a header that only the machine itself knows"


@dataclass(frozen=True)
class Clock:
    """Teams' own: at speed 0 it stands until it is moved."""

    line: Line

    async def now(self) -> float:
        return float(await self.line.ask("now"))

    async def forward(self, seconds: float) -> None:
        """What becomes due on the way is woken in order, each with time to do its work."""
        await self.line.ask("forward", seconds)


@dataclass(frozen=True)
class Keys:
    """Those with which Teams signs what it sends to the bot."""

    line: Line

    async def rotate(self, *, withdraw: bool = False, **endorsements: tuple[str, ...]) -> str:
        """From now on another key signs; its id. The old ones stay published, or are withdrawn."""
        return str(await self.line.ask("rotate", withdraw=withdraw, **endorsements))


@dataclass
class FakeTeams:
    """`metadata_url`, `token_url`, `service_url`, `managed_url` (an app service's), `machine_url` (a virtual
    machine's) and `service_host` are what a bot's settings point to."""

    app: App
    line: Line
    clock: Clock
    keys: Keys
    urls: Json
    chats: dict[str, tuple[Person, ...]] = field(default_factory=dict)

    @property
    def bot_id(self) -> str:
        """As Teams calls it (`28:…`)."""
        return ids.bot_id(self.app.id)

    @property
    def metadata_url(self) -> str:
        return str(self.urls["metadata"])

    @property
    def token_url(self) -> str:
        return str(self.urls["token"])

    @property
    def service_url(self) -> str:
        return str(self.urls["service"])

    @property
    def service_host(self) -> str:
        """With its port."""
        return str(self.urls["host"])

    @property
    def managed_url(self) -> str:
        return str(self.urls["managed"])

    @property
    def machine_url(self) -> str:
        return str(self.urls["machine"])

    def deliver_to(self, url: str) -> None:
        """The bot's messaging endpoint, `…/api/messages`."""
        self.line.say("deliver_to", url)

    # Who and what there is

    def person(
        self, name: str, *, installed: bool = False, tenant: str = "", **more: Any
    ) -> Person:
        """`more`: `zone`, `locale`, `guest`, `phone` (a client that sends empty fields), `anonymous` (nobody in
        the directory: a guest of a meeting). `installed`: they have had the app for long, and nobody is told."""
        key, anonymous = name.lower().replace(" ", "."), bool(more.pop("anonymous", False))
        aad = "" if anonymous else ids.guid("person", key)
        id_, home = ids.user_id(self.app.id, aad or key), tenant or self.app.tenant
        told: Json = {"name": name, "id": id_, "aad": aad, "tenant": home, "installed": installed}
        self.line.say("person", key, **told, **more)
        return Person(self, key, name, id_, aad, home)

    def team(self, name: str, *people: Person, installed: bool = True) -> Team:
        """With its General channel. `installed`: the app has been in it for long, and nobody is told."""
        made = Team(self, ids.thread("team", name), name, people)
        self.line.say("team", made.id, name, [one.key for one in people], installed=installed)
        return made

    def chat(self, name: str, *people: Person, installed: bool = True) -> Room:
        """A group chat."""
        made = Room(self, ids.group_chat(name), name)
        self.chats[made.id] = people
        self.line.say("chat", made.id, name, [one.key for one in people], installed=installed)
        return made

    # What the bot does, and what goes wrong

    async def requests(self, operation: str = "") -> list[Request]:
        """What the bot has asked, oldest first: `metadata`, `keys`, `token`, `managed`, `create`, `post`, `put`,
        `delete`, `member`, `pagedmembers`, `team`, `channels`."""
        found: list[Request] = await self.line.ask("requests", operation)
        return found

    async def standing(self) -> list[tuple[str, int]]:
        """Of every message anywhere its id, and how often it was changed; oldest first. Quick to ask."""
        found: list[tuple[str, int]] = await self.line.ask("stage.standing")
        return found

    async def since(self, message: str = "") -> list[Seen]:
        """What came anywhere after a message, oldest first."""
        found: list[Seen] = await self.line.ask("stage.since", message)
        return found

    async def cards(self) -> list[Json]:
        """Every card that the bot has wanted to be seen: in messages, in dialogs, in answers to buttons."""
        found: list[Json] = await self.line.ask("cards")
        return found

    async def complaints(self) -> list[str]:
        """Breaches that Teams passes over in silence, or answers in riddles."""
        found: list[str] = await self.line.ask("complaints")
        return found

    def fault(self, kind: str, operation: str, amount: float = 0.0, **more: Any) -> None:
        """Let something go wrong, once unless `times` says more or None: see `Fault`. An operation as in
        `requests`, or `*`. `room` narrows it to one place."""
        if room := more.pop("room", None):
            more["conversation"] = room if isinstance(room, str) else room.id
        self.line.say("fault", Fault(kind, operation, amount, **more))

    def limit(self, *, unlimited: bool) -> None:
        """Whether anything is limited at all."""
        self.line.say("limit", unlimited=unlimited)

    async def throttled(self) -> int:
        """How often the bot was told to wait by the limits themselves."""
        return int(await self.line.ask("throttled"))

    async def revoke_tokens(self) -> None:
        """What the bot was given so far is refused with 401."""
        await self.line.ask("revoke")

    async def moves_to(self, region: str) -> None:
        """From now on Teams serves the bot from elsewhere; nothing answers at the old address."""
        self.urls = await self.line.ask("moves_to", region)

    async def goes_down(self) -> None:
        await self.line.ask("goes_down")

    async def comes_up(self) -> None:
        """On the same port again."""
        self.urls = await self.line.ask("comes_up")

    # What is sent to the bot

    async def sent(self) -> list[Delivery]:
        """Everything, oldest first."""
        found: list[Delivery] = await self.line.ask("sent")
        return found

    def hold(self) -> None:
        """Nothing is delivered, until `release`."""
        self.line.say("hold")

    async def release(self, *, backwards: bool = False) -> list[Delivery]:
        found: list[Delivery] = await self.line.ask("release", backwards=backwards)
        return found

    def twice(self, times: int = 1, *, anew: bool = False) -> None:
        """The next ones come a second time, although they were answered; an invoke, if `anew`, under a new id."""
        self.line.say("twice", times, anew=anew)

    async def again(self, number: int = -1, *, anew: bool = False) -> Attempt:
        """Something that was sent, once more as it was; an invoke, if `anew`, under a new id."""
        found: Attempt = await self.line.ask("again", number, anew=anew)
        return found

    async def raw(self, body: bytes, **headers: str) -> Attempt:
        """Anything at all, posted to the bot (`Authorization=…`)."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        found: Attempt = await self.line.ask("raw", body, given)
        return found

    async def token(
        self,
        *,
        without: tuple[str, ...] = (),
        key: str = "current",
        algorithm: str = "RS256",
        header: Json | None = None,
        **claims: Any,
    ) -> str:
        """As Teams would sign it, but for what is changed. `key`: `current`, `foreign` (not the published one,
        under its id) or `unknown`. A header of None is left out."""
        asked = (claims, without, key, header or {}, algorithm)
        return str(await self.line.ask("token", *asked))

    async def written(self, person: Person, room: Room | None, text: str, **more: bool) -> Json:
        """A message as it would be told to the bot (`mentions=True`); it is not sent, and nobody sees it."""
        where = room.id if room else await person.private()
        found: Json = await self.line.ask("stage.written", person.key, where, text, **more)
        return found

    async def settled(self, *, still: float = 0.05, within: float = 30.0) -> None:
        """Wait (in real time) until nothing has been under way for a while."""
        await self.line.ask("settled", still, within)

    async def forget(self) -> None:
        """What was sent and asked; for tests as long as a simulated year."""
        await self.line.ask("forget")


@asynccontextmanager
async def fake_teams(
    app: App | None = None,
    *,
    speed: float = 1.0,
    start: float | None = None,
    unlimited: bool = False,
    gate: str = "",
    by_the_clock: bool = False,
) -> AsyncIterator[FakeTeams]:
    """`speed` of its clock (0: it stands until it is moved), which begins at `start` (Unix seconds).
    `gate` (`module:function`) names what is wrong with a card, besides what the fake itself finds.
    `by_the_clock`: tokens are dated by its clock, not by the wall's time."""
    line, declared = await Line.open(), app or App()
    try:
        urls = await line.ask(
            "start",
            declared,
            speed=speed,
            start=start,
            unlimited=unlimited,
            gate=gate,
            by_the_clock=by_the_clock,
        )
        yield FakeTeams(declared, line, Clock(line), Keys(line), urls)
    finally:
        await line.close()
