"""Something arrives; what is decided is kept in one transaction, or none of it is.

`receive` answers a person; `wake` rings what is due. Both are plain synchronous functions, safe to
call from several threads and processes at once.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, Arrival, DeliveryId, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Reply, Whisper
from bot.boundary.ports import Calendar, Mint, Office, Offices
from bot.boundary.tokens import without_a_trace
from bot.boundary.touched import Touched, touched_by
from bot.boundary.views import Card, Page, Text
from bot.conversations import Known, decide, hears, page, past_its_day
from bot.domain.alarm import Alarm
from bot.domain.contacts import AS_THEY_COME, Contacts
from bot.domain.ids import Address, PersonId, Room
from bot.domain.refusal import Refused
from bot.words import say

Taken = Decision | Exception
"""What became of an arrival: what was decided, kept as it is by now, or why nothing of it was kept."""


def _nobody(_: Touched) -> None:
    """Where a chat has no pages."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The core's one door."""

    offices: Offices
    calendar: Calendar
    mint: Mint
    contacts: Contacts = AS_THEY_COME
    tell: Callable[[Touched], None] = _nobody
    """Hears whose page may read differently, once that is kept; from whichever thread kept it."""

    def receive(self, arrival: Arrival) -> tuple[Reply, ...]:
        """Decide, keep, and give back what to reply. A delivery kept before is answered with nothing new."""
        return self.take_in(arrival).reply

    def take_in(self, arrival: Arrival) -> Decision:
        """As `receive`; gives back all that was decided, kept as it is by now."""
        decision = self._heard(arrival, self.offices.open())
        self._tell(decision)
        return decision

    def take_in_together(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        """One after the other in one transaction, each as if it were alone: what fails leaves nothing of itself.
        Raises what hinders the whole, and then nothing of any of them is kept."""
        taken = list[Taken]()
        with suppress(_NothingToKeep), self.offices.open() as office:
            taken += (self._beside_others(one, office) for one in arrivals)
            _must_last(taken)
        self._tell(*(one for one in taken if isinstance(one, Decision)))
        return taken

    def page(self, person: PersonId, now: datetime) -> Page:
        """Their own page, as it reads now. Looking keeps nothing, and is kept nowhere."""
        with self.offices.open() as office:
            return page(person, now, self._known(office))

    def hears(self, person: PersonId, room: Room, under: Address) -> bool:
        """Whether what they would write below this message is meant for the bot. Asking keeps nothing."""
        with self.offices.open() as office:
            return hears(person, room, under, self._known(office))

    def wake(self, now: datetime, most: int = 100) -> int:
        """Ring up to `most` alarms that are due, each in a transaction of its own. How many rang.

        One that fails is put off and does not keep the others waiting; the first failure is raised
        at the end, so that it is seen.
        """
        rung, failures = 0, list[Exception]()
        while rung + len(failures) < most:
            claimed: list[Alarm] = []
            try:
                if not self._ring_next(now, claimed):
                    break
                rung += 1
            except Exception as failure:
                if not claimed:
                    raise
                self._put_off(claimed[0], now)
                failures.append(failure)
        if failures:
            raise failures[0]
        return rung

    def clear(self, now: datetime) -> int:
        """Delete what is past its day, and have its cards say so. How many rows went besides.

        Whatever hinders the cards does not hinder the deleting; it is raised at the end.
        """
        try:
            with self.offices.open() as office:
                over = past_its_day(now, self._known(office))
                office.keep(over, now)
            self._tell(over)
        finally:
            with self.offices.open() as office:
                gone = office.clear(now)
        return gone

    def _beside_others(self, arrival: Arrival, office: Office) -> Taken:
        try:
            return self._heard(arrival, office.part())
        except Exception as failure:
            return failure

    def _heard(self, arrival: Arrival, opening: AbstractContextManager[Office]) -> Decision:
        try:
            with opening as office:
                return self._take(arrival, office)
        except _NothingToKeep as nothing:
            return nothing.decision
        except Refused as refused:
            return Decision(reply=(_kindly(refused, arrival),))

    def _take(self, arrival: Arrival, office: Office) -> Decision:
        if leaves_no_trace(arrival):
            return self._let_through(arrival, office)
        if not office.first_time(arrival.id, arrival.at):
            return Decision()
        return self._kept(self._decide(arrival, office), arrival, office)

    def _let_through(self, arrival: Arrival, office: Office) -> Decision:
        """Its coming is not noted, so the conversation sees by the door whether it came before. All else
        would join a person to what they wrote: who adds it to such a decision hears of it at once."""
        decision = self._decide(arrival, office)
        if decision != Decision(notes=decision.notes, reply=decision.reply):
            raise RuntimeError(
                "a form without a trace may touch nothing but what lies behind a door"
            )
        return self._kept(decision, arrival, office)

    def _kept(self, decision: Decision, arrival: Arrival, office: Office) -> Decision:
        if not decision.lasting:
            raise _NothingToKeep(decision)
        office.keep(decision, arrival.at)
        return decision

    def _ring_next(self, now: datetime, claimed: list[Alarm]) -> bool:
        with self.offices.open() as office:
            alarm = office.due(now)
            if alarm is None:
                return False
            claimed.append(alarm)
            decision = self._decide(_rang(alarm, now), office)
            office.keep(decision, now)
            office.rang(alarm)
        self._tell(decision)
        return True

    def _tell(self, *decisions: Decision) -> None:
        touched = touched_by(*decisions)
        if touched.communities:
            self.tell(touched)

    def _put_off(self, alarm: Alarm, now: datetime) -> None:
        with self.offices.open() as office:
            office.postpone(alarm, now)

    def _decide(self, arrival: Arrival, office: Office) -> Decision:
        return decide(arrival, self._known(office))

    def _known(self, office: Office) -> Known:
        return Known(office.records, self.calendar, self.mint, self.contacts)


def leaves_no_trace(arrival: Arrival) -> bool:
    """Whether nothing may tell afterwards that this came: no mark, no log, no count."""
    return isinstance(arrival, FormSubmitted) and without_a_trace(arrival.token)


class _NothingToKeep(Exception):
    """Leaves the transaction without a trace, so that a repeated delivery is answered afresh."""

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self.decision = decision


def _must_last(taken: Sequence[Taken]) -> None:
    """A transaction in which nothing is kept costs no write when it is left."""
    if not any(isinstance(one, Decision) and one.lasting for one in taken):
        raise _NothingToKeep(Decision())


def _rang(alarm: Alarm, now: datetime) -> AlarmRang:
    return AlarmRang(
        id=DeliveryId(f"alarm:{alarm.kind}:{alarm.about}:{int(alarm.at.timestamp() * 1000)}"),
        at=now,
        due=alarm.at,
        until=alarm.until,
        kind=alarm.kind,
        about=alarm.about,
        community=alarm.community,
    )


def _kindly(refused: Refused, arrival: Arrival) -> Reply:
    sentence = say(f"refused.{refused.reason}", **refused.fills)
    if isinstance(arrival, FormSubmitted):
        return FormErrors({"": sentence})
    return Whisper(Card("", (Text(sentence),)))
