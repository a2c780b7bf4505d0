"""The community of `examples/a-year.toml`, lived once by the real bot, for tests to look at."""

import asyncio
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from sqlalchemy import select

from adapters.in_words import card_text
from adapters.practice import answers
from adapters.practice.cast import ROOM, Cast, Person, place_id
from adapters.practice.player import Played, Player
from adapters.practice.rows import Message
from adapters.practice.script import Fills, Says
from adapters.practice.transcript import Transcript
from adapters.site import Meters
from bot.bootstrap.practice import open_practice
from bot.bootstrap.records import open_records
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.settings import Settings
from storage import Database
from storage.tables import outbox

SCRIPT = Path(__file__).parents[3] / "examples" / "a-year.toml"
IN_THE_ROOM = place_id(ROOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote into a form, or said: when, where, and whether it carries no name."""

    by: Person
    form: str
    text: str
    at: datetime
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """`posts` are the bot's, as they stand at the end; `left` counts the rows that are left, by table.

    `away` says of each step whether the bot had left the channel by then. `names` are those of everything
    that was in the outbox, as a dump shows them.
    """

    cast: Cast
    steps: tuple[Played, ...]
    posts: tuple[Message, ...]
    transcript: str
    left: Mapping[str, int]
    away: tuple[bool, ...]
    names: frozenset[str]

    def written(self) -> Iterator[Written]:
        for one in self.steps:
            yield from self._written_in(one)

    def to(self, person: str) -> tuple[Message, ...]:
        """The bot's private posts to somebody."""
        direct = place_id(self.cast.person(person).direct)
        return tuple(one for one in self.posts if one.place == direct)

    def first(self, beginning: str) -> int:
        """The number of the first post in the room that begins so."""
        room = [one for one in self.posts if one.place == IN_THE_ROOM]
        numbers = [one.id for one in room if words(one).startswith(beginning)]
        assert numbers, f"Nothing in the room begins with {beginning!r}."
        return min(numbers)

    def _written_in(self, one: Played) -> Iterator[Written]:
        match one.step.deed:
            case Says(text=text):
                yield self._by(one, "", text)
            case Fills(answers=given) if one.form:
                for answer in answers.by_name(one.form, given).values():
                    if isinstance(answer, str):
                        yield self._by(one, one.form.title, answer)
            case _:
                return

    def _by(self, one: Played, form: str, text: str) -> Written:
        by, unseen = self.cast.person(one.step.by), one.step.unseen
        return Written(by=by, form=form, text=text.strip(), at=one.now, unseen=unseen)


def words(post: Message) -> str:
    return card_text(post.card) if post.card else post.text


def live() -> Year:
    with TemporaryDirectory() as folder:
        return asyncio.run(_lived(Path(folder)))


async def _lived(folder: Path) -> Year:
    settings = Settings.model_validate(
        {"LCBOT_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/lcbot.db"}
    )
    told = StringIO()
    with open_records(settings, warn=lambda _: None) as database:
        practice = open_practice(
            folder, database, Meters(), script=SCRIPT, begins=BEGINS, speed=STANDS_STILL
        )
        async with practice as here:
            cast = here.stage.room.cast
            player = Player(here.script, here.stage, here.keeper)
            steps, away, names = list[Played](), list[bool](), set[str]()
            async for one in player.play_all():
                steps.append(one)
                away.append(await here.stage.room.has_left(IN_THE_ROOM))
                names |= _names(database)
            places = [IN_THE_ROOM, *(place_id(one.direct) for one in cast.people)]
            every = await here.stage.room.ask(lambda shelf: shelf.messages(places))
    _tell(steps, cast, told)
    return Year(
        cast=cast,
        steps=tuple(steps),
        away=tuple(away),
        names=frozenset(names),
        posts=tuple(one for one in every if one.card),
        transcript=told.getvalue(),
        left=_rows(folder / "lcbot.db"),
    )


def _tell(steps: Sequence[Played], cast: Cast, told: StringIO) -> None:
    out, transcript = Console(file=told, width=80, highlight=False), Transcript(cast)
    for one in steps:
        for part in transcript.told_of(one):
            out.print(part)


def _names(database: Database) -> set[str]:
    with database._door.reading() as connection:
        return set(connection.scalars(select(outbox.c.name)))


def _rows(path: Path) -> Mapping[str, int]:
    """How many rows each table of the bot's database holds."""
    with sqlite3.connect(path) as db:
        names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        counted = {
            name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names
        }
    db.close()
    return {name: rows for name, rows in counted.items() if rows}
