"""One thing that is kept with somebody's name on it, and what they can delete in one go."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.records import Record


class Theirs(StrEnum):
    """What a person can delete, in one go each."""

    STORIES = "stories"
    """Stories and drafts."""
    CARDS = "cards"
    """Cards, tries, and lines that carry their name."""
    WORDS = "words"
    """What is kept of what they said in sessions."""
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Held:
    """`kind`: the sentence `mydata.kind.<kind>` says what it is, and how long it is kept.

    `theirs` is None where it is not theirs alone to delete. `posts` are those of the bot that repeat it.
    """

    kind: str
    words: str
    record: Record
    theirs: Theirs | None = None
    posts: tuple[str, ...] = ()
