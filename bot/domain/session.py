"""A session: who holds it, what it is about, and what was done in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.contribution import Part
from bot.domain.course import Course
from bot.domain.formats import Format
from bot.domain.ids import PersonId, RecordId
from bot.domain.turns import ASKS_TELLER

KEPT = timedelta(days=30)
"""How long what was said is kept after the session closes (docs/what-is-kept.md)."""


class Role(StrEnum):
    """Small jobs in a session; they rotate."""

    WEAVER = "weaver"
    KEEPER = "keeper"
    HOST = "host"
    QUESTIONER = "questioner"
    CONNECTOR = "connector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Course):
    """`held_by` has said "I can hold this one".

    Its numbers and dates live as long as the community; what was said in it does not.
    """

    number: int
    format: Format = Format.STORY_WITH_ROUNDS
    this_time: bool = False
    """Somebody who looks after it has chosen its format for this once, whatever was agreed."""
    question: str = ""
    """A prompt's id, or words of the holder's own: what is put to everyone when nobody tells anything."""
    prompts: tuple[str, ...] = ()
    """The ids of the prompts that were used in it, each once."""
    wording: Mapping[Part, str] = field(default_factory=dict)
    """What a round asks, where whoever looks after it has changed the draft: kept letter by letter."""
    at_once: frozenset[Part] = frozenset()
    """Rounds in which all write in private, and everything appears together when they close."""
    no_clear_answer: bool = False
    """Somebody who told it, or summed it up, has said that there is no clear right answer here."""
    held_by: PersonId | None = None
    asked: tuple[PersonId, ...] = ()
    """Who has been asked to hold it, in turn; a person may be asked more than once."""
    passed: tuple[PersonId, ...] = ()
    """Who has said: not this time. They are not asked about it again."""
    story: RecordId | None = None
    roles: Mapping[Role, PersonId] = field(default_factory=dict)
    arrival: str = ""
    """The arrival prompt's id."""
    note_chosen: bool = False
    marks_closed: bool = False
    """What people would choose has been looked at, once; a mark that came later would show as a difference."""
    teller_is_back: bool = False
    """They stepped back while the others wonder, and have come in again."""
    arrivals: int = 0
    held_back: bool = False
    """It stands still until something outside of it is settled: who can read the room, or a repair."""
    hidden_at: datetime | None = None
    """Since when what was told is not shown in the room, while it is seen where it belongs."""
    heard: bool = False
    """Notes without a name were told in it, or a name was put to one: that it is so, and never how many."""
    guessed: int = 0
    """How often the group was asked not to guess who said something."""
    checked: bool = False
    """People have been asked half way how it goes. Who was is not kept."""
    looked_back: bool = False
    """People have been asked to look back on it. Who did is not kept."""

    @property
    def hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def jobs(self) -> tuple[Role, ...]:
        """The roles that there are in it: a questioner only where the group asks a teller."""
        asks = any(one.part in ASKS_TELLER for one in self.rounds)
        return tuple(role for role in Role if asks or role is not Role.QUESTIONER)

    @property
    def thread(self) -> str:
        """The name of the post under which people talk: what was told or asked, else the opening."""
        return f"session:{self.id}" if self.light else f"story:{self.id}"

    @property
    def silent(self) -> bool:
        """Nobody has said anything in it."""
        return self.arrivals == 0 and not any(one.replies for one in self.rounds)

    @property
    def quiet(self) -> bool:
        """Nobody has used it to say anything, with a name or without."""
        return self.silent and not self.heard

    def with_prompts(self, *ids: str) -> Self:
        """These prompts have been used in it."""
        return replace(self, prompts=tuple(dict.fromkeys((*self.prompts, *ids))))
