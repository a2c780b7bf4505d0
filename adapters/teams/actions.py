"""The message-extension actions, by the ids that the app's manifest gives them: for where nothing should be typed.

A mention stands in the channel for all to read; an action opens a dialog that only who chose it sees.
"""

from collections.abc import Mapping
from typing import Final

from bot.boundary.arrivals import Want

SHORTCUTS: Final[Mapping[str, str]] = {
    "lc_menu": "",
    "lc_home": "home",
    "lc_note": "note",
    "lc_worry": "worry",
    "lc_receipt": "receipt",
}
"""Actions beside the box in which one writes, and the command that each stands for."""

POINTS: Final[Mapping[str, Want]] = {
    "lc_keep_this": Want.KEEP,
    "lc_worry_about_this": Want.WORRY,
    "lc_note_instead": Want.WITHOUT_NAME,
}
"""Actions on a message, and what somebody wants with it."""
