"""The chat surface: posts, people's words, open forms and whispers, and who may see which.

Its one thread keeps the shelf; everything here is awaited from the event loop.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from adapters.practice.bell import Bell
from adapters.practice.cast import Cast, Person, place_id
from adapters.practice.rows import Message, Opened, Whispered
from adapters.practice.shelf import Shelf
from adapters.practice.sorry import not_found
from bot.boundary.views import Card

T = TypeVar("T")


class PracticeRoom:
    """`now` is the community's clock, which can be moved; nothing here looks at another one."""

    def __init__(self, path: Path, cast: Cast, now: Callable[[], datetime]) -> None:
        """Raises `ShelfUnusable` with a sentence."""
        self.now = now
        self.bell = Bell()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice")
        self._shelf = self._thread.submit(_opened_shelf, path).result()
        self.cast = self._thread.submit(lambda: _with_channels(cast, self._shelf)).result()

    def close(self) -> None:
        """Write the last things down. May be called twice."""
        self.bell.close()
        self._thread.submit(self._shelf.close)
        self._thread.shutdown()

    def clock_stood(self) -> tuple[datetime, datetime] | None:
        """Where this room's clock stood when it was last remembered, and the world's then."""
        return self._thread.submit(lambda: self._shelf.clock()).result()

    def remember_clock(self, here: datetime, world: datetime) -> None:
        """Waits until it is written down: the clock must not move unless it is."""
        self._thread.submit(lambda: self._shelf.remember_clock(here, world)).result()

    async def ask(self, question: Callable[[Shelf], T]) -> T:
        """Look something up."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, question, self._shelf)

    async def change(self, deed: Callable[[Shelf], T]) -> T:
        """Write something down, and let every open page know that there is news."""
        done = await self.ask(deed)
        self.bell.ring()
        return done

    async def walk(self, person: Person, channels: Sequence[str], *, inside: bool) -> None:
        """Somebody walks into these channels, or out of them. From now on they see them, or do not."""
        await self._arrange(lambda shelf: shelf.channels.walk(person.id, channels, inside=inside))

    async def make(self, channel: str, people: Sequence[Person]) -> None:
        """A new channel, with these people in it, and the bot."""
        ids = [one.id for one in people]
        await self._arrange(lambda shelf: shelf.channels.make(channel, ids))

    async def _arrange(self, deed: Callable[[Shelf], None]) -> None:
        await self.ask(deed)
        self.cast = await self.ask(lambda shelf: _with_channels(self.cast, shelf))
        self.bell.ring()

    async def message_for(self, person: Person, id: str) -> Message:
        """A message that `person` can see, by the id the page and the API know. Raises `Sorry`."""
        number = _number(id, "m")
        found = None if number is None else await self.ask(lambda shelf: shelf.message(number))
        if found is None or found.place not in _places(person):
            raise not_found("That is not here any more. Look at the newest messages.")
        return found

    async def messages_for(self, person: Person) -> tuple[Message, ...]:
        return await self.ask(lambda shelf: shelf.messages(_places(person)))

    async def page_for(
        self, person: Person, limit: int, before: int
    ) -> tuple[tuple[Message, ...], Mapping[str, int]]:
        """The newest of each place before message `before`, and how many there are in all."""
        places = _places(person)
        return await self.ask(
            lambda shelf: (shelf.newest_in(places, limit, before), shelf.tops(before))
        )

    async def pinned_for(self, person: Person) -> tuple[Message, ...]:
        """What stands at the top of the places in which they are."""
        return await self.ask(lambda shelf: shelf.pinned_in(_places(person)))

    async def has_left(self, place: str) -> bool:
        """Whether the bot has gone out of it."""
        return place in await self.ask(lambda shelf: shelf.channels.left())

    async def posted(self) -> object:
        """How much the bot has put up and changed: equal only when nothing was."""
        return await self.ask(lambda shelf: shelf.posted())

    async def whispers_for(self, person: Person) -> tuple[Whispered, ...]:
        return await self.ask(lambda shelf: shelf.whispers(person.id))

    async def whisper_for(self, person: Person, id: str) -> Whispered | None:
        whispers = await self.whispers_for(person)
        return next((one for one in whispers if whisper_id(one) == id), None)

    async def form_for(self, person: Person) -> Opened | None:
        """The form that `person` has open."""
        return await self.ask(lambda shelf: shelf.opened(person.id))

    async def keep_open(self, person: Person, typed: Opened, errors: Mapping[str, str]) -> None:
        """With what was typed, and what is wrong with it."""
        kept = replace(typed, errors=errors, tries=typed.tries + 1)
        await self.change(lambda shelf: shelf.open_form(person.id, kept))

    async def close_form(self, person: Person, opened: Opened) -> None:
        await self.change(lambda shelf: shelf.close_form(person.id, opened.id))

    async def whisper(self, person: Person, place: str, card: Card) -> Whispered:
        at = self.now()
        return await self.change(lambda shelf: shelf.whisper(person.id, place, card, at))


def message_id(number: int) -> str:
    return f"m{number}"


def message_number(id: str) -> int | None:
    return _number(id, "m")


def whisper_id(whisper: Whispered) -> str:
    return f"w{whisper.id}"


def _with_channels(cast: Cast, shelf: Shelf) -> Cast:
    return cast.with_walked(shelf.channels.made(), shelf.channels.walked())


def _opened_shelf(path: Path) -> Shelf:
    return Shelf(path)


def _places(person: Person) -> tuple[str, ...]:
    return tuple(place_id(place) for place in person.places)


def _number(id: str, letter: str) -> int | None:
    digits = id.removeprefix(letter)
    plain = id.startswith(letter) and digits.isascii() and digits.isdigit() and len(digits) < 16
    return int(digits) if plain else None
