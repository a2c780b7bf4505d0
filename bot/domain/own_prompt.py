"""A prompt that a member has added to the community's own set."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.records import Belonging

MOST = 30
"""Prompts in a community's own set. More than that nobody looks through."""


class Use(StrEnum):
    """What a prompt is for."""

    ARRIVE = "arrive"
    """To arrive with, when a session opens."""
    EVERYONE = "everyone"
    """Put to everyone, where nobody tells anything."""
    TELLER = "teller"
    """A question to whoever tells something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPrompt(Belonging):
    """`author` is None once they have left."""

    use: Use
    text: str
    author: PersonId | None

    @property
    def mark(self) -> str:
        """What it is called among the prompts that a session has used."""
        return f"own-{self.id}"

    def of_nobody(self) -> "OwnPrompt":
        return replace(self, author=None)
