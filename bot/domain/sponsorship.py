"""What a sponsor and a group say to each other: the promises, the hopes, and what they settled about them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.lines import lines_of
from bot.domain.message import SPONSOR_ANSWERS_WITHIN
from bot.domain.records import Belonging

REPLY_WITHIN = (5, 10, 15, 20)
"""Working days that a sponsor can promise to answer in."""
HALF_YEAR = timedelta(days=182)
REMINDED_AFTER = 10
CONFIRMED_WITHIN = 20
"""Working days. Then the charter says that the permission is not confirmed (docs/architecture.md names the design)."""
SIGN_WITHIN = 10
"""Working days in which a sponsor is asked to tell people about it themselves. Nobody is asked twice, and they may at
any time."""
MOST_EXPECTATIONS = 8
"""Each is answered by itself; more would be a questionnaire."""


class Screen(StrEnum):
    """The five questions of a sponsor's brief, in their order."""

    WHY = "why"
    ROLES = "roles"
    PROMISES = "promises"
    HOPES = "hopes"
    ANSWER = "answer"


class Promise(StrEnum):
    """What can be promised."""

    TIME = "time"
    NO_BLAME = "no_blame"
    REPLY = "reply"
    HELP = "help"


class Wish(StrEnum):
    """What an expectation is."""

    HOPE = "hope"
    WORRY = "worry"
    NAMES = "names"
    """What might make a sponsor want to know who said something."""
    ROLES = "roles"
    """Who could belong, as the sponsor would put it."""


class Mark(StrEnum):
    """What the group says to an expectation."""

    FITS = "fits"
    CHANGE = "change"
    NOT_THIS = "not_this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """`said` are the group's words to it; `agreed`: the sponsor can go with the change they ask for."""

    wish: Wish
    words: str
    mark: Mark | None = None
    said: str = ""
    agreed: bool = False

    @property
    def settled(self) -> bool:
        return self.mark in (Mark.FITS, Mark.NOT_THIS) or self.agreed


class Permission(StrEnum):
    """How a permission stands."""

    ASKED = "asked"
    GIVEN = "given"
    LOOKED_AT = "looked_at"
    """Half a year has gone by, and its giver is asked whether the promises still stand."""
    LEAVING = "leaving"
    """Its giver leaves their post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Belonging):
    """One sponsor's answers to the five questions; what became of them; and when to ask again.

    `sponsor` is None where a group promises itself something. Whoever sponsors next has a brief of their
    own, and nobody's words go over to it: this one is forgotten then.
    """

    sponsor: PersonId | None = None
    anew: bool = False
    """Permission had been given before, by somebody else or by the group itself."""
    state: Permission = Permission.ASKED
    done: tuple[Screen, ...] = ()
    """In the order of the screens, as the promises are in theirs."""
    why: str = ""
    roles: str = ""
    promises: tuple[Promise, ...] = ()
    promised: str = ""
    """The promises as the sponsor would put them, or one more."""
    reply_within: int = SPONSOR_ANSWERS_WITHIN
    """Working days."""
    hopes: str = ""
    worries: str = ""
    names: str = ""
    expectations: tuple[Expectation, ...] = ()
    marked_by: tuple[PersonId, ...] = ()
    """Who has answered them for the group, until the answers have gone back."""
    answered: bool = False
    """The sponsor has said what they can go with."""
    asked_at: datetime
    wakes_at: datetime | None = None
    reminded: bool = False
    unconfirmed: bool = False
    looked_at: int = 0
    """How often its giver has been asked whether it still stands."""
    sign: str = ""
    """Their own message to their people, until it is posted."""
    sign_until: datetime | None = None
    """Until then they are asked to post it, and words of their own are kept. A draft is there at any time."""
    signed_on: date | None = None

    @property
    def next_screen(self) -> Screen:
        return next(one for one in Screen if one not in self.done or one is Screen.ANSWER)

    @property
    def given(self) -> bool:
        return self.state is not Permission.ASKED

    @property
    def review_at(self) -> datetime | None:
        """When it is looked at again."""
        return self.wakes_at if self.state is Permission.GIVEN else None

    @property
    def first_unmarked(self) -> int | None:
        """The place of the first expectation that the group has not answered."""
        return next((at for at, one in enumerate(self.expectations) if one.mark is None), None)

    @property
    def waits_for_sponsor(self) -> bool:
        """Every expectation has been marked, and the sponsor has not said what they can go with."""
        marked = self.first_unmarked is None
        return marked and not self.answered and any(not one.settled for one in self.expectations)

    def with_done(self, screen: Screen) -> "Brief":
        done = (*self.done, screen)
        return replace(self, done=tuple(one for one in Screen if one in done))

    def with_mark(self, at: int, mark: Mark, said: str, by: PersonId) -> "Brief":
        marked = replace(self.expectations[at], mark=mark, said=said)
        return replace(
            self,
            expectations=(*self.expectations[:at], marked, *self.expectations[at + 1 :]),
            marked_by=tuple(dict.fromkeys((*self.marked_by, by))),
        )

    def alarms(self) -> tuple[Alarm, ...]:
        return (
            *self.wakes(self.wakes_at, AlarmKind.PERMISSION_WAKES),
            *self.wakes(self.sign_until, AlarmKind.SIGN_WAITS),
        )


def expected(brief: Brief) -> tuple[Expectation, ...]:
    """What a sponsor expects, line by line, for the group to answer."""
    hopes = (Expectation(wish=Wish.HOPE, words=line) for line in lines_of(brief.hopes))
    worries = (Expectation(wish=Wish.WORRY, words=line) for line in lines_of(brief.worries))
    names = " ".join(lines_of(brief.names))
    about_names = (Expectation(wish=Wish.NAMES, words=names),) if names else ()
    return (*hopes, *worries, *about_names)
