"""The desk answers, and sees that what was said is carried."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.boundary.arrivals import Arrival, DeliveryId, DirectMessage, FormSubmitted, Given, Who
from bot.boundary.decision import Decision, Post, Said, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.desk import Desk
from bot.domain.ids import CommunityId, Direct, PersonId, PostName, RecordId
from bot.engine import Engine, Taken

HELLO = DirectMessage(
    id=DeliveryId("1"), at=datetime(2027, 3, 1, tzinfo=UTC), who=Who(PersonId("a/b/ana"), "Ana")
)
WELCOME = Whisper(Card("Welcome"))
LETTER = Post(
    community=CommunityId(RecordId("home")),
    to=Direct(HELLO.who.person),
    name=PostName("letter"),
    card=Card("Welcome"),
)


@dataclass
class Bot:
    """An engine that greets, and says something."""

    says: tuple[Said, ...] = (LETTER,)

    def take_in(self, _: Arrival) -> Decision:
        return Decision(reply=(WELCOME,), say=self.says)

    def take_in_together(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        return [self.take_in(one) for one in arrivals]


@dataclass
class Carrier:
    """A courier that can be made to wait, or to fail."""

    rounds: int = 0
    goes: asyncio.Event = field(default_factory=asyncio.Event)
    fails: bool = False
    hurried: int = 0
    stopped: bool = False

    async def drain(self) -> int:
        await self.goes.wait()
        self.rounds += 1
        if self.fails:
            raise OSError("no disk")
        return 2

    def hurry(self) -> None:
        self.hurried += 1

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Tally:
    """Remembers what was counted."""

    kinds: list[str] = field(default_factory=list)
    posts: int = 0
    alarms: int = 0

    def arrived(self, kind: str, seconds: float) -> None:
        assert seconds >= 0
        self.kinds.append(kind)

    def carried(self, posts: int) -> None:
        self.posts += posts

    def rang(self, alarms: int) -> None:
        self.alarms += alarms


def desk_with(carrier: Carrier, tally: Tally | None = None) -> Desk:
    return Desk(cast(Engine, Bot()), 1, lambda _: carrier, tally or Tally(), together=8)


async def test_what_was_said_has_been_carried_when_the_reply_comes() -> None:
    carrier = Carrier()
    carrier.goes.set()
    desk = desk_with(carrier)

    replies = await desk(HELLO)

    assert replies == (WELCOME,)
    assert carrier.rounds == 1
    await desk.close()


async def test_where_nothing_was_said_nobody_looks_for_what_to_carry() -> None:
    carrier = Carrier()
    desk = Desk(cast(Engine, Bot(says=())), 1, lambda _: carrier, Tally())

    assert await desk(HELLO) == (WELCOME,)
    assert await desk.take(HELLO) == (WELCOME,)

    assert (carrier.rounds, carrier.hurried) == (0, 0)
    await desk.close()


async def test_a_slow_platform_holds_up_nobodys_reply(monkeypatch: Any) -> None:
    monkeypatch.setattr("bot.desk.MOMENT", 0.01)
    carrier = Carrier()
    desk = desk_with(carrier)

    assert await desk(HELLO) == (WELCOME,)
    assert carrier.rounds == 0

    carrier.goes.set()
    await desk.carry()
    await desk.close()


async def test_many_who_come_at_once_share_a_round() -> None:
    carrier = Carrier()
    desk = desk_with(carrier)

    all_of_them = [asyncio.create_task(desk(HELLO)) for _ in range(20)]
    while carrier.hurried < len(all_of_them):
        await asyncio.sleep(0.01)
    carrier.goes.set()
    await asyncio.gather(*all_of_them)

    assert carrier.rounds <= 3
    await desk.close()


async def test_when_carrying_fails_the_reply_still_comes() -> None:
    carrier = Carrier(fails=True)
    carrier.goes.set()
    desk = desk_with(carrier)

    assert await desk(HELLO) == (WELCOME,)

    await desk.close()


async def test_closing_waits_only_so_long_for_a_platform_that_does_not_answer(
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr("bot.desk.MOMENT", 0.01)
    monkeypatch.setattr("bot.desk.GOODBYE", 0.05)
    desk = desk_with(Carrier())
    await desk(HELLO)

    async with asyncio.timeout(2):
        await desk.close()


async def test_a_courier_at_work_hears_of_each_that_comes_and_of_the_end() -> None:
    carrier = Carrier()
    desk = desk_with(carrier)

    await asyncio.gather(desk.take(HELLO), desk.take(HELLO))
    carrier.goes.set()
    await desk.close()

    assert carrier.hurried >= 2
    assert carrier.stopped


async def test_what_came_and_what_was_carried_is_counted_without_saying_who() -> None:
    carrier, tally = Carrier(), Tally()
    carrier.goes.set()
    desk = desk_with(carrier, tally)

    await desk(HELLO)

    assert (tally.kinds, tally.posts) == (["DirectMessage"], 2)
    await desk.close()


async def test_a_form_without_a_trace_is_not_even_counted() -> None:
    carrier, tally = Carrier(), Tally()
    carrier.goes.set()
    desk = desk_with(carrier, tally)
    done = FormSubmitted(
        id=DeliveryId("1"),
        at=HELLO.at,
        who=HELLO.who,
        place=Direct(HELLO.who.person),
        token=Token(Act.CHECK_IN_DONE).pack(),
        given=Given(),
    )

    assert await desk(done) == (WELCOME,)

    assert tally.kinds == []
    await desk.close()


@dataclass
class Alarms(Bot):
    """An engine with so many alarms that are due. Between two of them it writes down who came. Those that are named
    fail once, and are put off by that."""

    due: int = 0
    fail: set[int] = field(default_factory=set)
    happened: list[str] = field(default_factory=list)

    def take_in(self, arrival: Arrival) -> Decision:
        self.happened.append("somebody came")
        return super().take_in(arrival)

    def wake(self, _: datetime, most: int = 100) -> int:
        these = [self.due - 1 - number for number in range(min(most, self.due))]
        self.due -= len(these)
        rang = [one for one in these if one not in self.fail]
        self.happened += ["rang"] * len(rang)
        if len(rang) < len(these):
            raise OSError("no disk")
        return len(rang)


def desk_of(engine: Alarms, tally: Tally) -> Desk:
    return Desk(cast(Engine, engine), 1, lambda _: Carrier(), tally)


async def test_who_comes_while_many_alarms_ring_is_served_in_between() -> None:
    engine, tally = Alarms(says=(), due=40), Tally()
    desk = desk_of(engine, tally)

    ringing = asyncio.create_task(desk.wake(HELLO.at))
    await asyncio.sleep(0)
    await desk(HELLO)
    assert await ringing == tally.alarms == 40

    assert 0 < engine.happened.index("somebody came") < 10
    await desk.close()


async def test_an_alarm_that_fails_keeps_no_other_waiting_and_is_seen() -> None:
    engine, tally = Alarms(due=20, fail={15}), Tally()
    desk = desk_of(engine, tally)

    with pytest.raises(OSError, match="no disk"):
        await desk.wake(HELLO.at)

    assert engine.due == 0
    assert engine.happened.count("rang") == 19
    await desk.close()


async def test_where_alarm_after_alarm_fails_the_rest_waits_for_the_next_beat() -> None:
    engine = Alarms(due=50, fail=set(range(50)))
    desk = desk_of(engine, Tally())

    with pytest.raises(OSError, match="no disk"):
        await desk.wake(HELLO.at)

    assert 0 < engine.due < 50
    await desk.close()
