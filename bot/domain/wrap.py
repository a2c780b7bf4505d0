"""A session in four lines: what we looked at, what we noticed, what is still open, what someone will try."""

from dataclasses import dataclass

from bot.domain.ids import RecordId
from bot.domain.records import Belonging


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap(Belonging):
    """What the group remembers of a session, for as long as it lasts. Who wrote it down is not in it.

    A line may be empty; `looked_at` never is.
    """

    session: RecordId
    looked_at: str
    noticed: str = ""
    open: str = ""
    trying: str = ""
