"""Where chance comes from: the operating system."""

import secrets
from base64 import b32encode
from collections.abc import Sequence
from random import SystemRandom
from typing import TypeVar

T = TypeVar("T")


class SystemMint:
    """Implements `bot.boundary.ports.Mint`. Nothing about it can be foreseen or repeated."""

    def id(self) -> str:
        return b32encode(secrets.token_bytes(8)).decode()[:12].lower()

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        return tuple(SystemRandom().sample(things, len(things)))
