"""What the doctor is told of a chat: one line for each thing that was looked at."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import PersonId, Room


@dataclass(frozen=True, slots=True)
class Look:
    """`about` is a word or two; `says` what is so, and what to do where it is not `well`."""

    about: str
    well: bool
    says: str


@dataclass(frozen=True, slots=True)
class Home:
    """A community: where it meets, and what it calls its people."""

    name: str
    rooms: tuple[Room, ...]
    people: Mapping[PersonId, str]


WayIn = Callable[[], Awaitable[Look]]
"""Whether the chat gets through to the bot."""


class Looks(Protocol):
    """Nothing is posted, and no message is read."""

    async def __call__(self, homes: Sequence[Home]) -> tuple[Look, ...]: ...
