"""Handing in what somebody did. Slack sends no press or form a second time, so that they hear of a failure; and
waits for no answer, so that they see in time that the bot is at it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted
from bot.boundary.decision import FormErrors, Reply, Whisper
from bot.boundary.tokens import without_a_trace
from bot.boundary.views import Card, Text

Desk = Callable[[Arrival], Awaitable[tuple[Reply, ...]]]
"""Returns as soon as what arrived is kept."""

SLOW: Final = 1.2
"""Seconds after which somebody is shown that the bot is at it: Slack lets a form be opened for 3 s only, and
waits no longer for an answer to one."""
REMEMBERED: Final = 60.0
"""Seconds that the answer to a slow form waits for whoever presses again."""
BROKEN: Final = (
    "Something went wrong here, and nothing was changed. Try it again. If it happens twice,"
    " whoever runs this bot can read more in its log."
)

log = logging.getLogger(__name__)


class Taking:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._under_way: dict[DeliveryId, asyncio.Task[tuple[Reply, ...]]] = {}

    async def answered(
        self, arrival: Arrival, ask_to_wait: Callable[[], object]
    ) -> tuple[Reply, ...]:
        """However long it takes; where it does, whoever acted is asked to wait."""
        sorry = Whisper(Card("", (Text(BROKEN),)))
        slow = asyncio.get_running_loop().call_later(SLOW, ask_to_wait)
        try:
            return await self._kept_or_sorry(arrival, sorry)
        finally:
            slow.cancel()

    async def in_time(self, arrival: FormSubmitted) -> tuple[Reply, ...] | None:
        """None while it is still under way. Whoever presses again waits for the same."""
        task = self._under_way.get(arrival.id)
        if task is None:
            task = asyncio.ensure_future(self._kept_or_sorry(arrival, FormErrors({"": BROKEN})))
            self._under_way[arrival.id] = task
        done, _ = await asyncio.wait({task}, timeout=SLOW)
        if done:
            self._forget(arrival.id)
            return task.result()
        loop, rest = asyncio.get_running_loop(), _remembered(arrival)
        task.add_done_callback(lambda _: loop.call_later(rest, self._forget, arrival.id))
        return None

    def _forget(self, id: DeliveryId) -> None:
        self._under_way.pop(id, None)

    async def _kept_or_sorry(self, arrival: Arrival, sorry: Reply) -> tuple[Reply, ...]:
        try:
            return await self._desk(arrival)
        except Exception as failure:
            log.error(
                "%s could not be taken in: %s.", type(arrival).__name__, type(failure).__name__
            )
            return (sorry,)


def _remembered(arrival: FormSubmitted) -> float:
    """Of some forms nothing may tell afterwards that they came, not even here."""
    return 0.0 if without_a_trace(arrival.token) else REMEMBERED
