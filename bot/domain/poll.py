"""A question put to the group. Ballots are not here: they lie in a box, and nothing joins the two."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused

FEWEST_OPTIONS = 2
MOST_OPTIONS = 10
LONGEST_OPTION = 75
"""Characters: what every platform shows of a choice."""
LEVELS = 5
"""Gradients of agreement, from "I am all for it" to "I cannot live with it"."""
LEAST_LEVEL = LEVELS - 1
KEPT_AFTER = timedelta(days=30)
"""So long after it closed, or after its day to look again, it is deleted (docs/what-is-kept.md)."""


class Side(StrEnum):
    """Where a gradient of agreement lies, as it is told."""

    GLAD = "glad"
    GOES_ALONG = "goes_along"
    CANNOT = "cannot"


class PollState(StrEnum):
    ADDING = "adding"
    """Members may add options; nobody votes yet, so no ballot can be about fewer options than another."""
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`chosen`: one option, several that are level, or none. How many voted is told once, and not kept."""

    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Belonging):
    """`asked` was fixed when it opened. `voted` says who has voted, and nothing else; both are empty once
    it has closed. `days` are the working days for voting; `look_again_weeks` is 0 for never.

    A question with gradients of agreement has no options of its own.
    """

    question: str
    kind: PollKind
    options: tuple[str, ...]
    dots: int = 3
    opener: PersonId
    asked: frozenset[PersonId]
    voted: frozenset[PersonId] = frozenset()
    state: PollState = PollState.OPEN
    days: int = 3
    adds_until: datetime | None = None
    warns_at: datetime | None = None
    closes_at: datetime
    extended: bool = False
    look_again_weeks: int = 0
    look_again_at: datetime | None = None
    looks: int = 0
    """How often it has come back to be looked at again."""
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    proposed: bool = False
    """Its outcome has been proposed as a rule."""

    @property
    def box(self) -> str:
        """Where its ballots lie until it closes."""
        return f"poll:{self.id}"

    @property
    def over(self) -> bool:
        return self.state in (PollState.CLOSED, PollState.WITHDRAWN)

    @property
    def choices(self) -> int:
        """How many things a ballot can be about."""
        return LEVELS if self.kind is PollKind.GRADIENTS else len(self.options)

    @property
    def clear_outcome(self) -> Outcome | None:
        """What came of it, if exactly one thing was chosen."""
        one = self.outcome is not None and len(self.outcome.chosen) == 1
        return self.outcome if one else None

    def enough_voted(self, here: Collection[PersonId]) -> bool:
        """Two thirds of those asked who are still here."""
        asked = self.asked & set(here)
        return len(self.voted & asked) * 3 >= len(asked) * 2 > 0

    def must_take_options(self) -> None:
        if self.state is not PollState.ADDING:
            raise Refused(Reason.POLL_CLOSED if self.over else Reason.POLL_OPTIONS_FIXED)
        if len(self.options) >= MOST_OPTIONS:
            raise Refused(Reason.POLL_FULL, most=str(MOST_OPTIONS))

    def must_take_vote_of(self, person: PersonId) -> None:
        if self.over:
            raise Refused(Reason.POLL_CLOSED)
        if person not in self.asked:
            raise Refused(Reason.POLL_NOT_ASKED)
        if person in self.voted:
            raise Refused(Reason.VOTED_ALREADY)
        if self.state is PollState.ADDING:
            raise Refused(Reason.POLL_NOT_YET)

    def must_be_withdrawn_by(self, person: PersonId) -> None:
        if person != self.opener:
            raise Refused(Reason.NOT_YOURS)
        if self.over:
            raise Refused(Reason.POLL_CLOSED)
        if self.voted:
            raise Refused(Reason.POLL_HAS_VOTES)

    def closed(self, at: datetime, outcome: Outcome, look_again_at: datetime | None) -> "Poll":
        """Who voted and who did not is forgotten with the ballots, and so are the numbers."""
        return replace(
            self,
            state=PollState.CLOSED,
            asked=frozenset(),
            voted=frozenset(),
            closed_at=at,
            outcome=outcome,
            look_again_at=look_again_at,
        )

    def withdrawn(self, at: datetime) -> "Poll":
        return replace(self, state=PollState.WITHDRAWN, asked=frozenset(), closed_at=at)

    def alarms(self) -> tuple[Alarm, ...]:
        match self.state:
            case PollState.ADDING:
                return self.wakes(self.adds_until or self.closes_at, AlarmKind.OPEN_VOTING)
            case PollState.OPEN:
                return self._alarms_open()
            case PollState.CLOSED:
                return self.wakes(self.look_again_at, AlarmKind.POLL_LOOK_AGAIN)
            case PollState.WITHDRAWN:
                return ()

    def expires(self) -> datetime | None:
        if self.closed_at is None:
            return None
        return max(self.closed_at, self.look_again_at or self.closed_at) + KEPT_AFTER

    def _alarms_open(self) -> tuple[Alarm, ...]:
        """The word before the close is pointless once it should be closed; closing rings however late."""
        return (
            *self.wakes(self.warns_at, AlarmKind.POLL_CLOSES_SOON, until=self.closes_at),
            *self.wakes(self.closes_at, AlarmKind.CLOSE_POLL),
        )


def side_of(level: int) -> Side:
    """Two levels are glad of it, the next two go along with it."""
    if level == LEAST_LEVEL:
        return Side.CANNOT
    return Side.GLAD if level < LEVELS // 2 else Side.GOES_ALONG


def must_be_able_to_ask(community: Community, person: PersonId) -> None:
    """Everyone who takes part may ask, while the community is at work."""
    community.must_include(person)
    community.must_not_be_ending()
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage is Stage.RESTING:
        raise Refused(Reason.COMMUNITY_PAUSED)
