"""Everybody's own page in Slack, the App Home: published when they open it, and again when it reads differently.

Never in the way of an act: it is drawn afterwards, one page at a time, and what came meanwhile is drawn together.
Who has looked is remembered for as long as the process lives, and nowhere else.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from adapters.slack.directory import Clients
from adapters.slack.home_view import digest, home_view
from adapters.slack.inbound import Payload, whose
from adapters.slack.trouble import Done, carried
from bot.boundary.delivery import InDoubt, Undelivered
from bot.boundary.touched import Touched
from bot.boundary.views import Page
from bot.domain.ids import CommunityId, Direct, PersonId, user_of, workspace_of

REST: Final = 2.0
"""Seconds between two drawings of one page."""
MOST: Final = 5000
"""People whose page is kept up to date; of more, those who looked longest ago see theirs anew when they look."""
TRIES: Final = 3
LONGEST_REST: Final = 60.0

log = logging.getLogger(__name__)


@dataclass
class Shown:
    """One page as it stands in Slack. `hash` is Slack's own; without it, whatever stands there is replaced."""

    person: PersonId
    communities: frozenset[CommunityId] = frozenset()
    drawn: str = ""
    hash: str = ""
    wanted: bool = True
    in_vain: int = 0
    work: asyncio.Task[None] | None = field(default=None, repr=False)


class Homes:
    """`page` gives a person's page as it reads now."""

    def __init__(
        self, page: Callable[[PersonId], Awaitable[Page]], clients: Clients, rest: float = REST
    ) -> None:
        self._page = page
        self._clients = clients
        self._rest = rest
        self._loop = asyncio.get_running_loop()
        self._shown: OrderedDict[PersonId, Shown] = OrderedDict()
        self._told_of: dict[CommunityId, set[PersonId]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._closed = False

    async def opened(self, body: Payload) -> None:
        """Slack tells it each time. The tab of messages is none of the page's."""
        event = body["event"]
        if event.get("tab") != "home" or self._closed:
            return
        person = whose(body["team_id"], event["user"], "").person
        one = self._shown.setdefault(person, Shown(person))
        self._shown.move_to_end(person)
        self._forget_the_oldest()
        stands = str((event.get("view") or {}).get("hash", ""))
        if stands != one.hash:  # somebody else has drawn it, or nobody
            one.drawn, one.hash = "", stands
        self._want(one)

    def touched(self, touched: Touched) -> None:
        """May be called from any thread. Where nobody has looked there is nothing to draw again."""
        if self._shown and not self._closed:
            self._loop.call_soon_threadsafe(self._touched, touched)

    async def close(self) -> None:
        """What is not drawn yet is drawn when somebody looks."""
        self._closed = True
        for one in self._shown.values():
            if one.work:
                one.work.cancel()

    def _touched(self, touched: Touched) -> None:
        told_of = (self._told_of.get(one, ()) for one in touched.communities)
        for person in touched.people.union(*told_of) & self._shown.keys():
            self._want(self._shown[person])

    def _want(self, one: Shown) -> None:
        one.wanted = True
        if one.work is None or one.work.done():
            one.work = self._loop.create_task(self._keep_up(one))

    async def _keep_up(self, one: Shown) -> None:
        while one.wanted and not self._closed:
            one.wanted = False
            await self._draw(one)
            await asyncio.sleep(self._rest)

    async def _draw(self, one: Shown) -> None:
        """A page that can't be drawn now stays as it is, and is drawn anew when somebody looks."""
        try:
            async with self._one_at_a_time:
                page = await self._page(one.person)
            self._tells_of(one, page.communities)
            await self._publish(one, page)
            one.in_vain = 0
        except Done:  # another process was faster, perhaps with something older
            one.drawn = one.hash = ""
            self._again(one)
        except InDoubt:
            self._again(one)
        except Undelivered as refused:
            await self._refused(one, refused)
        except Exception as failure:
            log.error("A page could not be drawn: %s.", type(failure).__name__)

    def _tells_of(self, one: Shown, communities: frozenset[CommunityId]) -> None:
        """So that who is to be drawn again is found without asking everybody."""
        for gone in one.communities - communities:
            self._told_of.get(gone, set()).discard(one.person)
        for community in communities:
            self._told_of.setdefault(community, set()).add(one.person)
        one.communities = communities

    async def _publish(self, one: Shown, page: Page) -> None:
        view = home_view(page)
        if (drawn := digest(view)) == one.drawn:
            return
        client = await self._clients(workspace_of(Direct(one.person)))
        call = client.views_publish(user_id=user_of(one.person), view=view, hash=one.hash or None)
        answer = await carried(call, fine=("hash_conflict",))
        one.drawn, one.hash = drawn, str(answer["view"]["hash"])

    async def _refused(self, one: Shown, refused: Undelivered) -> None:
        """Too fast, and so a little later; or never, as Slack says."""
        if refused.after is None:
            log.warning("Slack takes no page for somebody: %s.", refused.why)
            self._forget(one)
            return
        await asyncio.sleep(min(refused.after, LONGEST_REST))
        self._again(one)

    def _again(self, one: Shown) -> None:
        one.in_vain += 1
        one.wanted = one.wanted or one.in_vain < TRIES

    def _forget_the_oldest(self) -> None:
        while len(self._shown) > MOST:
            oldest = next(iter(self._shown.values()))
            self._forget(oldest)
            if oldest.work:
                oldest.work.cancel()

    def _forget(self, one: Shown) -> None:
        self._tells_of(one, frozenset())
        self._shown.pop(one.person, None)
