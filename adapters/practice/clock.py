"""Moving the clock: what was asked for, and whether it can be done. Pure but for moving it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from adapters.practice.inbound import body
from adapters.practice.sorry import Sorry, gone

FURTHEST = timedelta(days=366)
"""At most a year in one go: every alarm on the way has to ring."""
MOMENTS = 100
"""At which nothing is done, one after the other, before the clock is left where it is."""

Posted = Callable[[], Awaitable[object]]
"""What the bot has put up and changed so far: when it is the same as before, nothing was done."""

_DURATION = re.compile(
    r"(?P<back>-)?P(?=\d|T\d)(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,7})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,10})S)?)?"
)


class Timekeeper(Protocol):
    """The community's clock."""

    def now(self) -> datetime: ...

    async def move(self, to: datetime) -> int:
        """Ring everything on the way, in order. How many alarms rang."""
        ...

    async def next_moment(self) -> datetime | None:
        """When the next thing happens by itself; None when nothing is waiting."""
        ...


@dataclass(frozen=True, slots=True)
class Moved:
    now: datetime
    rang: int


async def move(payload: object, clock: Timekeeper, posted: Posted) -> Moved:
    """`{"to": "next"}`, `{"to": RFC3339}` or `{"by": "PT24H"}`. Raises `Sorry` with a sentence."""
    given = body(payload)
    if given.get("to") == "next":
        return await _to_the_next_thing(clock, posted)
    to = _asked_for(given, clock.now())
    _must_be_reachable(to, clock.now())
    rang = await clock.move(to)
    return Moved(clock.now(), rang)


async def _to_the_next_thing(clock: Timekeeper, posted: Posted) -> Moved:
    """Past the moments at which the bot finds that there is nothing to do any more."""
    before, until, rang = await posted(), clock.now() + FURTHEST, 0
    to = await _next(clock)
    _must_be_reachable(to, clock.now())
    for _ in range(MOMENTS):
        rang += await clock.move(to)
        following = await clock.next_moment()
        if await posted() != before or following is None or following > until:
            break
        to = max(following, clock.now())
    return Moved(clock.now(), rang)


async def _next(clock: Timekeeper) -> datetime:
    moment = await clock.next_moment()
    if moment is None:
        raise gone(
            "Nothing is waiting to happen: nothing has begun yet, or it has been paused."
            " Do something first, or move the clock by hours or days."
        )
    return max(moment, clock.now())


def _asked_for(given: Mapping[str, object], now: datetime) -> datetime:
    match given:
        case {"to": str(text)} if "by" not in given:
            return _instant(text)
        case {"by": str(text)} if "to" not in given:
            return _later(now, text)
        case _:
            raise Sorry(
                'Say when: {"to": "next"}, {"to": "2027-01-31T10:00:00Z"} or {"by": "PT24H"}.'
            )


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is not None:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Sorry("Write the time with its zone, such as 2027-01-31T10:00:00Z.")


def _later(now: datetime, text: str) -> datetime:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise Sorry("Write how long as days, hours or minutes, such as P1D, PT24H or PT30M.")
    parts = {name: int(number) for name, number in found.groupdict("0").items() if name != "back"}
    by = timedelta(**parts)
    if by > FURTHEST:
        raise _too_far()
    return now - by if found["back"] else now + by


def _must_be_reachable(to: datetime, now: datetime) -> None:
    if to < now:
        raise Sorry("The clock only moves forward: what has happened stays. Choose a later time.")
    if to - now > FURTHEST:
        raise _too_far()


def _too_far() -> Sorry:
    return Sorry("That is more than a year away. Move the clock in smaller steps.")
