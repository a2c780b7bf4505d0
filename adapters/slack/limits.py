"""How fast Slack may be spoken to (docs.slack.dev/apis/web-api/rate-limits, and each method's own page).

Slack counts calls in a minute, for each method and workspace, and lets a few come at once. Here a burst and what
follows it never come to more than a minute's share, in whichever minute one looks.
"""

from typing import Final

from bot.boundary.delivery import Lane, Step
from bot.domain.ids import Direct, Place, Room, workspace_of

TIER_2, TIER_3, TIER_4 = 20, 50, 100
"""Calls in a minute. The page says "20+" and so on: no more than that is taken for granted."""
A_BURST: Final = 0.2
"""The part of a minute's share that may come at once."""
POSTS_IN_A_CHANNEL: Final = (1.0, 3)
"""A post a second in each channel, and a short burst."""
POSTS_IN_A_WORKSPACE: Final = (4.92, 3)
"""Slack promises several hundred posts a minute in a workspace, and names no number: these are 298, three at once.
With 300 to the letter, a network that is a little slower at first than later would make one too many of them."""

METHODS: Final = {
    Step.CHANGE: ("chat.update", TIER_3),
    Step.LOOK: ("conversations.history", TIER_3),
    Step.PIN: ("pins.add", TIER_2),
    Step.LEAVE: ("conversations.leave", TIER_3),
}
"""What is counted by its method alone, in the whole workspace."""


def limits(place: Place, step: Step) -> tuple[Lane, ...]:
    """New posts have a lane in their channel and one in the workspace; all else has one for its method."""
    team = workspace_of(place)
    if step is Step.POST:
        return (
            Lane(f"slack/{team}/{_channel(place)}", *POSTS_IN_A_CHANNEL),
            Lane(f"slack/{team}", *POSTS_IN_A_WORKSPACE),
        )
    method, per_minute = METHODS[step]
    return (tier(f"slack/{team}/{method}", per_minute),)


def tier(key: str, per_minute: int) -> Lane:
    burst = max(1, round(per_minute * A_BURST))
    return Lane(key, (per_minute - burst) / 60, burst)


def _channel(place: Place) -> str:
    match place:
        case Room(channel=channel):
            return channel
        case Direct(person=person):
            return person
