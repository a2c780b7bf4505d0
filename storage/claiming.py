"""Which posts may go now: the rules of order, in SQL.

- Within a place, a post waits for every earlier one that has not stood yet; but one that is held back
  for its hour, or waits for a parent that is, keeps nobody else waiting.
- A post in a thread waits for the post it belongs under.
- A change of a post that stands already waits for nobody, and nobody waits for it.
- A lane that is full is passed over, so that it starves no other.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.sql import literal_column

from storage.lanes import Turnstile, opens_at
from storage.states import LEASE, State
from storage.tables import lane, outbox, still_open
from storage.types import EPOCH, Instant, microseconds

_earlier = outbox.alias("earlier")
_its_parent = outbox.alias("its_parent")
_parent = outbox.alias("parent")
_lane = lane.alias("first_lane")
_second = lane.alias("second_lane")

Moment = datetime | ColumnElement[datetime]


def claim_ready(connection: Connection, now: datetime, most: int, lease: str) -> list[Row[Any]]:
    """Take up to `most`, each counted in its lanes."""
    turnstile, taken = Turnstile(connection, now), list[Row[Any]]()
    while len(taken) < most:
        wanted = most - len(taken)
        rows = connection.execute(_candidates(now, wanted, taken, turnstile.shut)).all()
        turnstile.reach(rows)
        taken += [row for row in rows if turnstile.lets((row.lane, row.second_lane))]
        if len(rows) < wanted:
            break
    turnstile.keep()
    _lease(connection, taken, now, lease, {"state": State.SENDING, "tried_revision": _newest})
    return taken


def claim_doubtful(connection: Connection, now: datetime, most: int, lease: str) -> list[Row[Any]]:
    """Posts to be asked about. One that a person was asked about stays with that person meanwhile,
    and keeps the moment of its claim: by that, the same question is known again."""
    unsure = connection.execute(_doubtful(State.UNSURE, now, most)).all()
    asked = connection.execute(_doubtful(State.NEEDS_PERSON, now, most - len(unsure))).all()
    _lease(connection, unsure, now, lease, {"state": State.SENDING, "tried_revision": _tried})
    _lease(connection, asked, now, lease, {"claimed_at": outbox.c.claimed_at})
    return [*unsure, *asked]


def expire(connection: Connection, now: datetime) -> None:
    """A lease that ran out does not tell whether the post arrived: from now on it is in doubt."""
    ended = (
        select(outbox.c.seq)
        .where(is_in(outbox, State.SENDING), outbox.c.due <= now)
        .with_for_update(skip_locked=True)
    )
    if seqs := connection.scalars(ended).all():
        connection.execute(
            update(outbox).where(outbox.c.seq.in_(seqs)).values(state=State.UNSURE.value, due=now)
        )


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the first of those that wait for no other may go, or may be asked about again.

    Whether one is kept waiting is judged as `claim_ready` will judge it: at its hour, or now if that
    has passed.
    """
    latest = func.greatest if connection.dialect.name == "postgresql" else func.max
    at = latest(outbox.c.due, bindparam("now", now, Instant), type_=Instant)
    may_go = (
        select(func.min(latest(_micros(), _opens(_lane), _opens(_second))))
        .select_from(_with_lanes())
        .where(is_in(outbox, State.READY), _in_turn(at))
    )
    ask_again = select(func.min(_micros())).where(is_in(outbox, State.UNSURE))
    moments = [connection.scalar(query) for query in (may_go, ask_again)]
    first = min((int(moment) for moment in moments if moment is not None), default=None)
    return None if first is None else EPOCH + timedelta(microseconds=first)


def is_in(rows: FromClause, state: State) -> ColumnElement[bool]:
    """Spelt out letter by letter, so that the partial indexes are used."""
    return and_(still_open(rows), rows.c.state == literal_column(f"'{state.value}'"))


def _candidates(
    now: datetime, most: int, taken: Sequence[Row[Any]], shut: Sequence[bytes]
) -> Select[Any]:
    found = (
        select(outbox)
        .select_from(_with_lanes())
        .where(is_in(outbox, State.READY), outbox.c.due <= now, _in_turn(now))
        .where(_opens(_lane) <= microseconds(now), _opens(_second) <= microseconds(now))
        .order_by(outbox.c.due, outbox.c.seq)
        .limit(most)
        .with_for_update(of=outbox, skip_locked=True)
    )
    if taken:
        found = found.where(outbox.c.seq.not_in([row.seq for row in taken]))
    if shut:
        found = found.where(_none_of(outbox.c.lane, shut), _none_of(outbox.c.second_lane, shut))
    return found


def _doubtful(state: State, now: datetime, most: int) -> Select[Any]:
    return (
        select(outbox)
        .where(is_in(outbox, state), outbox.c.due <= now)
        .order_by(outbox.c.due, outbox.c.seq)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


def _in_turn(at: Moment) -> ColumnElement[bool]:
    """Nothing earlier in its place, and no parent, keeps it waiting at this moment."""
    return or_(outbox.c.carried_revision > 0, and_(~_something_earlier(at), ~_its_thread_waits()))


def _something_earlier(at: Moment) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            still_open(_earlier),
            _earlier.c.place == outbox.c.place,
            _earlier.c.seq < outbox.c.seq,
            _earlier.c.carried_revision == 0,
            _earlier.c.state != State.NEEDS_PERSON.value,
            ~_held(_earlier, at),
            ~_parent_is_held(at),
        )
        .correlate(outbox)
    )


def _parent_is_held(at: Moment) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            still_open(_its_parent),
            _its_parent.c.name == _earlier.c.under,
            _its_parent.c.place == _earlier.c.place,
            _its_parent.c.carried_revision == 0,
            or_(_its_parent.c.state == State.NEEDS_PERSON.value, _held(_its_parent, at)),
        )
        .correlate(outbox, _earlier)
    )


def _its_thread_waits() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            still_open(_parent),
            _parent.c.name == outbox.c.under,
            _parent.c.place == outbox.c.place,
            _parent.c.carried_revision == 0,
        )
        .correlate(outbox)
    )


def _held(rows: FromClause, at: Moment) -> ColumnElement[bool]:
    return and_(rows.c.not_before.is_not(None), rows.c.not_before > at)


def _with_lanes() -> FromClause:
    return outbox.outerjoin(_lane, _lane.c.mark == outbox.c.lane).outerjoin(
        _second, _second.c.mark == outbox.c.second_lane
    )


def _opens(lanes: FromClause) -> ColumnElement[int]:
    return func.coalesce(opens_at(lanes), 0)


def _micros() -> ColumnElement[int]:
    return type_coerce(outbox.c.due, BigInteger) * 1000


def _none_of(column: ColumnElement[Any], marks: Sequence[bytes]) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(marks))


_newest = outbox.c.revision
_tried = case((outbox.c.address.is_not(None), outbox.c.revision), else_=outbox.c.tried_revision)


def _lease(
    connection: Connection,
    rows: Sequence[Row[Any]],
    now: datetime,
    lease: str,
    also: dict[str, Any],
) -> None:
    if rows:
        connection.execute(
            update(outbox)
            .where(outbox.c.seq.in_([row.seq for row in rows]))
            .values({"due": now + LEASE, "lease": lease, "claimed_at": now, **also})
        )
