"""A session opens: what was let through is told in one burst, at the time that was announced and at no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.boundary.arrivals import AlarmRang, Arrival
from bot.boundary.decision import Decision, Revise
from bot.boundary.views import Card, Text
from bot.conversations.known import Known
from bot.conversations.notes.here import Here, here_now, readings_of
from bot.conversations.notes.keeping import kept
from bot.conversations.notes.looking import flagged, names_of
from bot.conversations.notes.standing import heard_now
from bot.conversations.notes.told_cards import (
    choosing_posts,
    stay_revised,
    stays_with_notes,
    told_card,
    told_name,
)
from bot.conversations.saying import in_rooms, revised, texts
from bot.domain.community import Community
from bot.domain.formats import Format
from bot.domain.notes import NotesReading
from bot.domain.notes_release import Flagged, Release, goes, released, stays, with_one_alone
from bot.domain.notes_words import Heard
from bot.domain.session import Session
from bot.domain.unsigned import Unsigned, Voice
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
    ready = _as_they_were(heard_now(here.community, known))
    return sum((_told(here, one, ready) for one in running if _may_tell(here, one)), Decision())


def _was_early(session: Session, reading: NotesReading) -> bool:
    return session.number == reading.session and session.plan.opens_at < reading.releases_at


def notes_are_ready(
    community: Community, session: Session, known: Known, format_: Format | None = None
) -> bool:
    """Whether a shared doubt without a teller can stay with notes instead. `format_`: the one it will have,
    where nobody holds it yet."""
    return notes_ready(community, session, known, format_) > 0


def notes_ready(
    community: Community, session: Session, known: Known, format_: Format | None = None
) -> int:
    """How many a shared doubt could stay with. An answer belongs to an earlier note."""
    if (format_ or session.format) is not Format.SHARED_DOUBT:
        return 0
    flags = _flags(community)
    return sum(
        one.voice is Voice.NOTE and goes(one, flags) and stays(one, session.number)
        for one in _as_they_were(heard_now(community, known))
    )


def _opening(here: Here, opened: Session, arrival: Arrival) -> Decision:
    """Old notes go, what was taken back is taken out, and then the new ones are told."""
    heard = heard_now(here.community, here.known)
    left = tuple(one for one in heard.notes if stays(one, opened.number))
    old = [one for one in heard.notes if one not in left]
    tidied = _tidied(here, old, left, heard.gone)
    left = tuple(one for one in _as_they_were(heard, left) if not one.taken_back)
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
    release = with_one_alone(release) if stays_with_notes(opened) else release
    gone = () if _some_unread(notes, release) else readings_of(here.community, here.known)
    decided = Decision(notes=kept(here.community.id, release.kept), forget=gone)
    if not release.told:
        return decided
    card = told_card(here.community, opened, release.within(notes))
    posts = in_rooms(here.community, told_name(opened.id), card, under=opened.thread)
    said = (*posts, *choosing_posts(here, opened, release.told))
    return decided + Decision(keep=(replace(opened, heard=True),), say=said)


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


def _as_they_were(heard: Heard, notes: Sequence[Unsigned] | None = None) -> tuple[Unsigned, ...]:
    """Without those whose writers have asked for other words, which nobody may have read yet."""
    every = heard.notes if notes is None else notes
    return tuple(one for one in every if one.key not in heard.changed)


def _tidied(
    here: Here, old: Sequence[Unsigned], left: Sequence[Unsigned], gone: Sequence[str]
) -> Decision:
    """Of what is old nothing stays here, nor of what is `gone`, taken back before it was told. What was taken
    back later goes from where it was told."""
    out = [one for one in left if one.taken_back]
    keys = [*(one.key for one in (*old, *out)), *gone]
    told = [one for one in (*old, *left) if one.told]
    posts = dict.fromkeys(one.post for one in told)
    boxes = (*(f"hide:{one.key}" for one in told), *(f"stay:{post}" for post in posts))
    stay = [one for one in left if not one.taken_back]
    shown = _without(here, {one.post for one in out}, stay)
    return Decision(notes=kept(here.community.id, (), keys), empty=boxes, say=shown)


def _without(here: Here, posts: set[str], left: Sequence[Unsigned]) -> tuple[Revise, ...]:
    told_in = [one for one in here.sessions if one.id in posts]
    return tuple(post for one in told_in for post in all_revised(here.community, one, left))


def all_revised(
    community: Community, session: Session, notes: Sequence[Unsigned]
) -> tuple[Revise, ...]:
    """That, and the one among them that the session stays with."""
    told = post_revised(community, session, notes)
    return (told, *stay_revised(community, session, notes))


def post_revised(community: Community, session: Session, notes: Sequence[Unsigned]) -> Revise:
    """What stands in the room of the notes that this session told."""
    return revised(community, told_name(session.id), told_card(community, session, notes))


def _flags(community: Community) -> Flagged:
    names = names_of(community)
    return lambda text: flagged(text, names)


def next_time(here: Here) -> str:
    """When notes are told next, in words."""
    at = next(here.openings(here.at), None)
    return moment_words(at, here.community.rhythm.hours.zone) if at else say("notes.next_session")
