"""Who waits at the desk is heard in turn, together with who else waits, and answered when it is kept."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar, cast

import pytest

from bot.boundary.arrivals import Arrival, DeliveryId, DirectMessage, FormSubmitted, Given, Who
from bot.boundary.decision import Decision, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.domain.ids import Direct, PersonId
from bot.engine import Engine, Taken
from bot.intake import Intake

T = TypeVar("T")

NOW = datetime(2027, 3, 1, tzinfo=UTC)
ANN = Who(PersonId("a/b/ann"), "Ann")


@dataclass
class Bot:
    """An engine that keeps as soon as it may, and remembers who came with whom."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    came: list[tuple[str, ...]] = field(default_factory=list)
    broken: bool = False

    def take_in(self, arrival: Arrival) -> Decision:
        (taken,) = self.take_in_together((arrival,))
        return cast(Decision, taken)

    def take_in_together(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        self.came.append(tuple(one.id for one in arrivals))
        if self.broken:
            raise OSError("no disk")
        return [_failed(one) or _done(one) for one in arrivals]

    async def off_loop(self, work: Callable[[], T]) -> T:
        await self.may.wait()
        return work()


@pytest.fixture
def bot() -> Bot:
    return Bot()


async def test_who_waits_at_the_same_time_is_heard_together_and_in_order(bot: Bot) -> None:
    intake = at(bot)
    first = asyncio.ensure_future(intake(hello("a")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(intake(hello(name))) for name in "bcd"]

    bot.may.set()

    assert await asyncio.gather(first, *others) == [_done(hello(name)) for name in "abcd"]
    assert bot.came == [("a",), ("b", "c", "d")]


async def test_nobody_is_answered_before_it_is_kept(bot: Bot) -> None:
    waiting = [asyncio.ensure_future(at(bot)(hello(name))) for name in "ab"]

    done, _ = await asyncio.wait(waiting, timeout=0.01)

    assert done == set()
    bot.may.set()
    await asyncio.gather(*waiting)


async def test_no_more_than_may_are_heard_together(bot: Bot) -> None:
    bot.may.set()

    await asyncio.gather(*map(at(bot, together=2), map(hello, "abcde")))

    assert bot.came == [("a", "b"), ("c", "d"), ("e",)]


async def test_where_several_hands_are_at_work_each_hears_one(bot: Bot) -> None:
    bot.may.set()

    await asyncio.gather(*map(at(bot, hands=8, together=1), map(hello, "abc")))

    assert sorted(bot.came) == [("a",), ("b",), ("c",)]


async def test_what_leaves_no_trace_is_heard_alone(bot: Bot) -> None:
    bot.may.set()

    await asyncio.gather(*map(at(bot), (hello("a"), hello("b"), note("c"), note("d"), hello("e"))))

    assert bot.came == [("a", "b"), ("c",), ("d",), ("e",)]


async def test_the_failure_of_one_is_told_to_that_one_alone(bot: Bot) -> None:
    bot.may.set()

    one, failed, other = await asyncio.gather(
        *map(at(bot), (hello("a"), hello("fails"), hello("c"))), return_exceptions=True
    )

    assert (one, other) == (_done(hello("a")), _done(hello("c")))
    assert isinstance(failed, ZeroDivisionError)


async def test_what_hinders_the_whole_is_told_to_everybody_and_the_next_ones_are_heard(
    bot: Bot,
) -> None:
    bot.may.set()
    bot.broken = True
    intake = at(bot)

    told = await asyncio.gather(*map(intake, map(hello, "ab")), return_exceptions=True)
    bot.broken = False

    assert [type(one) for one in told] == [OSError, OSError]
    assert await intake(hello("c")) == _done(hello("c"))


async def test_who_no_longer_waits_has_been_heard_all_the_same(bot: Bot) -> None:
    intake = at(bot)
    waiting = [asyncio.ensure_future(intake(hello(name))) for name in "ab"]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await asyncio.sleep(0)

    bot.may.set()

    assert await waiting[1] == _done(hello("b"))
    assert bot.came == [("a", "b")]


async def test_closing_waits_for_everybody_who_waits(bot: Bot) -> None:
    intake = at(bot, together=1)
    waiting = [asyncio.ensure_future(intake(hello(name))) for name in "abc"]
    await asyncio.sleep(0)

    bot.may.set()
    await intake.close()

    assert [name for (name,) in bot.came] == ["a", "b", "c"]
    await asyncio.gather(*waiting)


def at(bot: Bot, *, hands: int = 1, together: int = 32) -> Intake:
    return Intake(cast(Engine, bot), bot.off_loop, hands=hands, together=together)


def hello(id: str) -> Arrival:
    return DirectMessage(id=DeliveryId(id), at=NOW, who=ANN)


def note(id: str) -> Arrival:
    token = Token(Act.CHECK_IN_DONE).pack()
    place = Direct(ANN.person)
    return FormSubmitted(
        id=DeliveryId(id), at=NOW, who=ANN, place=place, token=token, given=Given()
    )


def _done(arrival: Arrival) -> Decision:
    return Decision(reply=(Whisper(Card(arrival.id)),))


def _failed(arrival: Arrival) -> Exception | None:
    return ZeroDivisionError() if arrival.id == "fails" else None
