"""The check-in is opened, and its first page handed in. Nothing is kept of either."""

from collections.abc import Sequence

from bot.boundary.arrivals import (
    ButtonPressed,
    CommandGiven,
    DirectMessage,
    FormSubmitted,
    PointedAt,
)
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.notes import Passage
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.found_notes import find
from bot.conversations.notes.going_through import go_through
from bot.conversations.notes.here import Here, here_now
from bot.conversations.notes.last_pages import been_through_page
from bot.conversations.notes.looking import clean
from bot.conversations.notes.pages import first_page, second_page
from bot.conversations.notes.pulsing import read_pulse
from bot.conversations.notes.second_page import Carried
from bot.conversations.notes.who_could import who_could_page
from bot.conversations.notes.windows import is_lost, reopened
from bot.conversations.saying import button, form, texts, whisper
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.notes import LONGEST_NOTE, Door, NotesWindow
from bot.domain.notes_sheets import Alone, Energy
from bot.domain.refusal import Reason, Refused
from bot.words import say
from bot.words.receipts import new_receipt, read_receipt
from bot.words.times import moment_words

Came = CommandGiven | ButtonPressed | FormSubmitted | DirectMessage | PointedAt


def note(command: CommandGiven, known: Known) -> Decision:
    """`/lc note`: the same form as the check-in's. In private, for each community that has it."""
    found = known.communities_at(command.place, command.who)
    mine = [one for one in found if one.takes_part(command.who.person)]
    open_ = [one for one in mine if way_in(one, command, known)]
    if len(open_) > 1:
        return whisper(*texts("note.which"), buttons=ways_in(open_, command, known))
    community = open_[0] if open_ else known.community_at(command.place, command.who)
    return opened(community, command, known)


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, _ = known.held(NotesWindow, token[0])
    return opened(community, press, known, token[0])


def way_in(community: Community, came: Came, known: Known) -> NotesWindow | None:
    """The window whose form this person could fill in now."""
    here = here_now(community, came.at, known)
    return None if _shut(here) else here.window


def ways_in(communities: Sequence[Community], came: Came, known: Known) -> tuple[Button, ...]:
    """A button for each of them whose form is open; named where there are several."""
    windows = [(one, way_in(one, came, known)) for one in communities]
    open_ = [(one, window) for one, window in windows if window]
    if len(open_) == 1:
        return tuple(button("open_the_form", Act.CHECK_IN, it.id, asks=True) for _, it in open_)
    return tuple(
        button("check_in_of", Act.CHECK_IN, window.id, asks=True, name=one.name)
        for one, window in open_
    )


def check(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The first page is handed in: what could point to its writer is looked for, and six words are drawn."""
    found = known.records.one(NotesWindow, RecordId(token[0]))
    if found is None:
        return Decision(reply=(FormErrors({"": say("note.closed_meanwhile")}),))
    community = known.community(found.community)
    here = _may_pass(community, submitted, known)
    passage = known.records.passage(found.id, submitted.who.person, submitted.id)
    if passage is Passage.PASSED:
        return form(been_through_page(community.id))
    if passage is Passage.NO_WAY:
        lost = is_lost(here, found)
        why = Decision(reply=(FormErrors({"": say("note.lost" if lost else "note.no_way")}),))
        return (reopened(here, found) if lost else Decision()) + why
    if errors := {**_too_long(submitted), **_no_receipt(submitted)}:
        return Decision(reply=(FormErrors(errors),))
    return _checked(here, found, submitted)


def who_could(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_include(press.who.person)
    return form(who_could_page(community, known))


def done(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    return go_through(submitted, token, known.records)


def opened(community: Community, came: Came, known: Known, window: str = "") -> Decision:
    """The form, or why it does not open."""
    here = _may_pass(community, came, known)
    assert here.window is not None
    if window and window != here.window.id:
        raise Refused(Reason.BUTTON_TOO_OLD)
    match known.records.passage(here.window.id, came.who.person, came.id):
        case Passage.FREE:
            return form(first_page(here, here.window))
        case Passage.NO_WAY if is_lost(here, here.window):
            return reopened(here, here.window) + whisper(*texts("note.lost"))
        case Passage.NO_WAY:
            return whisper(*texts("note.no_way"))
        case _:
            return form(been_through_page(community.id))


def _may_pass(community: Community, came: Came, known: Known) -> Here:
    community.must_include(came.who.person)
    here = here_now(community, came.at, known)
    if reason := _shut(here):
        raise Refused(reason, **_fills(here, reason))
    return here


def _shut(here: Here) -> Reason | None:
    """Why the form does not open."""
    if not here.way.on:
        return Reason.NOTES_OFF
    if here.community.stage is not Stage.ACTIVE or (here.window is None and not here.few):
        return Reason.NOTES_NOT_NOW
    if here.few or here.window is None:
        return Reason.NOTES_TOO_FEW
    if here.window.door is Door.LEFT_OUT:
        return Reason.NOTES_LEFT_OUT
    if here.window.checks_in or (here.window.is_open and here.way.any_time):
        return None
    return Reason.NOTES_CHECK_IN_ONLY if here.window.times else Reason.NOTES_NOT_NOW


def _fills(here: Here, reason: Reason) -> dict[str, str]:
    if reason is not Reason.NOTES_CHECK_IN_ONLY:
        return {}
    assert here.window is not None
    assert here.window.times is not None
    zone = here.community.rhythm.hours.zone
    return {"when": moment_words(here.window.times.checks_in_at, zone)}


def _checked(here: Here, window: NotesWindow, submitted: FormSubmitted) -> Decision:
    """Six words that open nothing, as those of a blank form, cost no further step: that would show from outside."""
    given = submitted.given
    old = read_receipt(given.text("receipt")) or ""
    found = find(here, old)
    carried = Carried(
        window=window.id,
        community=here.community.id,
        code=new_receipt(f"{here.known.mint.id()}{here.known.mint.id()}"),
        old=old if found else "",
        tap=next((one for one in Energy if one == given.text("energy")), None),
        alone=next((one for one in Alone if one == given.text("alone")), Alone.WAIT),
        pulse=read_pulse(window, given),
    )
    notes = [given.text("note"), given.text("second")]
    nothing = bool(old and not found)
    page = second_page(here, submitted.who.person, carried, notes, found, opens_nothing=nothing)
    return form(page)


def _too_long(submitted: FormSubmitted) -> dict[str, str]:
    return {
        box: say("note.too_long", most=LONGEST_NOTE)
        for box in ("note", "second")
        if len(clean(submitted.given.text(box)).text) > LONGEST_NOTE
    }


def _no_receipt(submitted: FormSubmitted) -> dict[str, str]:
    """Words that are not six of ours can open nothing. What was typed stays."""
    typed = submitted.given.text("receipt")
    wrong = typed and read_receipt(typed) is None
    return {"receipt": say("note.receipt.not_six")} if wrong else {}


CONVERSATION = Conversation(
    commands={"note": note},
    presses={Act.CHECK_IN: press, Act.WHO_COULD: who_could},
    forms={Act.CHECK_IN: check, Act.CHECK_IN_DONE: done},
)
