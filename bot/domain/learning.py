"""What people carry out of the sessions: things they try, and lines worth keeping."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused

TRIED_FOR = timedelta(days=14)
"""How long a try takes unless its author says otherwise."""
ASKED_AGAIN_AFTER = timedelta(days=14)
MOST_ASKED = 2
"""Nobody is asked a third time; their button goes on working."""
LINE_WAITS = timedelta(days=14)
"""Whoever said a line has so long to say yes. Silence is a no."""


class TryState(StrEnum):
    """Stopping is as good an end as keeping: either way something was learned."""

    TRYING = "trying"
    KEPT = "kept"
    CHANGED = "changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Try(Belonging):
    """Something small that a member tries, and that can be undone.

    `limits` are what must not change meanwhile. `author` is None once they have left. `asks_at` is when
    they are asked what came of it; `asked` counts how often they have been, `unanswered` since when they
    last said anything.
    """

    author: PersonId | None
    named: bool
    """Whether their name stands beside it; otherwise it is one of us who tries."""
    idea: str
    limits: str
    notice: str
    asks_at: datetime | None
    asked: int = 0
    unanswered: int = 0
    state: TryState = TryState.TRYING
    learned: str = ""

    @property
    def over(self) -> bool:
        return self.state is not TryState.TRYING

    def told(self, state: TryState, learned: str) -> "Try":
        return replace(self, state=state, learned=learned, asks_at=None)

    def must_be_open_to(self, person: PersonId) -> None:
        if self.author != person:
            raise Refused(Reason.NOT_YOURS)
        if self.over:
            raise Refused(Reason.ALREADY_ANSWERED)

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.asks_at, AlarmKind.TRY_ASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Belonging):
    """A line of learning. Until its author has said yes it waits (`waits_until`), and nobody else reads it.

    `author` is None where it is kept as a line of one of us.
    """

    line: str
    author: PersonId | None
    waits_until: datetime | None = None

    @property
    def waiting(self) -> bool:
        return self.waits_until is not None

    def agreed(self, *, named: bool) -> "Kept":
        """Its author has said yes. A line of one of us remembers nobody."""
        return replace(self, author=self.author if named else None, waits_until=None)

    def expires(self) -> datetime | None:
        """Not kept unless its author says so; then for the life of the community (docs/what-is-kept.md)."""
        return self.waits_until
