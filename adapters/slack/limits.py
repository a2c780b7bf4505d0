"""How fast Slack may be spoken to (docs.slack.dev/apis/web-api/rate-limits)."""

from typing import Final

from bot.boundary.delivery import Lane
from bot.domain.ids import Direct, Place, Room, workspace_of

IN_A_CHANNEL: Final = (1.0, 4)
"""A post a second in each channel, and a short burst."""
IN_A_WORKSPACE: Final = (5.0, 5)
"""Slack promises several hundred posts a minute in a workspace, and names no number: these are 300."""


def limits(place: Place) -> tuple[Lane, ...]:
    """A lane for the channel, and one for its workspace."""
    team = workspace_of(place)
    match place:
        case Room(channel=channel):
            key = channel
        case Direct(person=person):
            key = person
    return (
        Lane(f"slack/{team}/{key}", *IN_A_CHANNEL),
        Lane(f"slack/{team}", *IN_A_WORKSPACE),
    )
