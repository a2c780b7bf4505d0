"""When things want to be woken. Whoever writes or rings an alarm holds its community."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Row,
    and_,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import CommunityId, RecordId
from bot.domain.records import Record
from storage.keys import CommunityKeys
from storage.states import backoff
from storage.tables import alarm, community_key, postponed, waiting
from storage.types import begun, rounded
from storage.upsert import insert

REMEMBERED = timedelta(days=30)
"""How long alarms that have rung are kept, counted from when they were due."""

Key = tuple[str, str, datetime]


class Alarms:
    """The alarms, within one transaction."""

    def __init__(self, connection: Connection, keys: CommunityKeys) -> None:
        self._connection = connection
        self._keys = keys

    def replace(self, records: Sequence[Record], at: datetime) -> None:
        """Set the alarms of these records and take back those that they no longer want.

        What has rung stays as it is, so it never rings again. What is older than anything that is
        remembered, and not waiting, is taken to have rung.
        """
        wanted = {_key(one): one for record in records for one in _own_alarms(record)}
        known = {_key(row): row for row in self._about([record.id for record in records])}
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
        values = select(
            literal(rung.kind.value),
            literal(rung.about),
            literal(rung.at, alarm.c.at.type),
            literal(rung.until, alarm.c.until.type),
            literal(True, Boolean()),
            literal(0),
            community_key.c.community,
        ).where(community_key.c.community == rung.community)
        columns = ["kind", "about", "at", "until", "rung", "tries", "community"]
        self._connection.execute(
            insert(alarm, self._connection)
            .from_select(columns, values)
            .on_conflict_do_update(
                index_elements=["kind", "about", "at"],
                set_={"rung": true(), "tries": 0, "next_try": None},
            )
        )

    def postpone(self, failed: Alarm, now: datetime) -> None:
        """Later alarms of its community do not wait for it meanwhile."""
        self._keys.hold(failed.community)
        tries = self._connection.scalar(select(alarm.c.tries).where(_is(failed), waiting))
        if tries is not None:
            later = now + backoff(tries + 1)
            self._connection.execute(
                update(alarm).where(_is(failed)).values(tries=tries + 1, next_try=later)
            )

    def next_alarm(self) -> datetime | None:
        first = select(func.min(alarm.c.at)).where(waiting, alarm.c.next_try.is_(None))
        again = select(func.min(alarm.c.next_try)).where(postponed)
        moments = [self._connection.scalar(query) for query in (first, again)]
        return min((moment for moment in moments if moment is not None), default=None)

    def remove_about(self, records: Sequence[RecordId]) -> None:
        self._connection.execute(delete(alarm).where(alarm.c.about.in_(records)))

    def clear(self, now: datetime) -> int:
        return self._connection.execute(
            delete(alarm).where(alarm.c.rung.is_(True), alarm.c.at < now - REMEMBERED)
        ).rowcount

    def _about(self, records: Sequence[RecordId]) -> Sequence[Row[Any]]:
        return self._connection.execute(select(alarm).where(alarm.c.about.in_(records))).all()

    def _remove(self, keys: Sequence[Key]) -> None:
        if keys:
            self._connection.execute(
                delete(alarm).where(tuple_(alarm.c.kind, alarm.c.about, alarm.c.at).in_(keys))
            )

    def _set(self, alarms: Sequence[Alarm]) -> None:
        statement = insert(alarm, self._connection)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "about", "at"],
                set_={"until": statement.excluded.until},
                where=and_(waiting, alarm.c.until.is_distinct_from(statement.excluded.until)),
            ),
            [_row(one) for one in alarms],
        )

    def _next_community(self, now: datetime) -> CommunityId | None:
        """Whose first alarm is due longest. Communities in other hands are passed over: theirs wait."""
        return self._connection.scalar(
            select(alarm.c.community)
            .join(community_key, community_key.c.community == alarm.c.community)
            .where(_may_ring(now))
            .order_by(alarm.c.at, alarm.c.kind, alarm.c.about)
            .limit(1)
            .with_for_update(of=community_key, key_share=True, skip_locked=True)
        )

    def _first_of(self, community: CommunityId, now: datetime) -> Row[Any] | None:
        """Asked only now that the community is held: another process may have rung some."""
        return self._connection.execute(
            select(alarm)
            .where(_may_ring(now), alarm.c.community == community)
            .order_by(alarm.c.at, alarm.c.kind, alarm.c.about)
            .limit(1)
        ).one_or_none()


def _may_ring(now: datetime) -> Any:
    rested = or_(alarm.c.next_try.is_(None), alarm.c.next_try <= now)
    return and_(waiting, alarm.c.at <= now, rested)


def _own_alarms(record: Record) -> tuple[Alarm, ...]:
    alarms = record.alarms()
    if any(one.about != record.id or one.community != record.community for one in alarms):
        raise ValueError("a record sets alarms about itself alone")
    return alarms


def _key(one: Alarm | Row[Any]) -> Key:
    return (str(one.kind), one.about, rounded(one.at))


def _is(one: Alarm) -> Any:
    return and_(alarm.c.kind == one.kind.value, alarm.c.about == one.about, alarm.c.at == one.at)


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
