"""Something caught in the moment, on any day, outside the sessions."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import PersonId
from bot.domain.records import Passing

CAUGHT_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught(Passing):
    """One line on what has just happened to its author, and what they are unsure about."""

    author: PersonId
    happened: str
    unsure: str
