"""When the courier is wanted next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from storage.claiming import NOW, first_lane, in_turn, is_in, micros, opens, second_lane, with_lanes
from storage.outbox_tables import outbox
from storage.states import State
from storage.types import EPOCH, Instant


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the first of those that wait for no other may go, or may be asked about again.

    Whether one is kept waiting is judged as `claim_ready` will judge it: at its hour, or now if that
    has passed.
    """
    may_go = connection.scalar(_first_that_may_go(connection.dialect.name), {"now": now})
    ask_again = connection.scalar(_first_asked_again(connection.dialect.name))
    moments = (int(moment) for moment in (may_go, ask_again) if moment is not None)
    first = min(moments, default=None)
    return None if first is None else EPOCH + timedelta(microseconds=first)


@cache
def _first_that_may_go(dialect: str) -> Select[Any]:
    """When, in epoch microseconds."""
    latest = _latest(dialect)
    at = latest(outbox.c.due, NOW, type_=Instant)
    return _first_through(dialect).where(is_in(outbox, State.READY), in_turn(at))


@cache
def _first_asked_again(dialect: str) -> Select[Any]:
    return _first_through(dialect).where(is_in(outbox, State.UNSURE))


def _first_through(dialect: str) -> Select[Any]:
    moment = _latest(dialect)(micros(), opens(first_lane), opens(second_lane))
    return select(func.min(moment)).select_from(with_lanes())


def _latest(dialect: str) -> Callable[..., ColumnElement[Any]]:
    return func.greatest if dialect == "postgresql" else func.max
