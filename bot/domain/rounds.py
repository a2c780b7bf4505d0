"""The rounds of a session: which is open, what comes next, and when each wants to be woken."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.contribution import Part
from bot.domain.ids import PersonId
from bot.domain.records import Belonging
from bot.domain.round import Round, RoundState

BEGUN = frozenset({RoundState.OPEN, RoundState.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds(Belonging):
    """A session, as far as it is one question after another."""

    rounds: tuple[Round, ...] = ()
    teller: PersonId | None = None
    offers_wanted: bool = False
    chooses_until: datetime | None = None
    """Nobody tells it: the rounds begin once it is chosen which note without a name it stays with, or then."""

    @property
    def round(self) -> Round | None:
        """The round that is open."""
        return next((one for one in self.rounds if one.state is RoundState.OPEN), None)

    @property
    def next_round(self) -> Round | None:
        """The next one to open; what nobody asked for, or nobody is there to say, is passed over."""
        ahead = (one for one in self.rounds if one.state is RoundState.PLANNED)
        return next((one for one in ahead if self._comes(one.part)), None)

    @property
    def waits_for_choice(self) -> bool:
        """It is open, and no round has begun yet."""
        begun = any(one.state in BEGUN for one in self.rounds)
        return self.chooses_until is not None and not begun and not self.rounds_over

    @property
    def still_asked(self) -> tuple[Part, ...]:
        """What may still be put to the room, in its order. The last word is asked for in private."""
        begun = [at for at, one in enumerate(self.rounds) if one.state in BEGUN]
        ahead = self.rounds[max(begun, default=-1) + 1 :]
        planned = (one.part for one in ahead if one.state is RoundState.PLANNED)
        return tuple(part for part in planned if part is not Part.LAST_WORD)

    @property
    def rounds_over(self) -> bool:
        """They have all ended already, one way or the other."""
        return all(one.state in (RoundState.CLOSED, RoundState.SKIPPED) for one in self.rounds)

    def with_round(self, changed: Round) -> Self:
        """Replace the round of the same part."""
        return replace(
            self,
            rounds=tuple(changed if one.part is changed.part else one for one in self.rounds),
        )

    def alarms_of_rounds(self) -> tuple[Alarm, ...]:
        """A nudge about a round is pointless once the round should be closed; closing it is not."""
        now_open = self.round
        if now_open is None:
            until = self.chooses_until if self.waits_for_choice else None
            return self.wakes(until, AlarmKind.BEGIN_ROUNDS)
        closes = now_open.closes_at
        return (
            *self.wakes(closes, AlarmKind.CLOSE_ROUND),
            *self.wakes(now_open.looks_at, AlarmKind.NO_FIRST_REPLY, until=closes),
            *self.wakes(now_open.warns_at, AlarmKind.ROUND_CLOSES_SOON, until=closes),
        )

    def _comes(self, part: Part) -> bool:
        if part is Part.OFFERS:
            return self.offers_wanted
        return part is not Part.LAST_WORD or self.teller is not None
