"""What a community may take with it, as plain values: `lcbot export` writes them down.

Its charter, its rhythm, its sessions' numbers and dates, what it changed, each session in four lines,
and its harvest: what it agreed on, tried and learned. Never
drafts, never stories, never a facilitator's own notes, never who said what.
"""

from bot.takeaway.parts import LETTER, LINES, SESSIONS, TRIES, Sheaf, agreed_to_keep, harvest
from bot.takeaway.reading import markdown
from bot.takeaway.taking import Taken, meets, taken

__all__ = [
    "LETTER",
    "LINES",
    "SESSIONS",
    "TRIES",
    "Sheaf",
    "Taken",
    "agreed_to_keep",
    "harvest",
    "markdown",
    "meets",
    "taken",
]
