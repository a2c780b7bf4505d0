"""What a health card says of a group's life: when it met, what it heard from its organisation, what it tries."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from bot.conversations.known import Known
from bot.conversations.permission.charter_cards import promises
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.learning import TryState
from bot.domain.message import Came, Message, ResponseKind
from bot.domain.pulse import A_QUARTER
from bot.domain.session import Session
from bot.domain.sponsorship import Brief
from bot.domain.told import tried
from bot.words import count, say, tell_number, tell_of


def lines_of_life(community: Community, at: datetime, known: Known) -> tuple[str, ...]:
    """In the order in which a sponsor can do something about it last: what they promised, and what they answered."""
    return (
        *_sessions(known.sessions(community), at),
        *_tries([one.state for one in known.tries(community)]),
        *_messages([one for one in known.messages(community) if one.sent_at or one.by_hand]),
        *_promises(known.brief(community)),
    )


def _sessions(sessions: Collection[Session], at: datetime) -> Iterator[str]:
    """Of the last quarter."""
    held = [one for one in sessions if one.closed_at and at - one.closed_at <= A_QUARTER]
    met = len(held)
    yield count("health.met", met) if met else say("health.not_met")
    if light := len([one for one in held if one.light]):
        yield count("health.light", light)
    if missed := len([one for one in sessions if _missed(one, at)]):
        yield count("health.missed", missed)


def _missed(session: Session, at: datetime) -> bool:
    skipped = session.state is SessionState.SKIPPED
    return skipped and at - A_QUARTER <= session.plan.opens_at <= at


def _tries(states: list[TryState]) -> Iterator[str]:
    found = tried(states, tuple(TryState))
    if found is None:
        yield say("health.tries.too_few")
        return
    number, bands = found
    yield tell_number("health.tries", number)
    for state, band in bands.items():
        yield tell_of("health.tries.state", band, state=say(f"health.try.{state}"))


def _messages(sent: Collection[Message]) -> Iterator[str]:
    """Messages are the group's: no number here is about a person, but about what became of its words."""
    so_many = len(sent)
    yield count("health.messages", so_many) if so_many else say("health.no_messages")
    for what, holds in _ANSWERED.items():
        if became := len([one for one in sent if holds(one)]):
            yield say(f"health.messages.{what}", n=became)


def _promises(brief: Brief | None) -> Iterator[str]:
    """Word for word as in the charter; and whether they still stand."""
    lines = promises(brief)
    if brief is None or not lines:
        return
    yield say("health.promised_unconfirmed" if brief.unconfirmed else "health.promised")
    yield from lines


def _says(kind: ResponseKind) -> Callable[[Message], bool]:
    return lambda message: message.answer is not None and message.answer.kind is kind


def _became(came: Came) -> Callable[[Message], bool]:
    return lambda message: message.came is came


_ANSWERED = {
    **{kind.value: _says(kind) for kind in ResponseKind},
    "open": lambda message: not message.answers and not message.silent,
    "silent": lambda message: message.silent,
    **{came.value: _became(came) for came in Came},
}
"""What an organisation has said to a message; what the group says came of a yes."""
