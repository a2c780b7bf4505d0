"""A session opens: what was let through is told in one burst, at the time that was announced and at no other."""

from collections.abc import Sequence
from datetime import timedelta

from bot.boundary.arrivals import AlarmRang, Arrival
from bot.boundary.decision import Decision, Revise
from bot.boundary.views import Card, Text
from bot.conversations.known import Known
from bot.conversations.notes.here import Here, here_now, readings_of
from bot.conversations.notes.keeping import kept, read_notes
from bot.conversations.notes.looking import flagged, names_of
from bot.conversations.notes.told_cards import choosing_posts, told_card, told_name
from bot.conversations.saying import in_rooms, revised, texts
from bot.domain.community import Community
from bot.domain.formats import Format
from bot.domain.notes import NotesReading
from bot.domain.notes_release import Flagged, Release, goes, released, stays
from bot.domain.session import Session
from bot.domain.unsigned import Unsigned
from bot.words import say
from bot.words.times import moment_words

LATE = timedelta(hours=1)
"""A bot that was away for longer has missed the announced time, and waits for the next."""


def at_opening(here: Here, arrival: Arrival) -> Decision:
    """What follows for notes when a session has just begun to run."""
    ahead = {one.id for one in here.known.sessions(here.community) if one.ahead}
    opened = [one for one in here.sessions if one.running and one.id in ahead]
    return sum((_opening(here, one, arrival) for one in opened), Decision())


def release_late(alarm: AlarmRang, known: Known) -> Decision:
    """The announced time has come, and the session was opened by hand before it: now they are told."""
    reading = known.records.one(NotesReading, alarm.about)
    if reading is None or not is_announced(alarm):
        return Decision()
    here = here_now(known.community(reading.community), alarm.at, known)
    running = [one for one in here.sessions if one.running and _was_early(one, reading)]
    return sum(
        (_told(here, one, _notes(here)) for one in running if _may_tell(here, one)), Decision()
    )


def _was_early(session: Session, reading: NotesReading) -> bool:
    return session.number == reading.session and session.plan.opens_at < reading.releases_at


def notes_are_ready(
    community: Community, session: Session, known: Known, format_: Format | None = None
) -> bool:
    """Whether a shared doubt without a teller can stay with notes instead. `format_`: the one it will have,
    where nobody holds it yet."""
    if (format_ or session.format) is not Format.SHARED_DOUBT:
        return False
    found = read_notes(known.records.notes(community.id))
    flags = _flags(community)
    return any(goes(one, flags) and stays(one, session.number) for one in found)


def _opening(here: Here, opened: Session, arrival: Arrival) -> Decision:
    """Old notes go, what was taken back is taken out, and then the new ones are told."""
    notes = _notes(here)
    left = tuple(one for one in notes if stays(one, opened.number))
    tidied = _tidied(here, [one for one in notes if one not in left], left)
    left = tuple(one for one in left if not one.taken_back)
    if is_announced(arrival) and _may_tell(here, opened):
        return tidied + _told(here, opened, left)
    return tidied + _told_to_wait(here, opened, left, arrival)


def _may_tell(here: Here, opened: Session) -> bool:
    """Somebody holds it, and nothing stops the stories."""
    held = opened.held_by is not None and not opened.stopped_at
    return held and not here.known.stories_rest(here.community)


def is_announced(arrival: Arrival) -> bool:
    return isinstance(arrival, AlarmRang) and arrival.at < arrival.due + LATE


def _told(here: Here, opened: Session, notes: Sequence[Unsigned]) -> Decision:
    release = released(here.known.mint.shuffled(notes), _flags(here.community), opened.id)
    gone = () if _some_unread(notes, release) else readings_of(here.community, here.known)
    decided = Decision(notes=kept(here.community.id, release.kept), forget=gone)
    if not release.told:
        return decided
    card = told_card(here.community, opened, release.within(notes))
    posts = in_rooms(here.community, told_name(opened.id), card, under=opened.thread)
    return decided + Decision(say=(*posts, *choosing_posts(here, opened, release.told)))


def _some_unread(notes: Sequence[Unsigned], release: Release) -> bool:
    told = {one.key for one in release.told}
    return any(one.is_unread and one.key not in told for one in notes)


def _told_to_wait(
    here: Here, opened: Session, notes: Sequence[Unsigned], arrival: Arrival
) -> Decision:
    """Nobody holds the session, or the time was missed: notes are safe, and come another time."""
    flags = _flags(here.community)
    if not any(goes(one, flags) for one in notes):
        return Decision()
    card = Card("", _why_not_now(here, opened, arrival))
    name = f"notes_wait:{opened.id}"
    return Decision(say=in_rooms(here.community, name, card, under=opened.thread))


def _why_not_now(here: Here, opened: Session, arrival: Arrival) -> tuple[Text, ...]:
    if not _may_tell(here, opened):
        return texts("notes.wait")
    if isinstance(arrival, AlarmRang):
        return texts("notes.missed", when=next_time(here))
    return texts("notes.at_announced", when=_announced(here, opened))


def _announced(here: Here, opened: Session) -> str:
    """When this session was to open, before somebody opened it by hand."""
    readings = readings_of(here.community, here.known)
    at = next((one.releases_at for one in readings if one.session == opened.number), None)
    return moment_words(at, here.community.rhythm.hours.zone) if at else next_time(here)


def _tidied(here: Here, old: Sequence[Unsigned], left: Sequence[Unsigned]) -> Decision:
    """Of what is old nothing stays here. What was taken back goes from where it was told."""
    out = [one for one in left if one.taken_back]
    keys = [one.key for one in (*old, *out)]
    told = [one for one in (*old, *left) if one.told]
    posts = dict.fromkeys(one.post for one in told)
    boxes = (*(f"hide:{one.key}" for one in told), *(f"stay:{post}" for post in posts))
    stay = [one for one in left if not one.taken_back]
    shown = _without(here, {one.post for one in out}, stay)
    return Decision(notes=kept(here.community.id, (), keys), empty=boxes, say=shown)


def _without(here: Here, posts: set[str], left: Sequence[Unsigned]) -> tuple[Revise, ...]:
    told_in = [one for one in here.sessions if one.id in posts]
    return tuple(post_revised(here.community, one, left) for one in told_in)


def post_revised(community: Community, session: Session, notes: Sequence[Unsigned]) -> Revise:
    """What stands in the room of the notes that this session told."""
    return revised(community, told_name(session.id), told_card(community, session, notes))


def _notes(here: Here) -> tuple[Unsigned, ...]:
    return read_notes(here.known.records.notes(here.community.id))


def _flags(community: Community) -> Flagged:
    names = names_of(community)
    return lambda text: flagged(text, names)


def next_time(here: Here) -> str:
    """When notes are told next, in words."""
    at = next(here.openings(here.at), None)
    return moment_words(at, here.community.rhythm.hours.zone) if at else say("notes.next_session")
