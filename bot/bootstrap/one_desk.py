"""The one desk of the house, whichever chats it serves: they share its clock, its courier and its records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from adapters.clock import Clock
from adapters.site import Meters
from bot.boundary.delivery import Messenger
from bot.boundary.touched import Touched
from bot.courier import Courier
from bot.desk import Desk
from bot.domain.ids import Platform, Room
from bot.domain.walked_in import WalkedIn
from bot.engine import Engine
from bot.settings import Settings
from storage import Database

Hears = Callable[[Touched], None]
"""Whose own page may read differently. Called from whichever thread has kept it."""


@dataclass
class OneDesk:
    """A chat that opens brings its messenger along, and whoever draws people's own pages there."""

    settings: Settings
    database: Database
    clock: Clock
    meters: Meters
    desk: Desk = field(init=False)
    messengers: dict[Platform, Messenger] = field(default_factory=dict)
    hearers: list[Hears] = field(default_factory=list)

    def tell(self, touched: Touched) -> None:
        for hears in self.hearers:
            hears(touched)

    async def rooms(self, platform: Platform, workspace: str) -> tuple[Room, ...]:
        """Where communities of a workspace meet."""
        return await self.desk.off_loop(lambda: self.database.rooms(platform, workspace))

    async def nameless(self, platform: Platform) -> tuple[WalkedIn, ...]:
        """Those who have walked into its rooms, and are kept without a name: it was silent then."""
        return await self.desk.off_loop(lambda: tuple(_nameless(self.database, platform)))


def _nameless(database: Database, platform: Platform) -> Iterator[WalkedIn]:
    for community in database.with_any(WalkedIn):
        with database.offices().open() as office:
            here = office.records.all(WalkedIn, community)
        yield from (one for one in here if one.is_nameless and one.room.platform == platform)


def one_desk(
    settings: Settings, database: Database, meters: Meters, clock: Clock | None = None
) -> OneDesk:
    """`clock` is the world's, unless another is given."""
    here = OneDesk(settings, database, clock or Clock(speed=settings.clock_speed), meters)
    engine = Engine(
        database.offices(), PublicHolidays(), SystemMint(), settings.contacts, here.tell
    )

    def courier(desk: Desk) -> Courier:
        return Courier(database.outbox(), here.messengers, here.clock.now, desk.off_loop, desk)

    here.desk = Desk(engine, database.threads, courier, meters, database.together)
    return here
