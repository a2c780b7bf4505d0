"""A desk that takes its time, whichever chat hands in what somebody did."""

import asyncio
from dataclasses import dataclass, field

from bot.boundary.arrivals import Arrival, DeliveryId
from bot.boundary.decision import Reply, Whisper
from bot.boundary.views import Card, Text

THANKS: tuple[Reply, ...] = (Whisper(Card("", (Text("Thank you."),))),)


@dataclass
class SlowDesk:
    """Answers a delivery once, when it may; and then with nothing new. What does not last is decided afresh."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    came: list[DeliveryId] = field(default_factory=list)
    lasting: bool = True
    breaks: bool = False

    async def take(self, arrival: Arrival) -> tuple[Reply, ...]:
        known = arrival.id in self.came
        self.came.append(arrival.id)
        await self.may.wait()
        if self.breaks:
            raise ZeroDivisionError
        return () if known and self.lasting else THANKS
