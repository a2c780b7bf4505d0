"""Which posts may go now: the rules of order, in SQL.

- Within a place, a post waits for every earlier one that has not stood yet; but one that is held back
  for its hour, or waits for a parent that is, keeps nobody else waiting.
- A post in a thread waits for the post it belongs under.
- A change of a post that stands already waits for nobody, and nobody waits for it.
- Nobody waits for a pin. Whoever leaves waits for everything that was said there before.
- A lane that is full is passed over, so that it starves no other.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Update,
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

from bot.boundary.delivery import Deed
from storage.lanes import Turnstile, opens_at
from storage.outbox_tables import lane, outbox, still_open
from storage.states import LEASE, State
from storage.types import Instant, microseconds

_earlier = outbox.alias("earlier")
_its_parent = outbox.alias("its_parent")
_parent = outbox.alias("parent")
first_lane = lane.alias("first_lane")
second_lane = lane.alias("second_lane")

Moment = ColumnElement[datetime]


def claim_ready(connection: Connection, now: datetime, most: int, lease: str) -> list[Row[Any]]:
    """Take up to `most`, each counted in its lanes."""
    taken = _let_through(connection, _CANDIDATES, now, most)
    _lease(connection, taken, _SEND, {"until": now + LEASE, "by": lease, "now": now})
    return taken


def claim_doubtful(connection: Connection, now: datetime, most: int, lease: str) -> list[Row[Any]]:
    """Posts to be asked about, each counted in its lanes. One that a person was asked about stays with that
    person meanwhile, and keeps the moment of its claim: by that, the same question is known again."""
    unsure = _let_through(connection, _UNSURE, now, most)
    left = most - len(unsure)
    asked = connection.execute(_WITH_A_PERSON, {"now": now, "most": left}).all()
    leased = {"until": now + LEASE, "by": lease}
    _lease(connection, unsure, _LOOK_FOR, {**leased, "now": now})
    _lease(connection, asked, _ASK_AGAIN, leased)
    return [*unsure, *asked]


def expired(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Those whose lease ran out, which does not tell whether they arrived."""
    return connection.execute(_ENDED, {"now": now}).all()


def _lease(
    connection: Connection, rows: Sequence[Row[Any]], how: Update, leased: Mapping[str, object]
) -> None:
    if rows:
        connection.execute(how, {"seqs": [row.seq for row in rows], **leased})


def is_in(rows: FromClause, state: State) -> ColumnElement[bool]:
    """Spelt out letter by letter, so that the partial indexes are used."""
    return and_(still_open(rows), rows.c.state == literal_column(f"'{state.value}'"))


def _let_through(
    connection: Connection, candidates: Select[Any], now: datetime, most: int
) -> list[Row[Any]]:
    turnstile, taken = Turnstile(connection, now), list[Row[Any]]()
    while len(taken) < most:
        wanted = most - len(taken)
        these = {"now": now, "micros": microseconds(now), "most": wanted}
        rows = connection.execute(_but_not(candidates, taken, turnstile.shut), these).all()
        turnstile.reach(rows)
        taken += [row for row in rows if turnstile.lets((row.lane, row.second_lane))]
        if len(rows) < wanted:
            break
    turnstile.keep()
    return taken


def _but_not(found: Select[Any], taken: Sequence[Row[Any]], shut: Sequence[bytes]) -> Select[Any]:
    if taken:
        found = found.where(outbox.c.seq.not_in([row.seq for row in taken]))
    if shut:
        found = found.where(_none_of(outbox.c.lane, shut), _none_of(outbox.c.second_lane, shut))
    return found


def in_turn(at: Moment) -> ColumnElement[bool]:
    """Nothing earlier in its place, and no parent, keeps it waiting at this moment."""
    new = and_(~_something_earlier(at), ~_its_thread_waits(), ~_leaves_too_soon())
    return or_(outbox.c.carried_revision > 0, new)


def _leaves_too_soon() -> ColumnElement[bool]:
    """A post that stands can't be changed any more by somebody who has gone."""
    open_ = exists().where(
        still_open(_earlier),
        _earlier.c.place == outbox.c.place,
        _earlier.c.seq < outbox.c.seq,
        _earlier.c.state != State.NEEDS_PERSON.value,
    )
    return and_(outbox.c.deed == Deed.LEAVE.value, open_.correlate(outbox))


def _something_earlier(at: Moment) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            still_open(_earlier),
            _earlier.c.place == outbox.c.place,
            _earlier.c.seq < outbox.c.seq,
            _earlier.c.carried_revision == 0,
            _earlier.c.deed != Deed.PIN.value,
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
            _is_waited_for(_its_parent, _earlier),
            or_(_its_parent.c.state == State.NEEDS_PERSON.value, _held(_its_parent, at)),
        )
        .correlate(outbox, _earlier)
    )


def _its_thread_waits() -> ColumnElement[bool]:
    return exists().where(_is_waited_for(_parent, outbox)).correlate(outbox)


def _is_waited_for(parent: FromClause, child: FromClause) -> ColumnElement[bool]:
    """The child belongs under the parent, which has never stood anywhere."""
    return and_(
        still_open(parent),
        parent.c.name == child.c.under,
        parent.c.place == child.c.place,
        parent.c.carried_revision == 0,
    )


def _held(rows: FromClause, at: Moment) -> ColumnElement[bool]:
    return and_(rows.c.not_before.is_not(None), rows.c.not_before > at)


def with_lanes() -> FromClause:
    return outbox.outerjoin(first_lane, first_lane.c.mark == outbox.c.lane).outerjoin(
        second_lane, second_lane.c.mark == outbox.c.second_lane
    )


def opens(lanes: FromClause) -> ColumnElement[int]:
    return func.coalesce(opens_at(lanes), 0)


def micros() -> ColumnElement[int]:
    return type_coerce(outbox.c.due, BigInteger) * 1000


def _none_of(column: ColumnElement[Any], marks: Sequence[bytes]) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(marks))


NOW: BindParameter[datetime] = bindparam("now", type_=Instant)
_DUE = (
    select(outbox)
    .select_from(with_lanes())
    .where(outbox.c.due <= NOW)
    .where(opens(first_lane) <= bindparam("micros"), opens(second_lane) <= bindparam("micros"))
    .order_by(outbox.c.due, outbox.c.seq)
    .limit(bindparam("most"))
    .with_for_update(of=outbox, skip_locked=True)
)
_CANDIDATES = _DUE.where(is_in(outbox, State.READY), in_turn(NOW))
_UNSURE = _DUE.where(is_in(outbox, State.UNSURE))


_ENDED = (
    select(outbox)
    .where(is_in(outbox, State.SENDING), outbox.c.due <= NOW)
    .with_for_update(skip_locked=True)
)
_WITH_A_PERSON = (
    select(outbox)
    .where(is_in(outbox, State.NEEDS_PERSON), outbox.c.due <= NOW)
    .order_by(outbox.c.due, outbox.c.seq)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_tried = case((outbox.c.address.is_not(None), outbox.c.revision), else_=outbox.c.tried_revision)
_ASK_AGAIN = (
    update(outbox)
    .where(outbox.c.seq.in_(bindparam("seqs", expanding=True)))
    .values(due=bindparam("until"), lease=bindparam("by"))
)
_CLAIM = _ASK_AGAIN.values(state=State.SENDING.value, claimed_at=NOW)
_SEND = _CLAIM.values(tried_revision=outbox.c.revision)
_LOOK_FOR = _CLAIM.values(tried_revision=_tried)
