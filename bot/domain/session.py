"""A session: its days, who holds it, and what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.contribution import Part
from bot.domain.formats import Format
from bot.domain.ids import PersonId, RecordId
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Plan, Round, RoundState
from bot.domain.turns import ASKS_TELLER

A_WEEK = timedelta(days=7)
LAST_MORNING = timedelta(hours=3)
"""At the very end nobody needs to step in any more."""
ASKS_AFTER = timedelta(days=1)
ASKS_TO_GO_ON = 3
"""Asked after one, two and three weeks; after four it is closed."""
KEPT = timedelta(days=30)
"""How long what was said is kept after the session closes (docs/what-is-kept.md)."""


class SessionState(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    OPEN = "open"
    PAUSED = "paused"
    RESTING = "resting"
    """Nobody looks after it just now: the clock has stopped, the thread stays."""
    CLOSED = "closed"
    SKIPPED = "skipped"


class Role(StrEnum):
    """Small jobs in a session; they rotate."""

    WEAVER = "weaver"
    KEEPER = "keeper"
    HOST = "host"
    QUESTIONER = "questioner"
    CONNECTOR = "connector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Belonging):
    """`held_by` has said "I can hold this one". In a `light` session there is nothing to stay with:
    arriving and carry-back only.

    Its numbers and dates live as long as the community; what was said in it does not.
    """

    number: int
    plan: Plan
    rounds: tuple[Round, ...] = ()
    format: Format = Format.STORY_WITH_ROUNDS
    this_time: bool = False
    """Somebody who looks after it has chosen its format for this once, whatever was agreed."""
    question: str = ""
    """A prompt's id, or words of the holder's own: what is put to everyone when nobody tells anything."""
    prompts: tuple[str, ...] = ()
    """The ids of the prompts that were used in it, each once."""
    wording: Mapping[Part, str] = field(default_factory=dict)
    """What a round asks, where whoever looks after it has changed the draft: kept letter by letter."""
    at_once: frozenset[Part] = frozenset()
    """Rounds in which all write in private, and everything appears together when they close."""
    no_clear_answer: bool = False
    """Somebody who told it, or summed it up, has said that there is no clear right answer here."""
    state: SessionState = SessionState.PLANNED
    held_by: PersonId | None = None
    asked: tuple[PersonId, ...] = ()
    """Who has been asked to hold it, in turn; a person may be asked more than once."""
    passed: tuple[PersonId, ...] = ()
    """Who has said: not this time. They are not asked about it again."""
    light: bool = False
    story: RecordId | None = None
    teller: PersonId | None = None
    roles: Mapping[Role, PersonId] = field(default_factory=dict)
    arrival: str = ""
    """The arrival prompt's id."""
    chooses_until: datetime | None = None
    """Nobody tells it: the rounds begin once it is chosen which note without a name it stays with, or then."""
    note_chosen: bool = False
    marks_closed: bool = False
    """What people would choose has been looked at, once; a mark that came later would show as a difference."""
    offers_wanted: bool = False
    teller_is_back: bool = False
    """They stepped back while the others wonder, and have come in again."""
    arrivals: int = 0
    quiet_after: datetime | None = None
    """When to look whether anyone still looks after it: moved on by everything its keeper does."""
    rests_after: datetime | None = None
    """The deputy has been asked; when to stop the clock if nobody answers."""
    stopped_at: datetime | None = None
    asked_to_go_on: int = 0
    """How often those who look after it have been asked, a week apart, whether it goes on."""
    asked_before_rest: int = 0
    """So often of these before the whole group paused: that time is not held against it."""
    asks_to_go_on_at: datetime | None = None
    """When they are asked next, where that is not a week after its clock stopped."""
    held_back: bool = False
    """It stands still until something outside of it is settled: who can read the room, or a repair."""
    rests_with_us: bool = False
    """It stopped because the whole group rests, and goes on when the group does."""
    hidden_at: datetime | None = None
    """Since when what was told is not shown in the room, while it is seen where it belongs."""
    heard: bool = False
    """Notes without a name were told in it, or a name was put to one: that it is so, and never how many."""
    guessed: int = 0
    """How often the group was asked not to guess who said something."""
    checked: bool = False
    """People have been asked half way how it goes. Who was is not kept."""
    looked_back: bool = False
    """People have been asked to look back on it. Who did is not kept."""
    next_looks_at: datetime | None = None
    """When to see next whether somebody has to be asked who may tell in the one after it, and is gone
    when this one closes."""
    change: str | None = None
    """What the review will change: one line, or "" for nothing this time. None: not said yet."""
    change_due_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def ahead(self) -> bool:
        return self.state in (SessionState.PLANNED, SessionState.CONFIRMED)

    @property
    def running(self) -> bool:
        return self.state in RUNNING

    @property
    def ended(self) -> bool:
        return self.state in (SessionState.CLOSED, SessionState.SKIPPED)

    @property
    def hidden(self) -> bool:
        return self.hidden_at is not None

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
    def jobs(self) -> tuple[Role, ...]:
        """The roles that there are in it: a questioner only where the group asks a teller."""
        asks = any(one.part in ASKS_TELLER for one in self.rounds)
        return tuple(role for role in Role if asks or role is not Role.QUESTIONER)

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

    @property
    def thread(self) -> str:
        """The name of the post under which people talk: what was told or asked, else the opening."""
        return f"session:{self.id}" if self.light else f"story:{self.id}"

    @property
    def silent(self) -> bool:
        """Nobody has said anything in it."""
        return self.arrivals == 0 and not any(one.replies for one in self.rounds)

    @property
    def left_standing(self) -> bool:
        """Its clock stands, and nobody who was asked has said whether it goes on."""
        asked = self.asked_to_go_on - self.asked_before_rest
        return self.stopped_at is not None and not self.ended and asked >= ASKS_TO_GO_ON

    def must_run(self) -> None:
        if not self.running:
            raise Refused(Reason.SESSION_NOT_OPEN)

    def must_be_open(self) -> None:
        if self.state is not SessionState.OPEN:
            raise Refused(Reason.SESSION_NOT_OPEN)

    @property
    def quiet(self) -> bool:
        """Nobody has used it to say anything, with a name or without."""
        return self.silent and not self.heard

    def never_asked_to_go_on(self) -> "Session":
        """Its clock goes, or has only now stopped."""
        return replace(self, asked_to_go_on=0, asked_before_rest=0, asks_to_go_on_at=None)

    def asked_again_after_rest(self, at: datetime) -> "Session":
        """The whole group pauses, or has paused: it is asked then, and has its month from there."""
        return replace(self, asks_to_go_on_at=at, asked_before_rest=self.asked_to_go_on)

    def with_prompts(self, *ids: str) -> "Session":
        """These prompts have been used in it."""
        return replace(self, prompts=tuple(dict.fromkeys((*self.prompts, *ids))))

    def with_round(self, changed: Round) -> "Session":
        """Replace the round of the same part."""
        return replace(
            self,
            rounds=tuple(changed if one.part is changed.part else one for one in self.rounds),
        )

    def _comes(self, part: Part) -> bool:
        if part is Part.OFFERS:
            return self.offers_wanted
        return part is not Part.LAST_WORD or self.teller is not None

    def alarms(self) -> tuple[Alarm, ...]:
        match self.state:
            case SessionState.PLANNED | SessionState.CONFIRMED:
                return _alarms_ahead(self)
            case SessionState.OPEN:
                return (*_alarms_open(self), *_alarms_of_round(self))
            case SessionState.CLOSED:
                return _alarms_closed(self)
            case SessionState.PAUSED | SessionState.RESTING:
                return _alarms_stopped(self)
            case SessionState.SKIPPED:
                return ()


BEGUN = frozenset({RoundState.OPEN, RoundState.CLOSED})
RUNNING = frozenset({SessionState.OPEN, SessionState.PAUSED, SessionState.RESTING})


def _alarms_ahead(session: Session) -> tuple[Alarm, ...]:
    """Asking is pointless once the session should be open. Opening rings however late: what is too
    late to open is passed over then, and the next one is planned."""
    plan = session.plan
    asks = (
        *session.wakes(plan.asks_at, AlarmKind.ASK_TO_HOLD, until=plan.asks_deputy_at),
        *session.wakes(plan.asks_deputy_at, AlarmKind.ASK_DEPUTY, until=plan.opens_at),
    )
    return (
        *(asks if session.state is SessionState.PLANNED else ()),
        *session.wakes(plan.prepares_at, AlarmKind.PREPARE_TELLER, until=plan.opens_at),
        *session.wakes(plan.opens_at, AlarmKind.OPEN_SESSION),
    )


def _alarms_open(session: Session) -> tuple[Alarm, ...]:
    return (
        *session.wakes(session.plan.closes_at, AlarmKind.CLOSE_SESSION),
        *session.wakes(session.next_looks_at, AlarmKind.PREPARE_NEXT, until=session.plan.closes_at),
        *(() if session.light else _alarms_of_check_and_review(session)),
        *_alarms_of_choice(session),
        *_alarms_of_watch(session),
    )


def _alarms_of_choice(session: Session) -> tuple[Alarm, ...]:
    until = session.chooses_until if session.waits_for_choice else None
    return session.wakes(until, AlarmKind.BEGIN_ROUNDS)


def _alarms_of_check_and_review(session: Session) -> tuple[Alarm, ...]:
    plan = session.plan
    return (
        *session.wakes(plan.check_opens_at, AlarmKind.OPEN_CHECK, until=plan.check_closes_at),
        *session.wakes(plan.check_closes_at, AlarmKind.CLOSE_CHECK),
        *session.wakes(plan.review_opens_at, AlarmKind.OPEN_REVIEW, until=plan.closes_at),
    )


def _alarms_of_watch(session: Session) -> tuple[Alarm, ...]:
    """Its keeper is looked for first; once the deputy has been asked, the deputy. When there is no round left,
    nobody has to step in: people look back by themselves."""
    if not session.light and session.round is None and session.next_round is None:
        return ()
    end = session.plan.closes_at - LAST_MORNING
    if session.rests_after:
        return session.wakes(session.rests_after, AlarmKind.DEPUTY_QUIET, until=end)
    return session.wakes(session.quiet_after, AlarmKind.FACILITATOR_QUIET, until=end)


def _alarms_of_round(session: Session) -> tuple[Alarm, ...]:
    """A nudge about a round is pointless once the round should be closed; closing it is not."""
    now_open = session.round
    if now_open is None:
        return ()
    closes = now_open.closes_at
    return (
        *session.wakes(closes, AlarmKind.CLOSE_ROUND),
        *session.wakes(now_open.looks_at, AlarmKind.NO_FIRST_REPLY, until=closes),
        *session.wakes(now_open.warns_at, AlarmKind.ROUND_CLOSES_SOON, until=closes),
    )


def _alarms_stopped(session: Session) -> tuple[Alarm, ...]:
    """Nothing is asked of the group; but once a week somebody is asked whether it goes on."""
    if session.stopped_at is None or session.rests_with_us:
        return ()
    at = session.asks_to_go_on_at or session.stopped_at + A_WEEK
    return session.wakes(at, AlarmKind.STILL_STOPPED)


def _alarms_closed(session: Session) -> tuple[Alarm, ...]:
    missing = session.change_due_at if session.change is None else None
    return (
        *session.wakes(missing, AlarmKind.REVIEW_LINE_MISSING),
        *_asks_how_it_is(session),
    )


def _asks_how_it_is(session: Session) -> tuple[Alarm, ...]:
    """Whether somebody has gone quiet is only worth a word while the session is fresh."""
    if session.closed_at is None or session.light:
        return ()
    at = session.closed_at + ASKS_AFTER
    return session.wakes(at, AlarmKind.GONE_QUIET, until=at + A_WEEK)
