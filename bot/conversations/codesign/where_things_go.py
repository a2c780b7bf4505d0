"""Where things go that should not stay in the group: in its own words, else in general ones that say so."""

from collections.abc import Sequence

from bot.boundary.views import Element, Points
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.drafting import Route
from bot.words import say


def where_things_go(
    community: Community, known: Known, routes: Sequence[Route] = tuple(Route)
) -> tuple[Element, ...]:
    """The rows for `routes`. A group that has not filled them in yet reads that, and what holds in general."""
    agreed = known.agreed(community, Matter.ROUTES)
    if agreed is None:
        return (*texts("routes.not_filled_in"), Points(_general(routes)))
    return (*texts("routes.ours"), Points(_fitting(agreed.lines, routes)))


def _fitting(lines: tuple[str, ...], routes: Sequence[Route]) -> tuple[str, ...]:
    """The lines that begin as these rows do; all of them where a group has worded its own."""
    begins = tuple(say(f"route.{one}") for one in routes)
    return tuple(line for line in lines if line.startswith(begins)) or lines


def _general(routes: Sequence[Route]) -> tuple[str, ...]:
    return tuple(
        say("routes.row", when=say(f"route.{one}"), do=say(f"routes.in_general.{one}"))
        for one in routes
    )
