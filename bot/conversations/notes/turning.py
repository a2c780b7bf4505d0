"""A window by the clock: the card to everyone, the reminder, the close, and what comes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang
from bot.boundary.decision import Decision, Said
from bot.boundary.notes import DestroyBox
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.cards import (
    again_posts,
    cards_closed,
    cards_moved,
    check_in_posts,
    told,
    told_left_out,
)
from bot.conversations.notes.here import Here, here_now, readings_of
from bot.conversations.notes.keeping import kept, new_key
from bot.conversations.notes.pulse_results import pulse_asked, pulse_told
from bot.conversations.notes.reading_cards import (
    asked_to_read,
    energy_post,
    reading_card,
    to_keeper,
)
from bot.conversations.notes.standing import heard_now, kept_notes
from bot.conversations.notes.windows import ended, is_lost, opened, planned, reopened
from bot.domain.alarm import AlarmKind
from bot.domain.community import Stage
from bot.domain.ids import RecordId
from bot.domain.notes import Door, NotesReading, NotesWindow, WindowTimes
from bot.domain.notes_fates import Crowd, closed, crowd_of
from bot.domain.notes_sheets import Sheets, sorted_out
from bot.domain.notes_times import deputy_asked_at, longer
from bot.domain.notes_words import Batch, Closing
from bot.domain.unsigned import Stands

Turn = Callable[[Here, NotesWindow, WindowTimes], Decision]


def check_in(alarm: AlarmRang, known: Known) -> Decision:
    return _turned(alarm, known, _checked_in)


def remind(alarm: AlarmRang, known: Known) -> Decision:
    return _turned(alarm, known, _reminded)


def close(alarm: AlarmRang, known: Known) -> Decision:
    return _turned(alarm, known, _closing)


def _turned(alarm: AlarmRang, known: Known, turn: Turn) -> Decision:
    found = known.records.one(NotesWindow, alarm.about)
    if found is None or found.times is None:
        return Decision()
    here = here_now(known.community(found.community), alarm.at, known)
    return turn(here, found, found.times)


def _checked_in(here: Here, window: NotesWindow, times: WindowTimes) -> Decision:
    """The same card to everyone at the same minute. The door opens with it, if it was not open yet."""
    pulses, pulse = pulse_asked(here)
    checked = replace(window, checked_in=True, pulse=pulse)
    if window.door is Door.LEFT_OUT:
        return Decision(keep=(checked,), say=told_left_out(here, window))
    door = reopened(here, checked) if is_lost(here, checked) else opened(here, checked)
    return Decision(keep=(pulses,)) + door + Decision(say=check_in_posts(here, checked))


def _reminded(here: Here, window: NotesWindow, times: WindowTimes) -> Decision:
    if not window.checks_in:
        return Decision()
    again = again_posts(here, window, "check_in_again")
    return (reopened(here, window) if is_lost(here, window) else Decision()) + Decision(say=again)


def _closing(here: Here, window: NotesWindow, times: WindowTimes) -> Decision:
    """People are counted, not notes; and of that number nothing is kept."""
    if times.closes_at > here.at:
        return Decision()
    if not window.is_open:
        return ended(here, window) + _after(here, window, times, few=window.few_before)
    more = None if window.extended else longer(times, here.days, here.at)
    if is_lost(here, window):
        return _lost(here, window, more, _after(here, window, times, few=window.few_before))
    match crowd_of(_passed(here, window), extended=more is None):
        case Crowd.MORE_TIME if more:
            return _extended(here, replace(window, times=more, extended=True))
        case Crowd.ENOUGH:
            return _opened(here, window, times) + _after(here, window, times)
        case _:
            key = "notes.too_few_again" if window.few_before else "notes.too_few"
            unread = ended(here, window) + Decision(say=told(here, key, window.id))
            return unread + _after(here, window, times, few=True)


def _after(here: Here, window: NotesWindow, times: WindowTimes, *, few: bool = False) -> Decision:
    """`few`: what it means that too few have used one has just been read, and is not said at length again."""
    return planned(here, times.releases_at, left_out=window.leaves_next_out, few_before=few)


def _lost(here: Here, window: NotesWindow, more: WindowTimes | None, after: Decision) -> Decision:
    """Nobody was counted, so it is not said that they were too few. There is more time, if there is any."""
    if more is None or window.leaves_next_out:
        gone = told(here, "notes.lost_for_good", window.id)
        return ended(here, window) + Decision(say=gone) + after
    longer_open = replace(window, times=more, extended=True)
    return reopened(here, longer_open) + Decision(say=cards_moved(here, longer_open))


def _extended(here: Here, window: NotesWindow) -> Decision:
    again = again_posts(here, window, "check_in_longer")
    said: tuple[Said, ...] = (*cards_moved(here, window), *again)
    return Decision(keep=(window,), say=said)


def rested(here: Here, window: NotesWindow) -> Decision | None:
    """Nothing is planned any more, and enough have been through: what lay in the box comes out, and waits for
    the next session. None where it can't."""
    if here.community.stage is not Stage.RESTING or not (window.is_open and here.way.on):
        return None
    if crowd_of(_passed(here, window), extended=True) is not Crowd.ENOUGH:
        return None
    sheets = sorted_out(here.known.records.leaves(window.id))
    readings = Decision(forget=readings_of(here.community, here.known))
    said = Decision(say=told(here, "notes.rest", window.id))
    return _out(here, window, sheets, _batch(here, window, sheets)) + readings + said


def asked_after_rest(here: Here) -> Decision:
    """We are back. What came out of its box and was not read yet is read now."""
    if not any(one.is_unread for one in heard_now(here.community, here.known).notes):
        return Decision()
    opens_at = next(here.openings(here.at), None)
    if opens_at is None:
        return Decision()
    reading = _reading(here, opens_at, late=False)
    card = reading_card(here, reading, unread=True)
    say = to_keeper(here, f"read_notes:{reading.id}", card)
    gone = readings_of(here.community, here.known)
    return Decision(keep=(reading,), forget=gone, say=say)


def _opened(here: Here, window: NotesWindow, times: WindowTimes) -> Decision:
    """The box is opened: what lay in it goes its way, and box, door and key are gone."""
    sheets = sorted_out(here.known.records.leaves(window.id))
    batch = _batch(here, window, sheets)
    asked = _to_be_read(here, window, times, batch, sheets)
    return _out(here, window, sheets, batch) + asked


def _out(here: Here, window: NotesWindow, sheets: Sheets, batch: Batch) -> Decision:
    over = Decision(
        forget=(window,),
        notes=(DestroyBox(window=window.id), *kept(here.community.id, batch.keep, batch.gone)),
        say=cards_closed(here, window),
    )
    return over + pulse_told(here, window, sheets.pulses)


def _passed(here: Here, window: NotesWindow) -> int:
    crowd = [member.person for member in here.community.crowd]
    return here.known.records.passed(window.id, crowd)


def _batch(here: Here, window: NotesWindow, sheets: Sheets) -> Batch:
    how = Closing(
        session=here.next_number,
        read_first=here.way.read_first,
        late=window.extended,
        key=lambda: new_key(here.known.mint.id),
    )
    before = kept_notes(here.community, here.known)
    written = here.known.mint.shuffled(sheets.written)
    return closed(written, here.known.mint.shuffled(sheets.words), before, how)


def _to_be_read(
    here: Here, window: NotesWindow, times: WindowTimes, batch: Batch, sheets: Sheets
) -> Decision:
    """Whoever looks after the group reads how much room people have, and what waits to be read: also what nobody
    has read the last time."""
    here_still = _still_unread(here, batch)
    going = [one for one in batch.keep if one.stands in (Stands.UNREAD, Stands.PASSED)]
    if not going and not here_still:
        return Decision(say=energy_post(here, window, sheets.taps))
    reading = _reading(here, times.releases_at, late=window.extended)
    unread = here_still or any(one.stands is Stands.UNREAD for one in going)
    say = asked_to_read(here, reading, sheets.taps, unread=unread)
    return Decision(keep=(reading,), say=say)


def _still_unread(here: Here, batch: Batch) -> bool:
    touched = {*batch.gone, *(one.key for one in batch.keep)}
    before = kept_notes(here.community, here.known)
    return any(one.is_unread and one.key not in touched for one in before)


def _reading(here: Here, opens_at: datetime, *, late: bool) -> NotesReading:
    return NotesReading(
        id=RecordId(here.known.mint.id()),
        community=here.community.id,
        session=here.next_number,
        deputy_at=deputy_asked_at(here.days, here.at, late=late),
        releases_at=opens_at,
    )


CONVERSATION = Conversation(
    alarms={
        AlarmKind.CHECK_IN: check_in,
        AlarmKind.CHECK_IN_AGAIN: remind,
        AlarmKind.CLOSE_DOOR: close,
    }
)
