"""What every transaction needs beside the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.boundary.delivery import Limits
from bot.boundary.ports import Mint
from bot.domain.ids import Platform
from storage.seal import Keyring, Marks


@dataclass(frozen=True)
class House:
    """`limits` tells for each platform which lanes a place has; one without limits may be left out."""

    keyring: Keyring
    marks: Marks
    mint: Mint
    limits: Mapping[Platform, Limits]
