"""Somebody whom a member would like to propose, to hear worries about those who look after the group."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import PersonId
from bot.domain.records import Belonging

WAITS = timedelta(days=14)
"""So long they have to say yes. Silence is a no, and so is a no: neither needs a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedToHear(Belonging):
    """They are asked first, in private. The group hears of it with their yes, and otherwise not at all.

    `title` and `why` are the proposer's, for when it is put to everyone.
    """

    person: PersonId
    proposer: PersonId
    title: str
    why: str = ""
    waits_until: datetime

    def expires(self) -> datetime | None:
        return self.waits_until
