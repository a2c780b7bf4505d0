"""The clock can be moved, everything on the way rings, and the metronome stops cleanly."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from adapters import clock
from adapters.clock import Clock, Metronome, NeverClears, SystemClock, Timekeeper

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class World:
    """Stands still until it is told to go on."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass
class House:
    """Alarms and posts with their times. Remembers what rang and what was carried, and when."""

    clock: Clock
    alarms: list[datetime] = field(default_factory=list)
    posts: list[datetime] = field(default_factory=list)
    rang: list[datetime] = field(default_factory=list)
    carried: list[datetime] = field(default_factory=list)
    answers: int = 0
    """How many alarms each ringing sets an hour later."""
    broken: bool = False

    async def wake(self, now: datetime) -> int:
        if self.broken:
            raise LookupError("what Ana wrote")
        due = sorted(at for at in self.alarms if at <= now)[:1]
        for at in due:
            self.alarms.remove(at)
            self.alarms += [at + HOUR] * self.answers
            self.answers = 0
            self.rang.append(self.clock.now())
            self.posts.append(at)
        return len(due)

    async def deliver(self) -> int:
        going = [at for at in self.posts if at <= self.clock.now()]
        self.posts = [at for at in self.posts if at not in going]
        self.carried += [self.clock.now()] * len(going)
        return len(going)

    async def upcoming(self) -> datetime | None:
        return min((*self.alarms, *self.posts), default=None)

    @property
    def keeper(self) -> Timekeeper:
        return Timekeeper(self.clock, self.wake, self.deliver, self.upcoming)


def house(*alarms: datetime) -> House:
    return House(Clock(world=World().now), list(alarms))


# The clock


def test_the_worlds_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_begins_with_the_world_and_goes_on_with_it() -> None:
    world = World()
    clock = Clock(world=world.now)

    world.at += HOUR

    assert clock.now() == MONDAY + HOUR


def test_a_clock_that_was_moved_goes_on_from_there() -> None:
    world = World()
    clock = Clock(world=world.now)
    clock.set(MONDAY + timedelta(days=2))

    world.at += HOUR

    assert clock.now() == MONDAY + timedelta(days=2, hours=1)


def test_a_clock_may_run_faster_than_the_world() -> None:
    world = World()
    clock = Clock(speed=60, world=world.now)
    world.at += timedelta(minutes=1)
    clock.set(MONDAY + timedelta(hours=2))

    world.at += timedelta(minutes=1)

    assert clock.now() == MONDAY + timedelta(hours=3)


def test_a_clock_does_not_go_back() -> None:
    clock = Clock(world=World().now)
    clock.set(MONDAY + HOUR)

    with pytest.raises(ValueError, match="only moves forward"):
        clock.set(MONDAY)

    assert clock.now() == MONDAY + HOUR


def test_reaching_a_time_that_has_passed_changes_nothing() -> None:
    clock = Clock(world=World().now)

    clock.reach(MONDAY - HOUR)

    assert clock.now() == MONDAY


def test_a_second_start_goes_on_where_the_clock_was() -> None:
    world, kept = World(), list[tuple[datetime, datetime]]()
    first = Clock(world=world.now, remember=lambda virtual, real: kept.append((virtual, real)))
    first.set(MONDAY + timedelta(days=30))
    world.at += HOUR

    second = Clock(*kept[-1], world=world.now)

    assert second.now() == first.now() == MONDAY + timedelta(days=30, hours=1)


def test_a_fast_clock_that_was_noted_does_not_go_back_when_it_next_starts_slow() -> None:
    world, kept = World(), list[tuple[datetime, datetime]]()
    fast = Clock(
        speed=3600, world=world.now, remember=lambda virtual, real: kept.append((virtual, real))
    )
    world.at += HOUR
    fast.note()

    slow = Clock(*kept[-1], world=world.now)

    assert slow.now() == MONDAY + 3600 * HOUR


# Moving it


async def test_moving_the_clock_rings_everything_on_the_way_in_order_at_its_own_time() -> None:
    scene = house(MONDAY + 5 * HOUR, MONDAY + 2 * HOUR, MONDAY + 2 * HOUR, MONDAY + 90 * HOUR)

    rang = await scene.keeper.move(MONDAY + 10 * HOUR)

    assert rang == 3
    assert scene.rang == [MONDAY + 2 * HOUR, MONDAY + 2 * HOUR, MONDAY + 5 * HOUR]
    assert scene.carried == scene.rang
    assert scene.clock.now() == MONDAY + 10 * HOUR


async def test_what_an_alarm_sets_rings_on_the_same_journey() -> None:
    scene = house(MONDAY + HOUR)
    scene.answers = 2

    await scene.keeper.move(MONDAY + 2 * HOUR)

    assert scene.rang == [MONDAY + HOUR, MONDAY + 2 * HOUR, MONDAY + 2 * HOUR]


async def test_a_post_that_waits_for_its_hour_is_carried_at_that_hour() -> None:
    scene = house()
    scene.posts = [MONDAY + 3 * HOUR]

    await scene.keeper.move(MONDAY + 5 * HOUR)

    assert scene.carried == [MONDAY + 3 * HOUR]


async def test_what_was_due_already_rings_now_and_the_clock_does_not_go_back() -> None:
    scene = house(MONDAY - 50 * HOUR)

    rang = await scene.keeper.move(MONDAY - HOUR)

    assert rang == 1
    assert scene.rang == [MONDAY]
    assert scene.clock.now() == MONDAY


async def test_the_next_moment_is_the_earliest_thing_that_waits() -> None:
    assert await house().keeper.next_moment() is None
    assert await house(MONDAY + 2 * HOUR, MONDAY + HOUR).keeper.next_moment() == MONDAY + HOUR


async def test_two_who_move_the_clock_go_one_after_the_other() -> None:
    scene = house(*(MONDAY + n * HOUR for n in range(1, 9)))
    keeper = scene.keeper

    rang = await asyncio.gather(keeper.move(MONDAY + 8 * HOUR), keeper.move(MONDAY + 4 * HOUR))

    assert rang == [8, 0]
    assert scene.rang == [MONDAY + n * HOUR for n in range(1, 9)]


async def test_a_moment_that_never_clears_stops_the_journey() -> None:
    scene = house()
    keeper = Timekeeper(scene.clock, scene.wake, scene.deliver, _always(MONDAY))

    with pytest.raises(NeverClears):
        await keeper.move(MONDAY + HOUR)


async def test_an_alarm_that_sets_itself_for_the_same_moment_stops_the_journey() -> None:
    scene = house()
    keeper = Timekeeper(scene.clock, _one_more, scene.deliver, scene.upcoming)

    with pytest.raises(NeverClears):
        await keeper.tick()


async def test_where_an_alarm_fails_the_clock_stops_and_what_was_said_is_carried() -> None:
    scene = house(MONDAY + HOUR, MONDAY + 2 * HOUR)
    scene.broken, scene.posts = True, [MONDAY]

    with pytest.raises(LookupError):
        await scene.keeper.move(MONDAY + 9 * HOUR)

    assert scene.clock.now() == MONDAY
    assert scene.carried == [MONDAY]


# Ticking


async def test_a_tick_rings_all_that_is_due_and_carries_what_was_said() -> None:
    scene = house(MONDAY - HOUR, MONDAY, MONDAY + HOUR)

    assert await scene.keeper.tick() == 2
    assert len(scene.carried) == 2


async def test_a_tick_leaves_a_journey_alone() -> None:
    scene = house(MONDAY + HOUR)
    keeper = scene.keeper
    journey = asyncio.create_task(keeper.move(MONDAY + 2 * HOUR))
    await asyncio.sleep(0)

    assert await keeper.tick() == 0
    assert await journey == 1


async def test_slow_posts_do_not_keep_alarms_from_ringing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.clock.CARRIES_FOR", 0.01)
    scene, gate, begun = house(MONDAY), asyncio.Event(), list[int]()

    async def slowly() -> None:
        begun.append(1)
        await gate.wait()

    keeper = Timekeeper(scene.clock, scene.wake, slowly, scene.upcoming)
    await keeper.tick()
    scene.alarms.append(MONDAY)

    rang = await keeper.tick()

    assert rang == 1
    assert len(begun) == 1
    gate.set()
    await keeper.tick()
    assert len(begun) == 2


# The metronome


async def test_the_metronome_ticks_and_clears_from_the_start() -> None:
    ticked, cleared = asyncio.Event(), asyncio.Event()
    metronome = Metronome(_sets(ticked), _sets(cleared))

    metronome.start()
    await asyncio.wait_for(asyncio.gather(ticked.wait(), cleared.wait()), 5)
    await metronome.stop()


async def test_stopping_lets_a_tick_finish_and_begins_no_other() -> None:
    begun, ended = list[int](), list[int]()

    async def tick() -> None:
        begun.append(1)
        await asyncio.sleep(0.1)
        ended.append(1)

    metronome = Metronome(tick, _nothing, every=0.05)
    metronome.start()
    while not begun:
        await asyncio.sleep(0.01)

    await metronome.stop()

    count = len(begun)
    await asyncio.sleep(0.2)
    assert len(begun) == len(ended) == count


async def test_what_takes_too_long_is_cut_off_without_a_line_of_where(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clock, "GOODBYE", 0.02)
    begun, never = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        begun.set()
        await never.wait()

    metronome = Metronome(tick, _nothing, every=60)
    with caplog.at_level(logging.INFO):
        metronome.start()
        await begun.wait()
        await metronome.stop()
        await asyncio.sleep(0.05)

    assert "stopped in the middle" in caplog.text
    assert "Traceback" not in caplog.text


async def test_stopping_twice_or_before_the_start_is_no_matter() -> None:
    metronome = Metronome(_nothing, _nothing)

    await metronome.stop()
    metronome.start()
    await metronome.stop()
    await metronome.stop()


async def test_a_tick_that_fails_is_logged_without_its_text_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    again, calls = asyncio.Event(), list[int]()

    async def tick() -> None:
        calls.append(1)
        if len(calls) > 1:
            again.set()
        raise LookupError("what Ana wrote")

    metronome = Metronome(tick, _nothing, every=0.05)
    with caplog.at_level(logging.DEBUG):
        metronome.start()
        await asyncio.wait_for(again.wait(), 5)
        await metronome.stop()

    assert "LookupError" in caplog.text
    assert "Ana" not in caplog.text


def _always(moment: datetime) -> Callable[[], Awaitable[datetime | None]]:
    async def upcoming() -> datetime | None:
        return moment

    return upcoming


def _sets(event: asyncio.Event) -> Callable[[], Awaitable[object]]:
    async def tick() -> None:
        event.set()

    return tick


async def _nothing() -> None:
    pass


async def _one_more(_now: datetime) -> int:
    return 1
