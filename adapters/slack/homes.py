"""Everybody's own page in Slack, the App Home: published when they open it, and again when it reads differently."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from adapters.own_pages import OwnPages, Shown
from adapters.slack.directory import Clients
from adapters.slack.home_view import digest, home_view
from adapters.slack.inbound import Payload, whose
from adapters.slack.trouble import Done, carried
from bot.boundary.delivery import InDoubt, Undelivered
from bot.boundary.views import Page
from bot.domain.ids import Direct, PersonId, user_of, workspace_of

REST: Final = 2.0

log = logging.getLogger(__name__)


@dataclass
class Home(Shown):
    """`hash` is Slack's own; without it, whatever stands there is replaced."""

    drawn: str = ""
    hash: str = ""


class Homes(OwnPages[Home]):
    def __init__(
        self, page_of: Callable[[PersonId], Awaitable[Page]], clients: Clients, rest: float = REST
    ) -> None:
        super().__init__(page_of, rest)
        self._clients = clients

    async def opened(self, body: Payload) -> None:
        """Slack tells it each time. The tab of messages is none of the page's."""
        event = body["event"]
        if event.get("tab") != "home" or self._closed:
            return
        person = whose(body["team_id"], event["user"], "").person
        one = self._shown.get(person) or Home(person)
        stands = str((event.get("view") or {}).get("hash", ""))
        if stands != one.hash:  # somebody else has drawn it, or nobody
            one.drawn, one.hash = "", stands
        self._looked_at(one)

    async def _draw(self, one: Home) -> float:
        try:
            async with self._one_at_a_time:
                if self._is_over(one):
                    return 0.0
                page = await self._read(one)
            await self._publish(one, page)
            one.in_vain = 0
        except Done:  # another process was faster, perhaps with something older
            one.drawn = one.hash = ""
            return self._in_vain(one)
        except InDoubt:
            return self._in_vain(one)
        except Undelivered as refused:
            return self._refused(one, refused)
        return 0.0

    async def _publish(self, one: Home, page: Page) -> None:
        view = home_view(page)
        if (drawn := digest(view)) == one.drawn:
            return
        client = await self._clients(workspace_of(Direct(one.person)))
        call = client.views_publish(user_id=user_of(one.person), view=view, hash=one.hash or None)
        answer = await carried(call, fine=("hash_conflict",))
        one.drawn, one.hash = drawn, str(answer["view"]["hash"])

    def _refused(self, one: Home, refused: Undelivered) -> float:
        """Too fast, and so a little later; or never, as Slack says."""
        if refused.after is not None:
            return self._in_vain(one, refused.after)
        log.warning("Slack takes no page for somebody: %s.", refused.why)
        self._forget(one)
        return 0.0
