"""Notes are read before everyone reads them: let through, sent back with a reason, or held for care.

Whoever reads them sees words and nothing else. Nothing within a working day: the deputy is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.here import here_now, readings_of
from bot.conversations.notes.keeping import kept, new_key
from bot.conversations.notes.looking import clean
from bot.conversations.notes.reading_cards import (
    HOLD,
    RELEASE,
    all_read,
    deputy_asked,
    read_form,
)
from bot.conversations.notes.releasing import release_late
from bot.conversations.notes.standing import heard_now
from bot.conversations.saying import button, form, texts, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.notes import NotesReading
from bot.domain.unsigned import Back, Reader, Stands, Unsigned, Voice
from bot.words import say


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _kept(token, press.who.person, known)
    waiting = _waiting(community, press.who.person, known)
    if not waiting:
        return whispered("notes.read.all_done")
    return form(read_form(community, waiting))


def read(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Each as it was decided; what was left open stays unread. A note that has gone meanwhile is passed over."""
    community = _kept(token, submitted.who.person, known)
    waiting = _waiting(community, submitted.who.person, known)
    reader = _role(community, submitted.who.person)
    if errors := _undecided(submitted, waiting):
        return Decision(reply=(FormErrors(errors),))
    decided = [one for one in waiting if _chosen(submitted, one)]
    judged = [_judged(one, _chosen(submitted, one), reader) for one in decided]
    replies = [_reply(one, submitted, known) for one in decided if _said(submitted, one)]
    changed = Decision(notes=kept(community.id, (*judged, *replies)))
    keys = {one.key for one in decided}
    left = [one for one in waiting if one.key not in keys]
    if left and decided and not _held(judged):
        return changed + form(read_form(community, left))
    return changed + _done(community, submitted, judged, left, known)


def ask_deputy(alarm: AlarmRang, known: Known) -> Decision:
    reading = known.records.one(NotesReading, alarm.about)
    if reading is None:
        return Decision()
    community = known.community(reading.community)
    here = here_now(community, alarm.at, known)
    if not any(one.is_unread for one in _all(community, known)):
        return Decision()
    return Decision(say=deputy_asked(here, reading))


def _done(
    community: Community,
    submitted: FormSubmitted,
    judged: Sequence[Unsigned],
    left: Sequence[Unsigned],
    known: Known,
) -> Decision:
    """After a note that was heavy to read, whoever read it is asked after first; what is left can wait."""
    here = here_now(community, submitted.at, known)
    done = {one.key for one in judged}
    unread = [one for one in _all(community, known) if one.is_unread]
    over = all(one.key in done for one in unread)
    readings = readings_of(community, known) if over else ()
    said = tuple(card for one in readings for card in all_read(here, one))
    page = _last_page(community, submitted.who.person, held=_held(judged), left=bool(left))
    return Decision(say=said) + form(page)


def _last_page(community: Community, reader: PersonId, *, held: bool, left: bool) -> Form:
    heavy = button("heavy_word", Act.HEAVY, community.id, asks=True)
    others = [who.name for who in community.keepers if who.person != reader]
    care = texts("notes.care.with", name=others[0]) if others else texts("notes.care")
    key = "notes.read.some_left" if left else "notes.read.thanks"
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("notes.read.title"),
        intro=(*texts(key), *(care if held else ()), *(texts("notes.care.word") if held else ())),
        cancel=say("button.close"),
        buttons=(heavy,) if held else (),
    )


def _waiting(community: Community, person: PersonId, known: Known) -> tuple[Unsigned, ...]:
    """What this person is to read. A second look is for the one who did not take the first."""
    role, alone = _role(community, person), len(community.keepers) < 2
    return tuple(
        one
        for one in _all(community, known)
        if one.is_unread and (alone or not one.again or one.reader is not role)
    )


def _all(community: Community, known: Known) -> tuple[Unsigned, ...]:
    """What was taken back meanwhile is not among them; what was changed reads as it should."""
    return heard_now(community, known).notes


def _judged(one: Unsigned, chosen: str, reader: Reader) -> Unsigned:
    if chosen == RELEASE:
        return replace(one, stands=Stands.PASSED, reader=reader)
    if chosen == HOLD:
        return replace(one, stands=Stands.HELD, reader=reader)
    return replace(one, stands=Stands.RETURNED, back=Back(chosen), reader=reader, counted=one.again)


def _held(judged: Sequence[Unsigned]) -> bool:
    return any(one.stands is Stands.HELD for one in judged)


def _reply(one: Unsigned, submitted: FormSubmitted, known: Known) -> Unsigned:
    """A word to its writer, which the receipt alone opens."""
    return Unsigned(
        key=new_key(known.mint.id),
        session=one.session,
        mark=one.mark,
        text=clean(_said(submitted, one)).text,
        voice=Voice.REPLY,
    )


def _undecided(submitted: FormSubmitted, waiting: Sequence[Unsigned]) -> dict[str, str]:
    """Words to a writer without saying what becomes of the note: what was typed stays in the form."""
    return {
        f"do_{one.key}": say("notes.read.choose")
        for one in waiting
        if _said(submitted, one) and not _chosen(submitted, one)
    }


def _chosen(submitted: FormSubmitted, one: Unsigned) -> str:
    chosen = submitted.given.text(f"do_{one.key}")
    return chosen if chosen in {RELEASE, HOLD, *Back} else ""


def _said(submitted: FormSubmitted, one: Unsigned) -> str:
    return submitted.given.text(f"say_{one.key}")


def _role(community: Community, person: PersonId) -> Reader:
    first = community.facilitator
    return Reader.FACILITATOR if first and first.person == person else Reader.DEPUTY


def _kept(token: Token, person: PersonId, known: Known) -> Community:
    community = known.community(token[0])
    community.must_be_kept_by(person)
    return community


CONVERSATION = Conversation(
    presses={Act.READ_NOTES: press},
    forms={Act.READ_NOTES: read},
    alarms={AlarmKind.NOTES_UNREAD: ask_deputy, AlarmKind.RELEASE_NOTES: release_late},
)
