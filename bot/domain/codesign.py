"""Co-design: a group works out what it needs, and agrees on it, before or beside its first sessions.

The steps follow the paper's second phase (requirements P2-1 to P2-6). Two strands run side by side:
the rules, which those who look after the community draft; and the room's own questions, one at a
time (docs/decisions/0011).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.agreement import Matter
from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused

TOGETHER = (Matter.RULES, Matter.LEAVES, Matter.ROUTES, Matter.FORMAT)
"""What a group agrees on before it is settled."""


class Step(StrEnum):
    """The question in the room, in their order."""

    NEEDS = "needs"
    HARDEST = "hardest"
    """Which need would be hardest to live up to: talked about under everyone's own name."""
    UPSIDE_DOWN = "upside_down"
    """What would make sure that nobody is ever honest here."""
    ALREADY = "already"
    """Which of those happen already."""
    LEAVES = "leaves"
    ROUTES = "routes"
    DONE = "done"
    """Nothing more is asked of the room but its consent to what is proposed."""


STEPS = tuple(Step)
WORKING_DAYS: Mapping[Step, int] = {
    Step.NEEDS: 2,
    Step.HARDEST: 2,
    Step.UPSIDE_DOWN: 1,
    Step.ALREADY: 1,
    Step.LEAVES: 2,
    Step.ROUTES: 2,
}
"""How long each question stands, to noon."""
LONGER = 2
"""Working days more, once, when few have answered."""
BOXED = frozenset({Step.NEEDS, Step.UPSIDE_DOWN, Step.ALREADY, Step.LEAVES, Step.ROUTES})
"""Answered in a form, without a name; in a crowd too small for that, in the thread."""


class Leaves(StrEnum):
    """What may leave the group, the more careful first."""

    NOTHING = "nothing"
    LEARNING = "learning"
    LINE_BY_LINE = "line_by_line"


class Task(StrEnum):
    """What the group waits for: something that one person has to do."""

    DRAFT_RULES = "draft_rules"
    DRAFT_ROUTES = "draft_routes"
    CHOOSE_FORMAT = "choose_format"
    TOO_FEW = "too_few"
    """Too few have answered to show it safely: ask openly in the thread, or let it go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A task that waits. `asked` counts how often somebody was asked for it, which may be not yet;
    `asks_at` is the next time.

    `rests`: nobody did it, so nobody is asked any more, and anyone who takes part may do it.
    """

    task: Task
    mark: str
    """Names the private cards that ask for it."""
    asks_at: datetime | None
    asked: int = 1

    @property
    def rests(self) -> bool:
        return self.asks_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Words that are to be put to everyone, as soon as nothing else is asked in the room."""

    matter: Matter
    about: str = ""
    words: str
    why: str = ""
    by: PersonId
    ours: bool = False
    """It is where those who answered lean; `by` only carries it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codesign(Belonging):
    """`asked`: the step's question stands in the room. `openly`: it is answered in the thread, by name.

    `ends_at` is when the question closes; `looks_at` when to see whether the room is free for the next.
    `told`: those who look after it have been told that nothing is left to ask. Of anyone's words it has
    only those that await consent.
    """

    step: Step = Step.NEEDS
    asked: bool = False
    ends_at: datetime | None = None
    extended: bool = False
    openly: bool = False
    looks_at: datetime | None = None
    done: frozenset[Step] = frozenset()
    due: tuple[Due, ...] = ()
    ready: tuple[Ready, ...] = ()
    told: bool = False
    settled: bool = False

    @property
    def asking(self) -> bool:
        """A question of its own stands in the room, and can be answered."""
        return self.asked and self.ends_at is not None

    def waits_for(self, task: Task) -> Due | None:
        return next((one for one in self.due if one.task is task), None)

    def with_due(self, due: Due) -> "Codesign":
        """With this task waiting, in place of an earlier one of its kind."""
        return replace(self, due=(*self.without(due.task).due, due))

    def without(self, task: Task) -> "Codesign":
        return replace(self, due=tuple(one for one in self.due if one.task is not task))

    def onwards(self, *, past: frozenset[Step] = frozenset()) -> "Codesign":
        """On the next step that is not to be passed over; its question is not asked yet."""
        done = self.done | {self.step} | past
        step = next(one for one in STEPS if one not in done)
        return replace(
            self, step=step, done=done, asked=False, ends_at=None, extended=False, openly=False
        )

    def must_ask(self, step: Step) -> None:
        """Its box is open."""
        if self.step is not step or not self.asked or self.openly or self.ends_at is None:
            raise Refused(Reason.QUESTION_CLOSED)

    def must_wait_for(self, task: Task) -> Due:
        due = self.waits_for(task)
        if due is None:
            raise Refused(Reason.NOT_WAITED_FOR)
        return due

    def alarms(self) -> tuple[Alarm, ...]:
        """The first moment of all: when it has been dealt with, the next one is set."""
        moments = [one.asks_at for one in self.due]
        ahead = (at for at in (self.ends_at, self.looks_at, *moments) if at)
        return self.wakes(min(ahead, default=None), AlarmKind.CODESIGN_MOVES_ON)
