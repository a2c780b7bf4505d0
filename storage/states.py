"""What can become of a post on its way, as a table of rules.

ready -> sending (lease) -> sent | ready (refused, tried again) | unsure | dead
unsure -> sending (lease, to be asked about) -> sent | ready | unsure | needs_person | dead
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, assert_never

from sqlalchemy import Row

from bot.boundary.decision import Care
from bot.boundary.delivery import (
    Absent,
    Carried,
    Doubted,
    Gone,
    NotTaken,
    Outcome,
    Unanswerable,
    Why,
)

LEASE = timedelta(seconds=30)
"""Three times what the courier gives one post (bot/courier.py, PATIENCE)."""
MOST_TRIES = 12
"""About four hours of trying."""
FIRST_LOOK = timedelta(seconds=10)
"""A post that timed out may still be arriving: look for it after this."""
ASK_AGAIN = timedelta(minutes=1)
"""A person is asked a second time, once, in case the bot fell over before it had asked. The question
carries the same id (bot/courier.py), so whoever was asked hears nothing new."""
NEVER = datetime(9000, 1, 1, tzinfo=UTC)


class State(StrEnum):
    READY = "ready"
    SENDING = "sending"
    UNSURE = "unsure"
    """It may or may not stand there."""
    NEEDS_PERSON = "needs_person"
    SENT = "sent"
    DEAD = "dead"


class Cause(StrEnum):
    """Why a post is dead."""

    GONE = "gone"
    """It can't be reached any more, and nobody says why."""
    BLOCKED = Why.BLOCKED.value
    NOT_INSTALLED = Why.NOT_INSTALLED.value
    FORBIDDEN = Why.FORBIDDEN.value
    LEFT = Why.LEFT.value
    TRIES = "tries"
    DOUBT = "doubt"
    """It may stand there. It is not repeated."""
    LOST = "lost"
    """The message it belongs under is not there."""
    PAST = "past"
    """Its moment had passed before it could be put up."""


WHYS: Final = frozenset(one.value for one in Why)
OUT_OF_REACH: Final = frozenset({Cause.GONE.value, *WHYS})
"""Causes of what can never be carried to where it was to go."""


def backoff(tries: int) -> timedelta:
    """How long to wait after the try with this number: doubling from 30 s, at most 1 h."""
    return timedelta(seconds=min(30 << min(tries - 1, 7), 3600))


def settled(row: Row[Any], outcome: Outcome, now: datetime) -> Mapping[str, object]:
    """What changes about a claimed post."""
    match outcome:
        case Carried():
            return _carried(row, outcome, now)
        case NotTaken():
            return _not_taken(row, outcome, now)
        case Gone():
            return dead(_out_of_reach(outcome.why), now)
        case Doubted():
            return _doubted(row, outcome, now)
        case Absent():
            return {"state": State.READY, "due": now}
        case Unanswerable():
            return _unanswerable(row, outcome, now)
        case _:
            assert_never(outcome)


def _out_of_reach(why: str) -> Cause:
    return Cause(why) if why in WHYS else Cause.GONE


def _carried(row: Row[Any], outcome: Carried, now: datetime) -> Mapping[str, object]:
    """Where a newer revision waits already, that goes next."""
    newer = row.revision > outcome.errand.revision
    return {
        "state": State.READY if newer else State.SENT,
        "address": outcome.address,
        "carried_revision": outcome.errand.revision,
        "due": now,
        "tries": 0,
        "settled_at": now,
        "stand": None,
    }


def _not_taken(row: Row[Any], outcome: NotTaken, now: datetime) -> Mapping[str, object]:
    """A platform that says when to come back is busy, not unwilling: that is no failed try."""
    if outcome.after is not None:
        return {"state": State.READY, "due": now + timedelta(seconds=outcome.after)}
    tries = row.tries + 1
    if tries >= MOST_TRIES:
        return dead(Cause.TRIES, now)
    return {"state": State.READY, "tries": tries, "due": now + backoff(tries)}


def _doubted(row: Row[Any], outcome: Doubted, now: datetime) -> Mapping[str, object]:
    if outcome.after is not None:
        return {"state": State.UNSURE, "due": now + timedelta(seconds=outcome.after)}
    wait = backoff(row.tries) if row.tries else FIRST_LOOK
    return {"state": State.UNSURE, "tries": row.tries + 1, "due": now + wait}


def _unanswerable(row: Row[Any], outcome: Unanswerable, now: datetime) -> Mapping[str, object]:
    match Care(row.care):
        case Care.REPEAT:
            return {"state": State.READY, "due": now}
        case Care.LEAVE:
            return dead(Cause.DOUBT, now)
        case Care.ASK:
            again, parts = row.state == State.NEEDS_PERSON, outcome.parts
            return {
                "state": State.NEEDS_PERSON,
                "due": NEVER if again else now + ASK_AGAIN,
                "stand": parts.stand if parts.are_several else None,
            }


def dead(cause: Cause, now: datetime) -> Mapping[str, object]:
    return {"state": State.DEAD, "cause": cause, "due": now, "settled_at": now}
