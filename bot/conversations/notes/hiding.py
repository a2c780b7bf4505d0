"""A note in the room is hidden until somebody has looked: by whoever looks after it, or by any two members."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Element, Field, Form, Line, OneOf, Quote, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.keeping import kept, new_key, read_notes
from bot.conversations.notes.looking import clean
from bot.conversations.notes.releasing import all_revised
from bot.conversations.notes.told_cards import begins, in_full
from bot.conversations.saying import button, form, in_good_time, texts, whispered
from bot.domain.community import Community
from bot.domain.notes_release import in_post
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.told import hides
from bot.domain.unsigned import Stands, Unsigned, Voice
from bot.words import say

SHOW, WORD = "show", "word"
LONGEST_WORD = 300


def press_hide(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = known.session(token[0])
    community.must_include(press.who.person)
    notes = _told(community, session, known)
    shown = [one for one in notes if one.stands is Stands.RELEASED]
    if not shown:
        raise Refused(Reason.NOTE_GONE)
    keeps = community.is_kept_by(press.who.person)
    if keeps:
        return form(_desk_form(session, notes))
    return form(_hide_form(session, shown))


def hide(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """One has asked: nothing is seen of that. The second hides it, and nobody is told how many have."""
    community, session = known.session(token[0])
    person = submitted.who.person
    community.must_include(person)
    note = _chosen(community, session, submitted, known)
    if note is None:
        return Decision(reply=(FormErrors({"which": say("notes.hide.which_needed")}),))
    mine = sha256(f"{_box(note)}/{person}".encode()).hexdigest()
    others = {slip.answers.get("by") for slip in known.records.opened(_box(note))} - {mine}
    slip = Slip(community=community.id, box=_box(note), person=person, answers={"by": mine})
    if not hides(others | {mine}):
        return Decision(drop=(slip,)) + whispered("notes.hide.heard")
    hidden = _changed(community, session, replace(note, stands=Stands.HIDDEN), known)
    told = Decision(say=_keepers_told(community, session, note, submitted, known))
    return hidden + told + Decision(empty=(_box(note),)) + whispered("notes.hide.heard")


def press_desk(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = known.session(token[0])
    community.must_be_kept_by(press.who.person)
    notes = _told(community, session, known)
    if not notes:
        raise Refused(Reason.NOTE_GONE)
    return form(_desk_form(session, notes))


def desk(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Whoever looks after the group hides one, shows it again, or says something to its writer alone."""
    community, session = known.session(token[0])
    community.must_be_kept_by(submitted.who.person)
    note = _chosen(community, session, submitted, known)
    if note is None:
        return Decision(reply=(FormErrors({"which": say("notes.hide.which_needed")}),))
    words = clean(submitted.given.text("word")).text
    what = submitted.given.text("what")
    if what == WORD and not words:
        return Decision(reply=(FormErrors({"word": say("propose.empty")}),))
    written = _to_writer(community, note, words, known) if words else Decision()
    if what == WORD:
        return written + whispered("notes.hide.word_kept")
    stands = Stands.RELEASED if what == SHOW else Stands.HIDDEN
    changed = _changed(community, session, replace(note, stands=stands), known)
    key = "notes.hide.shown" if what == SHOW else "notes.hide.hidden"
    return changed + written + Decision(empty=(_box(note),)) + whispered(key)


def _changed(community: Community, session: Session, note: Unsigned, known: Known) -> Decision:
    every = read_notes(known.records.notes(community.id))
    now = tuple(note if one.key == note.key else one for one in every)
    shown = all_revised(community, session, now)
    return Decision(notes=kept(community.id, (note,)), say=shown)


def _to_writer(community: Community, note: Unsigned, words: str, known: Known) -> Decision:
    reply = Unsigned(
        key=new_key(known.mint.id),
        session=note.session,
        mark=note.mark,
        text=words,
        voice=Voice.REPLY,
    )
    return Decision(notes=kept(community.id, (reply,)))


def _keepers_told(
    community: Community, session: Session, note: Unsigned, arrival: FormSubmitted, known: Known
) -> tuple[Post, ...]:
    """By two members; not by whom."""
    look = button("look_at_notes", Act.TOLD_NOTES, session.id, asks=True)
    card = Card(
        say("notes.hide.title"), (*texts("notes.hide.two_asked"), Quote(note.text)), (look,)
    )
    name = f"hidden_note:{known.mint.id()}"
    return tuple(
        in_good_time(community, who.person, name, card, arrival.at, known)
        for who in community.keepers
    )


def _hide_form(session: Session, notes: Sequence[Unsigned]) -> Form:
    return Form(
        token=Token(Act.HIDE_NOTE, (session.id,)).pack(),
        title=say("notes.hide.title"),
        intro=(*texts("notes.hide.asks", "notes.hide.how"), *in_full(notes)),
        fields=(_which(notes),),
        submit=say("button.ask_to_hide"),
        cancel=say("button.not_now"),
    )


def _desk_form(session: Session, notes: Sequence[Unsigned]) -> Form:
    whats = (
        Choice("hide", say("notes.hide.do_hide")),
        Choice(SHOW, say("notes.hide.do_show")),
        Choice(WORD, say("notes.hide.do_word")),
    )
    hint = say("notes.hide.word_hint")
    fields: tuple[Field, ...] = (
        _which(notes),
        OneOf("what", say("notes.hide.what"), whats, value="hide", required=True),
        Line("word", say("notes.hide.word"), hint=hint, most=LONGEST_WORD),
    )
    return Form(
        token=Token(Act.TOLD_NOTES, (session.id,)).pack(),
        title=say("notes.hide.title"),
        intro=(*texts("notes.hide.desk"), *_hidden(notes)),
        fields=fields,
        submit=say("button.so_be_it"),
        cancel=say("button.not_now"),
    )


def _hidden(notes: Sequence[Unsigned]) -> tuple[Element, ...]:
    """In full, for whoever has to look at it."""
    found = [one for one in notes if one.stands is Stands.HIDDEN]
    return tuple(
        part for one in found for part in (Text(say("notes.hide.is_hidden")), Quote(one.text))
    )


def _which(notes: Sequence[Unsigned]) -> OneOf:
    choices = tuple(Choice(one.key, begins(one.text)) for one in notes)
    return OneOf("which", say("notes.hide.which"), choices, required=True)


def _chosen(
    community: Community, session: Session, submitted: FormSubmitted, known: Known
) -> Unsigned | None:
    key = submitted.given.text("which")
    return next((one for one in _told(community, session, known) if one.key == key), None)


def _told(community: Community, session: Session, known: Known) -> tuple[Unsigned, ...]:
    return in_post(read_notes(known.records.notes(community.id)), session.id)


def _box(note: Unsigned) -> str:
    return f"hide:{note.key}"


CONVERSATION = Conversation(
    presses={Act.HIDE_NOTE: press_hide, Act.TOLD_NOTES: press_desk},
    forms={Act.HIDE_NOTE: hide, Act.TOLD_NOTES: desk},
)
