"""Every conversation that the bot can hold: `(arrival, what is known) -> Decision`, pure.

One file for each, and one line in `routing`: what happens, read from the top. What people read about
it stands beside it in `*_cards`, what they are asked in `*_forms`; `saying`, `known`, `holding` and
`planning` hold what several conversations share.
"""

from bot.conversations.known import Known
from bot.conversations.routing import decide

__all__ = ["Known", "decide"]
