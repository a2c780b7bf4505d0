"""Notes as they stand now, with what their writers have asked for in the form that is open."""

from bot.conversations.known import Known
from bot.conversations.notes.here import way_of, window_of
from bot.conversations.notes.keeping import read_notes
from bot.domain.community import Community
from bot.domain.notes_sheets import Sheets, sorted_out
from bot.domain.notes_words import Heard, heard
from bot.domain.unsigned import Unsigned


def heard_now(community: Community, known: Known) -> Heard:
    """Nothing is written down by it: whoever reads notes reads what their writers want, from when they say so."""
    words = open_sheets(community, known).words
    at_once = way_of(community, known).any_time
    return heard(kept_notes(community, known), words, at_once=at_once)


def kept_notes(community: Community, known: Known) -> tuple[Unsigned, ...]:
    """As they are written down."""
    return read_notes(known.records.notes(community.id))


def open_sheets(community: Community, known: Known) -> Sheets:
    """What lies behind the door that is open; nothing where none is."""
    window = window_of(community, known)
    return sorted_out(known.records.leaves(window.id) if window and window.is_open else ())
