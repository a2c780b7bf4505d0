"""Slack's post: what is sent to the app, within which time it must answer, and what comes again.

Sources: docs.slack.dev/apis/events-api (three seconds; three more tries: nearly at once, after a
minute, after five; `X-Slack-No-Retry: 1` stops them) and /interactivity/handling-user-interaction
(commands and interactions are not sent again: the person is told).
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.wire import Json
from tests.adapters.held_clock import Clock

DEADLINE = 3.0
AGAIN = (0.0, 0.0, 60.0, 300.0)
"""How long after the one before each try of an event comes."""

_HANGS = 30.0


class Sort(StrEnum):
    """The type of a Socket Mode envelope (docs.slack.dev/apis/events-api/using-socket-mode)."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(frozen=True)
class Attempt:
    """One try; `failed` is why it did not count, in the words of the retry headers."""

    number: int
    at: float
    failed: str = ""
    answer: Any = None
    status: int | None = None
    final: bool = False

    @property
    def acked(self) -> bool:
        return not self.failed


@dataclass
class Delivery:
    """Something sent to the app, and what came of it."""

    sort: Sort
    payload: Json
    takes_answer: bool = False
    on_answer: Callable[[Any], None] = lambda _: None
    on_silence: Callable[[str], None] = lambda _: None
    attempts: list[Attempt] = field(default_factory=list)
    held: bool = False
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acked(self) -> bool:
        return any(attempt.acked for attempt in self.attempts)

    @property
    def answer(self) -> Any:
        return next((attempt.answer for attempt in self.attempts if attempt.acked), None)

    @property
    def event_id(self) -> str:
        return str(self.payload.get("event_id", ""))

    async def first_try(self) -> None:
        """Wait for what came of the first try; at once while the post is held."""
        if not self.held:
            await _in_real_time(self.tried)

    async def settled(self) -> None:
        """Wait until it is acknowledged, or given up."""
        await _in_real_time(self.done)


class Carrier(Protocol):
    """Takes a delivery to the app once, over HTTP or a socket."""

    async def carry(self, delivery: Delivery, number: int, reason: str) -> Attempt: ...


class Mail:
    """Sends, waits, sends again. A test may hold the post, or have it come twice."""

    def __init__(self, clock: Clock, carrier: Callable[[], Carrier]) -> None:
        self._clock = clock
        self._carrier = carrier
        self.sent: list[Delivery] = []
        self.under_way = 0
        self._fresh: list[Delivery] = []
        self._held: list[Delivery] | None = None
        self._twice = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, delivery: Delivery) -> Delivery:
        self.sent.append(delivery)
        self._fresh.append(delivery)
        if self._held is not None:
            delivery.held = True
            self._held.append(delivery)
        else:
            self._start(self._bring(delivery))
        return delivery

    def hold(self) -> None:
        """From now on nothing is delivered, until `release`."""
        self._held = []

    async def release(self, *, backwards: bool = False) -> list[Delivery]:
        """Deliver what was held, in order or backwards, each after the one before it was tried."""
        held, self._held = self._held or [], None
        for delivery in reversed(held) if backwards else held:
            delivery.held = False
            self._start(self._bring(delivery))
            await delivery.first_try()
        return held

    def twice(self, times: int = 1) -> None:
        """The next `times` events come twice, the second time as if it were the first.

        Source: slackapi/bolt-js issue 2487 (the same event again, with no retry number).
        """
        self._twice += times

    async def all_tried(self) -> None:
        """Wait until what was sent since the last time has been tried once, unless it is held."""
        fresh, self._fresh = self._fresh, []
        for delivery in fresh:
            await delivery.first_try()

    async def again(self, delivery: Delivery) -> Attempt:
        """The same once more, though it was acknowledged."""
        attempt = await self._try(delivery, 0, "")
        delivery.attempts.append(attempt)
        return attempt

    async def _bring(self, delivery: Delivery) -> None:
        reason = ""
        waits = AGAIN if delivery.sort is Sort.EVENT else AGAIN[:1]
        for number, wait in enumerate(waits):
            if wait:
                await self._clock.sleep(wait)
            attempt = await self._try(delivery, number, reason)
            self._note(delivery, attempt)
            if attempt.acked or attempt.final:
                break
            reason = attempt.failed
        await self._maybe_twice(delivery)
        self._close(delivery)

    async def _try(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        self.under_way += 1
        try:
            return await self._carrier().carry(delivery, number, reason)
        finally:
            self.under_way -= 1

    def _note(self, delivery: Delivery, attempt: Attempt) -> None:
        delivery.attempts.append(attempt)
        if attempt.acked:
            delivery.on_answer(attempt.answer)
        delivery.tried.set()

    async def _maybe_twice(self, delivery: Delivery) -> None:
        if self._twice and delivery.sort is Sort.EVENT:
            self._twice -= 1
            await self.again(delivery)

    def _close(self, delivery: Delivery) -> None:
        if not delivery.acked:
            delivery.on_silence(delivery.attempts[-1].failed)
        delivery.done.set()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """What is still to be sent again is not."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _in_real_time(event: asyncio.Event) -> None:
    """A standing clock makes nobody wait for ever: the test should have moved it."""
    if event.is_set():
        return
    try:
        await asyncio.wait_for(event.wait(), _HANGS)
    except TimeoutError:
        raise CannotDo("Nobody answered, and the clock stands still: move it forward.") from None
