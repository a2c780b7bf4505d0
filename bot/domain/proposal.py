"""Agreeing together: questions, reactions, a redraft, objections. Silence is not consent.

The order follows sociocracy's consent round (CREDITS.md). No majority overrides an objection.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from bot.domain.agreement import CHOSEN, Matter
from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.lines import lines_of
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused

ENOUGH = 2 / 3
"""The share of those asked who must have answered: a judgement, so that silence decides nothing."""
KEPT_AFTER = timedelta(days=30)
"""How long a decided proposal is kept; what was agreed stands on its own (docs/what-is-kept.md)."""
TRIAL_SESSIONS = 3
BROUGHT_BACK_EVERY = timedelta(days=7)
MOST_REMINDERS = 3
"""A proposal that stands still is brought back so often, and then rests."""


class ProposalState(StrEnum):
    QUESTIONS = "questions"
    REACTIONS = "reactions"
    REDRAFT = "redraft"
    """Its proposer may change the words."""
    OBJECTIONS = "objections"
    """Everyone is asked for an answer."""
    OBJECTED = "objected"
    """Somebody cannot live with it: the clock has stopped."""
    CALL = "call"
    """Taken to a conversation: writing did not settle it, or too few answered."""
    AGREED = "agreed"
    ENDED = "ended"


TALKING = (ProposalState.QUESTIONS, ProposalState.REACTIONS, ProposalState.REDRAFT)
STOPPED = (ProposalState.OBJECTED, ProposalState.CALL)


class Stance(StrEnum):
    """What someone asked for their consent can say."""

    FINE = "fine"
    CONCERN = "concern"
    """Go on; and this is what worries me."""
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One person's answer. `aloud`: everyone may read the words, under the person's name."""

    stance: Stance
    words: str = ""
    aloud: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Belonging):
    """`title` in a few words; `words` is what would be agreed; `why` is the proposer's reason.

    `asked` was fixed when it was opened. `draft` counts the changes of its words. `days` are the
    working days in which answers are taken. `until` is when the present state ends by itself.
    """

    matter: Matter
    about: str = ""
    title: str
    words: str
    why: str = ""
    instead_of: str = ""
    """The words that stand until then, and would go."""
    before: str = ""
    """The words of the draft before this one: its answers were to them."""
    proposer: PersonId
    ours: bool = False
    """It is where all who were asked lean: nobody proposed it, and its proposer only carries it."""
    asked: frozenset[PersonId]
    quietly: bool = False
    """Each is asked in private: whom it is about can read the room."""
    state: ProposalState
    days: int = 3
    draft: int = 1
    until: datetime | None = None
    answers: Mapping[PersonId, Stood] = field(default_factory=dict)
    told_as: Mapping[PersonId, str] = field(default_factory=dict)
    """Whose reservation is told under which name: names of chance, so that a post's name leads to nobody."""
    extended: bool = False
    trial: bool = False
    """If it is agreed, it is for three sessions, and then looked at again."""
    reminders: int = 0
    decided_at: datetime | None = None

    @property
    def decided(self) -> bool:
        return self.state in (ProposalState.AGREED, ProposalState.ENDED)

    @property
    def about_a_person(self) -> bool:
        """Whether somebody may join. Reservations are not said aloud, and nothing of it stays."""
        return self.matter is Matter.MEMBER

    @property
    def new_lines(self) -> tuple[str, ...]:
        """Those that did not stand before."""
        return _only_in(self.words, self.instead_of)

    @property
    def lines_that_go(self) -> tuple[str, ...]:
        return _only_in(self.instead_of, self.words)

    @property
    def lines_added(self) -> tuple[str, ...]:
        """Those that the draft before did not have."""
        return _only_in(self.words, self.before)

    @property
    def lines_dropped(self) -> tuple[str, ...]:
        return _only_in(self.before, self.words)

    @property
    def objectors(self) -> tuple[PersonId, ...]:
        return self._who(Stance.OBJECT)

    @property
    def concerns_aloud(self) -> tuple[str, ...]:
        return tuple(
            one.words
            for one in self.answers.values()
            if one.stance is Stance.CONCERN and one.aloud and one.words
        )

    def enough_answered(self, here: Collection[PersonId]) -> bool:
        """Two thirds of those asked who are still here."""
        asked = self.asked & set(here)
        return len(self.answers.keys() & asked) >= ceil(len(asked) * ENOUGH - 1e-9) > 0

    def answered(self, person: PersonId, stood: Stood) -> "Proposal":
        """With this person's answer, in place of an earlier one."""
        return replace(self, answers={**self.answers, person: stood})

    def with_telling(self, person: PersonId, mark: str) -> "Proposal":
        """What this person has against somebody is told in one post, however often they say it."""
        return replace(self, told_as={person: mark, **self.told_as})

    def without(self, person: PersonId) -> "Proposal":
        """Somebody has left: what they answered counts no more."""
        answers = {who: stood for who, stood in self.answers.items() if who != person}
        return replace(self, answers=answers)

    def reworded(self, words: str, by: PersonId) -> "Proposal":
        """A new draft: every answer was to the old one. What was everyone's is somebody's own from now on."""
        about = "" if self.matter in CHOSEN else self.about
        own = replace(self, ours=False, proposer=by, why="") if self.ours else self
        return replace(
            own,
            words=words,
            before=self.words,
            about=about,
            draft=self.draft + 1,
            answers={},
            extended=False,
        )

    def decided_as(self, state: ProposalState, at: datetime) -> "Proposal":
        """Over; what a draft before it said is of no use any more, and goes."""
        return replace(self, state=state, before="", until=None, decided_at=at)

    def must_take_answers(self, person: PersonId) -> None:
        if person not in self.asked:
            raise Refused(Reason.NOT_ASKED)
        if self.decided or self.state in TALKING:
            raise Refused(Reason.PROPOSAL_DECIDED if self.decided else Reason.PROPOSAL_NOT_YET)

    def must_be_open(self) -> None:
        if self.decided:
            raise Refused(Reason.PROPOSAL_DECIDED)

    def alarms(self) -> tuple[Alarm, ...]:
        moves = None if self.decided else self.until
        return self.wakes(moves, AlarmKind.PROPOSAL_MOVES_ON)

    def expires(self) -> datetime | None:
        return self.decided_at + KEPT_AFTER if self.decided_at else None

    def _who(self, stance: Stance) -> tuple[PersonId, ...]:
        return tuple(person for person, one in self.answers.items() if one.stance is stance)


def _only_in(words: str, other: str) -> tuple[str, ...]:
    there = lines_of(other)
    return tuple(one for one in lines_of(words) if one not in there)
