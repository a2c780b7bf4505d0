"""One transaction: what is decided is kept, or none of it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Table

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision
from bot.boundary.ports import Records
from bot.domain.alarm import Alarm
from storage.alarms import Alarms
from storage.box import Boxes
from storage.clearing import clear_inbox, clear_outbox
from storage.door import Door
from storage.house import House
from storage.keeping import Keeping
from storage.keys import CommunityKeys
from storage.notes import Notes
from storage.posting import Posting
from storage.reading import Reading
from storage.sweeping import left_by
from storage.tables import inbox
from storage.unsigned import UNSIGNED
from storage.upsert import is_new


class Work:
    """Implements `bot.boundary.ports.Office`."""

    def __init__(self, door: Door, connection: Connection, house: House) -> None:
        self._door = door
        self._connection = connection
        self._house = house
        self._know_nothing()
        self.must_sweep = False
        """Something was written or destroyed whose traces tell more than it does."""
        self.left = frozenset[Table]()
        """Tables whose old rows are not to be found in the database's pages either."""

    @property
    def records(self) -> Records:
        return self._reading

    @contextmanager
    def part(self) -> Iterator["Work"]:
        self._has_written = False
        try:
            with self._door.part(self._connection):
                yield self
        except BaseException:
            if self._has_written or not self._door.alone:
                self._know_nothing()
            raise

    def first_time(self, delivery: DeliveryId, at: datetime) -> bool:
        """Kept as a mark and a day: who came when is nobody's business."""
        mark = self._house.marks.of("delivery", delivery)
        return is_new(self._connection, inbox, mark=mark, day=at.date())

    def keep(self, decision: Decision, at: datetime) -> None:
        self._has_written = True
        self._keys.hold_all(record.community for record in (*decision.keep, *decision.forget))
        self._keeping.keep(decision.keep, at, self._reading.recall.one)
        for slip in decision.drop:
            self._boxes.drop(slip, self._keys)
        for box in decision.empty:
            self._boxes.empty(box)
        for one in decision.notes:
            self._notes.do(one)
        if decision.say:
            Posting(self._connection, self._house, self._keys, at).say(decision.say)
        self._keeping.forget(decision.forget)
        self._reading.recall.follow(decision)
        self.must_sweep |= bool(
            decision.drop or decision.empty or decision.notes or decision.forget
        )
        self.left |= left_by(decision)

    def due(self, now: datetime) -> Alarm | None:
        return self._alarms.due(now)

    def rang(self, alarm: Alarm) -> None:
        self._alarms.rang(alarm)

    def postpone(self, alarm: Alarm, now: datetime) -> None:
        self._alarms.postpone(alarm, now)

    def next_alarm(self) -> datetime | None:
        return self._alarms.next_alarm()

    def clear(self, now: datetime) -> int:
        """Records past their day, alarms that rang 30 days ago, deliveries of last week, posts carried
        or dead for 150 days."""
        gone = self._keeping.clear(now)
        gone += self._alarms.clear(now)
        gone += clear_inbox(self._connection, now)
        gone += clear_outbox(self._connection, now)
        self.must_sweep, self.left = True, frozenset(UNSIGNED)  # also what dead processes left
        self._know_nothing()
        return gone

    def _know_nothing(self) -> None:
        """What was read and held so far is forgotten: some of it may have been undone."""
        connection, house = self._connection, self._house
        self._keys = CommunityKeys(connection, house.keyring)
        self._boxes = Boxes(connection, house.keyring, house.mint)
        self._notes = Notes(connection, house.keyring, house.mint, self._keys)
        self._alarms = Alarms(connection, self._keys)
        self._keeping = Keeping(connection, house, self._keys, self._alarms)
        self._reading = Reading(connection, house, self._keys, self._boxes, self._notes)
        self._has_written = False


class Offices:
    """Implements `bot.boundary.ports.Offices`."""

    def __init__(self, door: Door, house: House) -> None:
        self._door = door
        self._house = house

    @contextmanager
    def open(self) -> Iterator[Work]:
        with self._door.transaction() as connection:
            work = Work(self._door, connection, self._house)
            yield work
        if work.must_sweep:
            self._door.sweep([table for table in UNSIGNED if table in work.left])
