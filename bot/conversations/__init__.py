"""Every conversation that the bot can hold: `(arrival, what is known) -> Decision`, pure.

One file for each, and one line in `routing`.
"""

from bot.conversations.known import Known
from bot.conversations.routing import decide

__all__ = ["Known", "decide"]
