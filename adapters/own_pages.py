"""Everybody's own page in a chat: drawn when they look at it, and again when it reads differently.

Never in the way of an act: it is drawn afterwards, and what came meanwhile is drawn together. Who has looked is
remembered for as long as the process lives, and nowhere else.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from bot.boundary.touched import Touched
from bot.boundary.views import Page
from bot.domain.ids import CommunityId, PersonId

MOST: Final = 5_000
"""People whose page is kept up to date; of more, those who looked longest ago see theirs anew when they look."""
TRIES: Final = 3
LONGEST_REST: Final = 60.0
GOODBYE: Final = 3.0
"""Seconds."""

log = logging.getLogger(__name__)


@dataclass
class Shown:
    """One page as it stands. Each chat adds what it has to know to change it there."""

    person: PersonId
    communities: frozenset[CommunityId] = frozenset()
    wanted: bool = True
    in_vain: int = 0
    work: asyncio.Task[None] | None = field(default=None, repr=False)


OnePage = TypeVar("OnePage", bound=Shown)


class OwnPages(ABC, Generic[OnePage]):
    """`page_of` gives a person's page as it reads now; `rest` seconds are between two drawings of one page."""

    def __init__(self, page_of: Callable[[PersonId], Awaitable[Page]], rest: float) -> None:
        self._page_of = page_of
        self._rest = rest
        self._loop = asyncio.get_running_loop()
        self._shown: OrderedDict[PersonId, OnePage] = OrderedDict()
        self._told_of: dict[CommunityId, set[PersonId]] = {}
        self._under_way = set[asyncio.Task[float]]()
        self._one_at_a_time = asyncio.Lock()
        self._closed = False

    def touched(self, touched: Touched) -> None:
        """May be called from any thread. Where nobody has looked there is nothing to draw again."""
        if self._shown and not self._closed:
            self._loop.call_soon_threadsafe(self._touched, touched)

    async def close(self) -> None:
        """What has begun gets a moment; what is not drawn yet is drawn when somebody looks."""
        self._closed = True
        for one in self._shown.values():
            if one.work:
                one.work.cancel()
        if under_way := tuple(self._under_way):
            _, slow = await asyncio.wait(under_way, timeout=GOODBYE)
            for task in slow:
                task.cancel()

    @abstractmethod
    async def _draw(self, one: OnePage) -> float:
        """Seconds until it may be drawn again. A page that can't be drawn now stays as it is, and is drawn anew when
        somebody looks. What has begun is done to its end: half a page, of which nobody knows, would stay."""

    def _looked_at(self, one: OnePage) -> None:
        self._shown[one.person] = one
        self._shown.move_to_end(one.person)
        while len(self._shown) > MOST:
            self._forget(next(iter(self._shown.values())))
        self._want(one)

    def _forget(self, one: OnePage) -> None:
        """What has touched it meanwhile is not drawn either."""
        one.wanted = False
        self._tells_of(one, frozenset())
        self._shown.pop(one.person, None)
        if one.work:
            one.work.cancel()

    def _is_over(self, one: OnePage) -> bool:
        """There is no reason to begin."""
        return self._closed or self._shown.get(one.person) is not one

    async def _read(self, one: OnePage) -> Page:
        """Whatever touches it from now on is not in it yet."""
        one.wanted = False
        page = await self._page_of(one.person)
        self._tells_of(one, page.communities)
        return page

    def _in_vain(self, one: OnePage, after: float | None = None) -> float:
        """It is tried again, a few times and `after` so many seconds."""
        one.in_vain += 1
        one.wanted = one.wanted or one.in_vain < TRIES
        return min(after or 0.0, LONGEST_REST)

    def _touched(self, touched: Touched) -> None:
        told_of = (self._told_of.get(one, ()) for one in touched.communities)
        for person in touched.people.union(*told_of) & self._shown.keys():
            self._want(self._shown[person])

    def _want(self, one: OnePage) -> None:
        one.wanted = True
        if not self._closed and (one.work is None or one.work.done()):
            one.work = self._loop.create_task(self._keep_up(one))

    async def _keep_up(self, one: OnePage) -> None:
        while one.wanted and not self._closed:
            drawing = self._loop.create_task(self._drawn(one))
            self._under_way.add(drawing)
            drawing.add_done_callback(self._under_way.discard)
            await asyncio.sleep(max(await asyncio.shield(drawing), self._rest))

    async def _drawn(self, one: OnePage) -> float:
        try:
            return await self._draw(one)
        except Exception as failure:
            log.error("A page could not be drawn: %s.", type(failure).__name__)
            return 0.0

    def _tells_of(self, one: OnePage, communities: frozenset[CommunityId]) -> None:
        """So that who is to be drawn again is found without asking everybody."""
        for gone in one.communities - communities:
            self._told_of.get(gone, set()).discard(one.person)
        for community in communities:
            self._told_of.setdefault(community, set()).add(one.person)
        one.communities = communities
