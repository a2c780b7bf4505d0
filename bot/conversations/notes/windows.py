"""A window's life outside of its own alarms: it is planned, it is opened, it ends."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision
from bot.boundary.notes import DestroyBox, ForgetNotes, OfNotes, OpenBox
from bot.conversations.notes.cards import cards_closed, told
from bot.conversations.notes.here import Here, readings_of
from bot.conversations.notes.keeping import kept
from bot.conversations.notes.standing import kept_notes, open_sheets
from bot.domain.community import Stage
from bot.domain.ids import RecordId
from bot.domain.notes import Door, NotesWindow, slots_for
from bot.domain.notes_times import first_in_time
from bot.domain.notes_words import came_to_nothing


def planned(
    here: Here, after: datetime, *, left_out: bool = False, few_before: bool = False
) -> Decision:
    """The window for the first session after `after` that leaves time for it. With notes at any time its
    door opens now."""
    window = NotesWindow(
        id=RecordId(here.known.mint.id()),
        community=here.community.id,
        after=after,
        door=Door.LEFT_OUT if left_out else Door.SHUT,
        times=first_in_time(here.openings(after), here.days, here.at),
        few_before=few_before,
    )
    return opened_if_it_may(here, window)


def opened_if_it_may(here: Here, window: NotesWindow) -> Decision:
    if window.door is Door.SHUT and window.times and here.way.any_time:
        return opened(here, window)
    return Decision(keep=(window,))


def opened(here: Here, window: NotesWindow) -> Decision:
    """A door with a mark for everyone who takes part now, and an empty box."""
    return Decision(keep=(replace(window, door=Door.OPEN),), notes=(box_of(here, window),))


def box_of(here: Here, window: NotesWindow) -> OpenBox:
    """One that is there already stays as it is. One that a struck server has lost is opened afresh."""
    people = here.known.mint.shuffled(sorted(here.community.circle))
    return OpenBox(
        community=here.community.id, window=window.id, people=people, slots=slots_for(len(people))
    )


def is_lost(here: Here, window: NotesWindow) -> bool:
    """It should be open, and its server was killed: what lay behind its door is gone (docs/decisions/0016)."""
    return window.is_open and not here.known.records.has_door(window.id)


def reopened(here: Here, window: NotesWindow) -> Decision:
    """A new door, and everybody hears why. None where somebody has come or gone since the first was made."""
    if window.leaves_next_out:
        out = replace(window, door=Door.LEFT_OUT, leaves_next_out=False)
        return Decision(keep=(out,), say=told(here, "notes.lost_for_good", window.id))
    return opened(here, window) + Decision(say=told(here, "notes.lost", window.id))


def ended(here: Here, window: NotesWindow) -> Decision:
    """The record goes, and what lay behind its door with it, unread; but what was taken back in it stays so."""
    left = (*_settled(here), DestroyBox(window=window.id)) if window.is_open else ()
    return Decision(forget=(window,), notes=left, say=cards_closed(here, window))


def _settled(here: Here) -> tuple[OfNotes, ...]:
    words = open_sheets(here.community, here.known).words
    batch = came_to_nothing(words, kept_notes(here.community, here.known))
    return kept(here.community.id, batch.keep, batch.gone)


def stopped(here: Here, window: NotesWindow) -> Decision:
    """No window any more: everybody reads why, and what becomes of what was written. What is out of its box
    came from enough people, and waits, unless the group wants no notes, or ends."""
    gone = _readings_over(here) if waits(here) else let_go(here)
    return ended(here, window) + gone + Decision(say=told(here, _why(here, window), window.id))


def _readings_over(here: Here) -> Decision:
    """Nobody is asked to read while there is nothing to be told; with too few of us, there may be a session yet."""
    few = here.community.stage is Stage.ACTIVE
    return Decision() if few else Decision(forget=readings_of(here.community, here.known))


def waits(here: Here) -> bool:
    """Whether notes that were not told yet will be, however long nothing is planned."""
    return here.way.on and here.community.stage is not Stage.ENDING


def _why(here: Here, window: NotesWindow) -> str:
    if not here.way.on:
        return "notes.off"
    if here.community.stage is Stage.ENDING:
        return "notes.ends"
    if here.community.stage is Stage.ACTIVE:
        return "notes.too_few_of_us_sealed" if window.is_open else "notes.too_few_of_us"
    return "notes.rest_sealed" if window.is_open else "notes.rest"


def let_go(here: Here) -> Decision:
    """What had not been told is gone. What was told can still be taken back."""
    notes = kept_notes(here.community, here.known)
    keys = tuple(one.key for one in notes if not one.told)
    forget = ForgetNotes(community=here.community.id, keys=keys)
    return Decision(forget=readings_of(here.community, here.known), notes=(forget,) if keys else ())
