"""How fast Teams may be spoken to (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).

In each conversation it counts new and changed messages together: 7 in a second, 8 in two, 60 in half a minute and
1,800 in an hour. A lane with a burst and a rate never comes to more than the burst and what the rate adds, in
whichever stretch of time one looks: one lane keeps all four.

All that an app does in one tenant is counted too. To the letter that is kept where the requests are made (pace.py):
only there is it known when Teams has counted one. The lane shares it between processes.
"""

from typing import Final

from bot.boundary.delivery import Lane, Step
from bot.domain.ids import Place, place_key, workspace_of

IN_A_CONVERSATION: Final = (0.49, 6)
"""A message every two seconds, and a short burst: one less than the second takes, and 30 less than the hour. These
are for what is said aside (whispering.py), and for a network that is a little slower at first than later."""
IN_A_TENANT: Final = (49.0, 12)
"""A little is left for what somebody waits for. The burst is what a busy machine may be late with, and can still make
up for."""


def limits(place: Place, step: Step) -> tuple[Lane, ...]:
    """Teams can't be asked whether a post stands, and lets no bot pin or leave: for those there is nothing to wait."""
    if step not in (Step.POST, Step.CHANGE):
        return ()
    return (Lane(place_key(place), *IN_A_CONVERSATION), Lane(_tenant(place), *IN_A_TENANT))


def _tenant(place: Place) -> str:
    return f"teams/{workspace_of(place)}"
