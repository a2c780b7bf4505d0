"""Whatever was decided about a community, its people or its sessions: the window follows.

This is asked once for every decision, so that no conversation has to think of it.
"""

from collections.abc import Iterator

from bot.boundary.arrivals import Arrival, Replied
from bot.boundary.decision import Decision
from bot.conversations.known import Known
from bot.conversations.notes.cards import cards_moved, told, told_on
from bot.conversations.notes.here import Here, chosen_way, way_of, window_of
from bot.conversations.notes.pulse_results import people_changed
from bot.conversations.notes.releasing import at_opening
from bot.conversations.notes.turning import asked_after_rest, rested
from bot.conversations.notes.windows import let_go, opened_if_it_may, planned, stopped, waits
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import CommunityId
from bot.domain.notes import NotesWay, NotesWindow
from bot.domain.notes_times import followed
from bot.domain.records import Record
from bot.domain.session import Session

PAUSES_NOTES = 2
"""So often asked not to guess in one session, the group has a window without notes."""


def following(decided: Decision, arrival: Arrival, known: Known) -> Decision:
    """The decision, with what follows from it for notes without a name. A reply changes nothing for them."""
    if isinstance(arrival, Replied):
        return decided
    gone = {one.id for one in decided.forget if isinstance(one, Community)}
    for id in dict.fromkeys(_touched(decided)):
        if id not in gone:
            decided += _followed(decided, id, arrival, known)
    return decided


def _touched(decided: Decision) -> Iterator[CommunityId]:
    for one in decided.keep:
        if isinstance(one, Community | Session) or _is_about_notes(one):
            yield one.community


def _is_about_notes(one: Record) -> bool:
    return isinstance(one, Agreement) and one.matter is Matter.NOTES


def _may_end_notes(one: Record) -> bool:
    """A session runs, or it is decided about notes."""
    return _is_about_notes(one) or (isinstance(one, Session) and one.running)


def _followed(decided: Decision, id: CommunityId, arrival: Arrival, known: Known) -> Decision:
    """Little is read of a community that has no notes; but what is left of a time when it had goes as promised."""
    before = _stored(id, known)
    if before is None:
        return Decision()
    community = _latest(decided, before)
    window, way = window_of(before, known), _way(decided, before, known)
    if window is None and not way.on and not any(map(_may_end_notes, decided.keep)):
        return Decision()
    sessions = {one.id: one for one in known.sessions(before)}
    sessions |= {one.id: one for one in decided.keep if isinstance(one, Session)}
    here = Here(community, way, window, tuple(sessions.values()), arrival.at, known)
    changed = people_changed(here) if _changed(before, community) else Decision()
    return _window(here, before, decided) + changed + at_opening(here, arrival)


def _window(here: Here, before: Community, decided: Decision) -> Decision:
    if here.window is None:
        return _begun(here, before, decided)
    if not here.is_on:
        return rested(here, here.window) or stopped(here, here.window)
    return _moved(here, here.window, before)


def _begun(here: Here, before: Community, decided: Decision) -> Decision:
    """The group has just chosen it, or there are enough of us again, or it has come back from a rest."""
    if not waits(here):
        return _gone_aloud(here)
    if here.community.stage is not Stage.ACTIVE:
        return Decision()
    if not here.is_on:
        few = here.few and any(map(_is_about_notes, decided.keep))
        about = here.known.mint.id()
        return Decision(say=told(here, "notes.too_few_of_us", about)) if few else Decision()
    begun = planned(here, here.at, left_out=_changed(before, here.community))
    (window,) = (one for one in begun.keep if isinstance(one, NotesWindow))
    return begun + asked_after_rest(here) + Decision(say=told_on(here, window))


def _gone_aloud(here: Here) -> Decision:
    """Notes had waited, and now there are to be none, or there is no more session. Nothing goes unsaid."""
    gone = let_go(here)
    why = "notes.ends" if here.way.on else "notes.off"
    return gone + Decision(say=told(here, why, here.known.mint.id()) if gone.notes else ())


def _moved(here: Here, window: NotesWindow, before: Community) -> Decision:
    """Another day, other people, another choice: the window as it is now."""
    now = followed(window, here.openings(window.after), here.days, here.at)
    if _changed(before, here.community) or _was_guessed(here):
        now = now.changed_people()
    decided = opened_if_it_may(here, now)
    if decided.keep == (window,):
        return Decision()
    moved = now.checked_in and now.times != window.times
    return decided + Decision(say=cards_moved(here, now) if moved else ())


def _changed(before: Community, now: Community) -> bool:
    return before.circle != now.circle


def _was_guessed(here: Here) -> bool:
    """Somebody guessed who wrote something, and not for the first time."""
    before = {one.id: one.guessed for one in here.known.sessions(here.community)}
    return any(
        one.guessed == PAUSES_NOTES and before.get(one.id, 0) < PAUSES_NOTES
        for one in here.sessions
    )


def _way(decided: Decision, community: Community, known: Known) -> NotesWay:
    kept = [one for one in decided.keep if _is_about_notes(one)]
    standing = [one for one in kept if isinstance(one, Agreement) and not one.ended]
    if standing:
        return chosen_way(standing[-1].about)
    return NotesWay.OFF if kept else way_of(community, known)


def _latest(decided: Decision, before: Community) -> Community:
    kept = [one for one in decided.keep if isinstance(one, Community) and one.id == before.id]
    return kept[-1] if kept else before


def _stored(id: CommunityId, known: Known) -> Community | None:
    """None while it is being founded."""
    try:
        return known.records.community(id)
    except KeyError:
        return None
