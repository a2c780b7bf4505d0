"""One shared doubt, without a teller: the group says which note it would stay with, and whoever holds it chooses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Element, Form, OneOf, Points, SomeOf
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.keeping import kept, read_notes
from bot.conversations.notes.releasing import post_revised
from bot.conversations.notes.told_cards import (
    begins,
    choosing_card,
    in_full,
    stay_posts,
    stays_with_notes,
)
from bot.conversations.saying import form, privately, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.notes_release import in_post
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.told import marked
from bot.domain.unsigned import Stands, Unsigned, Voice
from bot.words import say, tell_of

MOST_MARKS = 3
MARK = "1"


def press_mark(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session, notes = _to_mark(press, token, known)
    return form(_mark_form(session, notes))


def mark(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, session, notes = _to_mark(submitted, token, known)
    chosen = [one.key for one in notes if one.key in submitted.given.many("which")]
    if not chosen or len(chosen) > MOST_MARKS:
        return Decision(reply=(FormErrors({"which": say("notes.mark.how_many", most=MOST_MARKS)}),))
    slip = Slip(
        community=community.id,
        box=_box(session),
        person=submitted.who.person,
        answers=dict.fromkeys(chosen, MARK),
    )
    return Decision(drop=(slip,)) + whispered("notes.mark.thanks")


def press_see(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """First it is said that looking closes the marks."""
    _, session, _ = _to_choose(press.who.person, token, known)
    _must_take_marks(session)
    return form(_see_form(session))


def see_marks(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Once: the marks close with it, so that no mark that comes later shows as a difference."""
    community, session, notes = _to_choose(submitted.who.person, token, known)
    _must_take_marks(session)
    slips = known.records.opened(_box(session))
    marks = [[one.key for one in notes if MARK in slip.answers.get(one.key, "")] for slip in slips]
    closed = replace(session, marks_closed=True)
    card = choosing_card(community, closed, _marked(notes, marks))
    post = privately(community, submitted.who.person, f"notes_marks:{session.id}", card)
    shown = post_revised(community, closed, read_notes(known.records.notes(community.id)))
    gone = Decision(keep=(closed,), empty=(_box(session),), say=(post, shown))
    return gone + whispered("notes.mark.closed")


def press_choose(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session, notes = _to_choose(press.who.person, token, known)
    return form(_choose_form(session, notes))


def choose(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The threads of the others stay open; this is the one that the turns are about."""
    community, session, notes = _to_choose(submitted.who.person, token, known)
    chosen = next((one for one in notes if one.key == submitted.given.text("which")), None)
    if chosen is None:
        return Decision(reply=(FormErrors({"which": say("notes.choose.which_needed")}),))
    posts = stay_posts(community, session, chosen)
    now = Card(say("notes.choose.title"), texts("notes.choose.done"))
    names = (f"notes_choose:{session.id}", f"notes_marks:{session.id}")
    cards = tuple(revised(community, name, now) for name in names)
    again = tuple(revised(community, post.name, post.card) for post in posts[:1])
    stays = [replace(one, stayed=one.key == chosen.key) for one in notes]
    decided = Decision(
        keep=(_begins(session, submitted.at),),
        notes=kept(community.id, [one for one in stays if one not in notes]),
        empty=(_box(session),),
        say=(*posts, *again, *cards),
    )
    return decided + whispered("notes.choose.chosen")


def _begins(session: Session, now: datetime) -> Session:
    """If its rounds have waited for the choice, they wait no more."""
    until = now if session.waits_for_choice else session.chooses_until
    return replace(session, note_chosen=True, marks_closed=True, chooses_until=until)


def _marked(notes: Sequence[Unsigned], marks: Sequence[Sequence[str]]) -> tuple[Element, ...]:
    """A note that one alone would stay with is not among them."""
    bands = marked(marks)
    if bands is None:
        return texts("notes.mark.too_few")
    known = [(one, bands[one.key]) for one in notes if one.key in bands]
    lines = (tell_of("notes.would_stay", told, note=begins(one.text)) for one, told in known)
    return (*texts("notes.mark.said"), Points(tuple(lines)))


def _mark_form(session: Session, notes: Sequence[Unsigned]) -> Form:
    hint = say("notes.mark.hint", most=MOST_MARKS)
    return Form(
        token=Token(Act.MARK_NOTES, (session.id,)).pack(),
        title=say("notes.mark.title"),
        intro=(*texts("notes.mark.asks"), *in_full(notes)),
        fields=(SomeOf("which", say("notes.mark.which"), _choices(notes), hint, required=True),),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def _see_form(session: Session) -> Form:
    return Form(
        token=Token(Act.COUNT_MARKS, (session.id,)).pack(),
        title=say("notes.choose.title"),
        intro=texts("notes.mark.looking_closes"),
        submit=say("button.see_marks_now"),
        cancel=say("button.not_now"),
    )


def _choose_form(session: Session, notes: Sequence[Unsigned]) -> Form:
    return Form(
        token=Token(Act.STAY_WITH, (session.id,)).pack(),
        title=say("notes.choose.title"),
        intro=(*texts("notes.choose.asks"), *in_full(notes)),
        fields=(OneOf("which", say("notes.choose.which"), _choices(notes), required=True),),
        submit=say("button.stay_with_it"),
        cancel=say("button.not_now"),
    )


def _choices(notes: Sequence[Unsigned]) -> tuple[Choice, ...]:
    return tuple(Choice(one.key, begins(one.text)) for one in notes)


def _to_mark(
    came: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session, tuple[Unsigned, ...]]:
    """Those who look after it do not make the crowd larger, and choose in the end."""
    community, session = known.session(token[0])
    community.must_include(came.who.person)
    session.must_run()
    if community.is_kept_by(came.who.person):
        raise Refused(Reason.KEEPERS_ARE_NOT_ASKED)
    _must_take_marks(session)
    return community, session, _standing(community, session, known)


def _must_take_marks(session: Session) -> None:
    if session.marks_closed:
        raise Refused(Reason.MARKS_CLOSED)


def _to_choose(
    person: PersonId, token: Token, known: Known
) -> tuple[Community, Session, tuple[Unsigned, ...]]:
    community, session = known.session(token[0])
    community.must_be_kept_by(person)
    session.must_run()
    return community, session, _standing(community, session, known)


def _standing(community: Community, session: Session, known: Known) -> tuple[Unsigned, ...]:
    told = in_post(read_notes(known.records.notes(community.id)), session.id)
    notes = tuple(one for one in told if one.voice is Voice.NOTE and one.stands is Stands.RELEASED)
    if not notes or not stays_with_notes(session):
        raise Refused(Reason.NOTE_GONE)
    return notes


def _box(session: Session) -> str:
    return f"stay:{session.id}"


CONVERSATION = Conversation(
    presses={
        Act.MARK_NOTES: press_mark,
        Act.COUNT_MARKS: press_see,
        Act.STAY_WITH: press_choose,
    },
    forms={Act.MARK_NOTES: mark, Act.COUNT_MARKS: see_marks, Act.STAY_WITH: choose},
)
