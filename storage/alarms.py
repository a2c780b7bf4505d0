"""When things want to be woken. Whoever writes or rings an alarm holds its community."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import Insert

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import CommunityId, RecordId
from bot.domain.records import Record
from storage.key_tables import community_key
from storage.keys import CommunityKeys
from storage.states import backoff
from storage.tables import alarm, postponed, waiting
from storage.types import begun, rounded
from storage.upsert import insert_on

REMEMBERED = timedelta(days=30)
"""How long alarms that have rung are kept, counted from when they were due."""

Key = tuple[str, str, datetime]


class Alarms:
    """The alarms, within one transaction."""

    def __init__(self, connection: Connection, keys: CommunityKeys) -> None:
        self._connection = connection
        self._keys = keys
        self._set_here: dict[RecordId, tuple[Alarm, ...]] = {}
        """What the records that this transaction has kept want, as it stands."""

    def replace(self, records: Sequence[Record], at: datetime) -> None:
        """Set the alarms of these records and take back those that they no longer want.

        What has rung stays as it is, so it never rings again. What is older than anything that is
        remembered, and not waiting, is taken to have rung. Of what has rung only that is read which is
        wanted still: in a busy month there may be thousands.
        """
        own = dict[RecordId, tuple[Alarm, ...]]()
        for record in records:
            own[record.id] = own.get(record.id, ()) + _own_alarms(record)
        changed = {id: alarms for id, alarms in own.items() if self._set_here.get(id) != alarms}
        if changed:
            self._replace(changed, at)
            self._set_here |= changed

    def _replace(self, own: Mapping[RecordId, tuple[Alarm, ...]], at: datetime) -> None:
        wanted = {_key(one): one for alarms in own.values() for one in alarms}
        known = {_key(row): row for id, alarms in own.items() for row in self._about(id, alarms)}
        self._remove([key for key, row in known.items() if not row.rung and key not in wanted])
        new = [
            one
            for key, one in wanted.items()
            if (known[key].until != one.until if key in known else one.at >= at - REMEMBERED)
        ]
        if new:
            self._set(new)

    def due(self, now: datetime) -> Alarm | None:
        """The next one that should ring; its community is held until the transaction ends.

        `now` is taken as the millisecond it lies in: rounded up like a moment that is kept, it would ring
        what is due within it too early, and whoever then looks at the time would let it pass.
        """
        now = begun(now)
        while community := self._next_community(now):
            self._keys.hold(community)
            first = self._first_of(community, now)
            if first is None:
                continue
            if first.until is None or first.until > now:
                return _alarm(first)
            self.rang(_alarm(first))
        return None

    def rang(self, rung: Alarm) -> None:
        """Also when the record no longer names it; and nothing is left of a community that is gone."""
        self._set_here.pop(rung.about, None)
        these = {**_these(_key(rung)), "latest": rung.until, "home": rung.community}
        self._connection.execute(_ringing(self._connection.dialect.name), these)

    def postpone(self, failed: Alarm, now: datetime) -> None:
        """Later alarms of its community do not wait for it meanwhile."""
        self._keys.hold(failed.community)
        these = _these(_key(failed))
        tries = self._connection.scalar(_TRIES, these)
        if tries is not None:
            later = now + backoff(tries + 1)
            self._connection.execute(_PUT_OFF, {**these, "tries": tries + 1, "next_try": later})

    def next_alarm(self) -> datetime | None:
        moments = [self._connection.scalar(query) for query in (_FIRST, _FIRST_AGAIN)]
        return min((moment for moment in moments if moment is not None), default=None)

    def remove_about(self, records: Sequence[RecordId]) -> None:
        for one in records:
            self._set_here.pop(one, None)
        self._connection.execute(_REMOVE_ABOUT, {"records": records})

    def clear(self, now: datetime) -> int:
        return self._connection.execute(
            delete(alarm).where(alarm.c.rung.is_(True), alarm.c.at < now - REMEMBERED)
        ).rowcount

    def _about(self, record: RecordId, wanted: Sequence[Alarm]) -> Sequence[Row[Any]]:
        """What waits, and what has rung of those that are wanted."""
        these = {"record": record, "wanted": [one.at for one in wanted]}
        return self._connection.execute(_ABOUT, these).all()

    def _remove(self, keys: Sequence[Key]) -> None:
        if keys:
            self._connection.execute(_REMOVE, [_these(key) for key in keys])

    def _set(self, alarms: Sequence[Alarm]) -> None:
        statement = _setting(self._connection.dialect.name)
        self._connection.execute(statement, [_row(one) for one in alarms])

    def _next_community(self, now: datetime) -> CommunityId | None:
        """Whose first alarm is due longest. Communities in other hands are passed over: theirs wait."""
        return self._connection.scalar(_NEXT_COMMUNITY, {"now": now})

    def _first_of(self, community: CommunityId, now: datetime) -> Row[Any] | None:
        """Asked only now that the community is held: another process may have rung some."""
        these = {"now": now, "community": community}
        return self._connection.execute(_FIRST_OF, these).one_or_none()


_now: BindParameter[datetime] = bindparam("now")
_rested = or_(alarm.c.next_try.is_(None), alarm.c.next_try <= _now)
_may_ring = and_(waiting, alarm.c.at <= _now, _rested)
_in_order = (alarm.c.at, alarm.c.kind, alarm.c.about)
_NEXT_COMMUNITY = (
    select(alarm.c.community)
    .join(community_key, community_key.c.community == alarm.c.community)
    .where(_may_ring)
    .order_by(*_in_order)
    .limit(1)
    .with_for_update(of=community_key, key_share=True, skip_locked=True)
)
_FIRST_OF = (
    select(alarm)
    .where(_may_ring, alarm.c.community == bindparam("community"))
    .order_by(*_in_order)
    .limit(1)
)
_FIRST = select(func.min(alarm.c.at)).where(waiting, alarm.c.next_try.is_(None))
_FIRST_AGAIN = select(func.min(alarm.c.next_try)).where(postponed)
_of_record = select(alarm).where(alarm.c.about == bindparam("record"))
_ABOUT = union_all(
    _of_record.where(waiting),
    _of_record.where(alarm.c.rung.is_(True), alarm.c.at.in_(bindparam("wanted", expanding=True))),
)
_REMOVE_ABOUT = delete(alarm).where(alarm.c.about.in_(bindparam("records", expanding=True)))
_this = and_(
    alarm.c.kind == bindparam("this"),
    alarm.c.about == bindparam("whose"),
    alarm.c.at == bindparam("then"),
)
_REMOVE = delete(alarm).where(_this)
_TRIES = select(alarm.c.tries).where(_this, waiting)
_PUT_OFF = (
    update(alarm).where(_this).values(tries=bindparam("tries"), next_try=bindparam("next_try"))
)


@cache
def _setting(dialect: str) -> Insert:
    statement = insert_on(alarm, dialect)
    until = statement.excluded.until
    return statement.on_conflict_do_update(
        index_elements=["kind", "about", "at"],
        set_={"until": until},
        where=and_(waiting, alarm.c.until.is_distinct_from(until)),
    )


@cache
def _ringing(dialect: str) -> Insert:
    values = select(
        bindparam("this", type_=alarm.c.kind.type),
        bindparam("whose", type_=alarm.c.about.type),
        bindparam("then", type_=alarm.c.at.type),
        bindparam("latest", type_=alarm.c.until.type),
        literal(True, Boolean()),
        literal(0),
        community_key.c.community,
    ).where(community_key.c.community == bindparam("home"))
    columns = ["kind", "about", "at", "until", "rung", "tries", "community"]
    return (
        insert_on(alarm, dialect)
        .from_select(columns, values)
        .on_conflict_do_update(
            index_elements=["kind", "about", "at"],
            set_={"rung": true(), "tries": 0, "next_try": None},
        )
    )


def _own_alarms(record: Record) -> tuple[Alarm, ...]:
    alarms = record.alarms()
    if any(one.about != record.id or one.community != record.community for one in alarms):
        raise ValueError("a record sets alarms about itself alone")
    return alarms


def _key(one: Alarm | Row[Any]) -> Key:
    return (str(one.kind), one.about, rounded(one.at))


def _these(key: Key) -> dict[str, object]:
    """What `_this` is filled in with."""
    return dict(zip(("this", "whose", "then"), key, strict=True))


def _row(one: Alarm) -> Mapping[str, object]:
    return {
        "kind": one.kind.value,
        "about": one.about,
        "at": one.at,
        "community": one.community,
        "until": one.until,
        "rung": False,
        "tries": 0,
    }


def _alarm(row: Row[Any]) -> Alarm:
    return Alarm(
        at=row.at,
        kind=AlarmKind(row.kind),
        about=RecordId(row.about),
        community=CommunityId(RecordId(row.community)),
        until=row.until,
    )
