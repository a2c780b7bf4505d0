"""What drafts are made of: what people need, what they would do, and the draft itself while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.records import Passing

KEPT_WHILE_DRAFTING = timedelta(days=30)
"""How long needs and drafts are kept; what was agreed stands on its own (docs/what-is-kept.md)."""
FEWEST_LINES, MOST_LINES = 5, 9
"""Rules that a group can remember."""
MOST_MARKED = 10
"""So many lines are put to everyone to be marked: more is not a short question."""


class Route(StrEnum):
    """What should not stay in the group. For each, the group says what it does."""

    DANGER = "danger"
    HARMED = "harmed"
    COLLEAGUE = "colleague"
    UNLAWFUL = "unlawful"
    COPING = "coping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Passing):
    """What people said they need, and the rest that a draft is made of. No author, no order, no time."""

    needs: tuple[str, ...] = ()
    made_safe: tuple[str, ...] = ()
    """What made an earlier group a safe one."""
    shuts_up: tuple[str, ...] = ()
    """Answers to the upside-down question."""

    @property
    def without_needs(self) -> "Gathered":
        """The rules stand: what they were drafted of is not needed any more."""
        return replace(self, needs=(), made_safe=(), shuts_up=())

    @property
    def marked(self) -> tuple[str, ...]:
        """The lines that everyone is asked to mark."""
        return self.shuts_up[:MOST_MARKED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested(Passing):
    """What the group would do with what should not stay in it, row by row, for whoever drafts it."""

    rows: Mapping[Route, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDraft(Passing):
    """Rules that somebody is drafting. `answers` says of a need, by its number, which line answers it."""

    author: PersonId
    lines: tuple[str, ...]
    answers: Mapping[int, int] = field(default_factory=dict)
