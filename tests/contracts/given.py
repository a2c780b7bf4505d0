"""What the storage tests start from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from adapters.chance import SystemMint
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.delivery import Carried, Errand, Limits, Outcome
from bot.boundary.ports import Mint, Offices
from bot.boundary.views import Card, Text
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.hours import Hours
from bot.domain.ids import (
    Address,
    CommunityId,
    Direct,
    Place,
    Platform,
    PostName,
    RecordId,
    Room,
    person_id,
)
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.records import Record
from bot.domain.rhythm import Closure, Rhythm
from bot.domain.story import Story, StoryState
from storage import Database, Health, open_database
from storage.outbox import Outbox
from tests.conftest import KEY

NOW = datetime(2027, 1, 4, 10, tzinfo=UTC)
TEST = Platform("test")
ROOM = Room(TEST, "w", "lounge")
ANN, BEN, CAT = (person_id("test", "w", user) for user in ("ann", "ben", "cat"))
HOME = CommunityId(RecordId("home"))
AWAY = CommunityId(RecordId("away"))


def community(id: CommunityId = HOME, *, rooms: tuple[Room, ...] = (ROOM,)) -> Community:
    """With something in every kind of field."""
    return Community(
        id=id,
        name="The night shift",
        purpose="To look at what puzzles us",
        roles="ward staff",
        convenor=ANN,
        convenor_name="Ann",
        facilitator=Appointment(person=ANN, name="Ann", answer=Answer.YES),
        rooms=rooms,
        members=(
            Member(
                person=BEN,
                name="Ben é 🙂 \u200f\x00",
                standing=Standing.JOINED,
                hours=Hours(zone="Asia/Kolkata", working_days=frozenset({5, 6})),
            ),
        ),
        rhythm=Rhythm(
            cadence=Weekly(2, 1, date(2027, 1, 5)),
            opens=time(9, 30),
            closures=(Closure(date(2027, 4, 1), date(2027, 4, 9), "Easter"),),
            skipped=frozenset({date(2027, 2, 2)}),
        ),
        resumes_at=datetime(2027, 5, 6, 7, 8, 9, 123456, tzinfo=UTC),
        less_of=frozenset({(BEN, "reminders")}),
    )


def story(id: str, words: str = "It was quiet", *, of: CommunityId = HOME) -> Story:
    """Chosen: it wants nothing and stays."""
    return Story(
        id=RecordId(id),
        community=of,
        teller=BEN,
        boxes={"where": words},
        state=StoryState.CHOSEN,
        touched_at=NOW,
    )


def draft(id: str, rings_at: datetime, *, of: CommunityId = HOME) -> Story:
    """Rings once, at this moment or within the two days after it."""
    idle = story(id, of=of)
    return replace(idle, state=StoryState.DRAFT, touched_at=rings_at - timedelta(days=12))


def resting(resumes_at: datetime, id: CommunityId = HOME) -> Community:
    """Rings once, however late."""
    return replace(community(id, rooms=()), stage=Stage.RESTING, resumes_at=resumes_at)


def card(words: str = "Hello") -> Card:
    return Card("", (Text(words),))


def direct(number: int | str) -> Direct:
    return Direct(person_id("test", "w", f"person{number}"))


def post(name: str, to: Place = ROOM, words: str = "Hello", **more: object) -> Post:
    return replace(
        Post(community=HOME, to=to, name=PostName(name), card=card(words)),
        **more,  # type: ignore[arg-type]
    )


@dataclass
class Rig:
    """One process at work on a database; a second rig at the same address is a second process."""

    url: str
    keys: Sequence[bytes] = (KEY,)
    limits: Limits | None = None
    mint: Mint = field(default_factory=SystemMint)

    @cached_property
    def database(self) -> Database:
        return open_database(
            self.url,
            keys=self.keys,
            limits={} if self.limits is None else {TEST: self.limits},
            mint=self.mint,
        )

    @cached_property
    def offices(self) -> Offices:
        return self.database.offices()

    @cached_property
    def outbox(self) -> Outbox:
        return self.database.outbox()

    def keep(self, *kept: Record, at: datetime = NOW) -> None:
        with self.offices.open() as office:
            office.keep(Decision(keep=kept), at)

    def say(self, *said: Said, at: datetime = NOW) -> None:
        with self.offices.open() as office:
            office.keep(Decision(say=said), at)

    def claim(self, at: datetime = NOW, most: int = 100) -> tuple[Errand, ...]:
        return self.outbox.claim(at, most)

    def names(self, at: datetime = NOW) -> list[str]:
        """What may go now, claimed."""
        return [errand.name for errand in self.claim(at)]

    def settle(self, *outcomes: Outcome, at: datetime = NOW) -> tuple[Errand, ...]:
        return self.outbox.settle(outcomes, at)

    def carry(self, at: datetime = NOW) -> list[str]:
        """Carry whatever may go now, one round; a post's address is `at:` and its name."""
        errands = self.claim(at)
        self.settle(*(Carried(one, Address(f"at:{one.name}")) for one in errands), at=at)
        return [one.name for one in errands]

    def health(self, at: datetime = NOW) -> Health:
        return self.database.health(at, thorough=True)

    def look(self, question: str) -> list[tuple[object, ...]]:
        """What someone finds who looks into the database without the bot."""
        with self.database._door.transaction() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question)]

    def meddle(self, statement: str) -> None:
        """Change the database behind the bot's back."""
        with self.database._door.transaction() as connection:
            connection.exec_driver_sql(statement)

    @property
    def file(self) -> Path:
        """Where SQLite keeps it."""
        return Path(self.url.removeprefix("sqlite:///"))

    def close(self) -> None:
        self.database.close()
