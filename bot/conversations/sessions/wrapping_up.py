"""Once a session has closed: what will change, the session in four lines, a note to oneself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Line, Lines, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.conversations.sessions.holding import session_kept_by
from bot.conversations.sessions.open_questions import marked, no_clear_answer, no_clear_field
from bot.conversations.sessions.opening_card import line_shown_late
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, Role, Session
from bot.domain.wrap import Wrap
from bot.words import say

WRAP_LINES = ("looked_at", "noticed", "open", "trying")

KEPT_FOR_MYSELF = timedelta(days=90)
"""How long a facilitator's own note is kept (docs/what-is-kept.md)."""


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _closed_by(press.who.person, token, known)
    return form(_change_form(session))


def keep_change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, session = _closed_by(submitted.who.person, token, known)
    changed = replace(session, change=submitted.given.text("change"))
    shown = line_shown_late(community, changed, known)
    kept = "review.change.shown" if shown else "review.change.kept"
    key = kept if changed.change else "review.change.nothing"
    return Decision(keep=(changed,), say=shown) + whispered(key)


def change_missing(alarm: AlarmRang, known: Known) -> Decision:
    """Once: the line with which the next session opens is still missing. In a pause it waits, as that session does."""
    community, session = known.session(alarm.about)
    if session.change is not None or session.held_by is None:
        return Decision()
    if later := community.paused_until(alarm.at):
        return Decision(keep=(replace(session, change_due_at=later),))
    if (session.held_by, "change") in community.less_of:
        return Decision()
    card, name = missing_card(community, session), f"missing:{session.id}"
    post = in_good_time(community, session.held_by, name, card, alarm.at, known)
    return Decision(say=(post,))


def missing_card(community: Community, session: Session) -> Card:
    return Card(
        "",
        texts("review.change.missing", number=session.number),
        (
            button("what_will_change", Act.CHANGE_LINE, session.id, asks=True),
            button("less_of", Act.LESS_OF, community.id, "change"),
        ),
    )


def is_wrapped(session: Session, known: Known) -> bool:
    return known.records.one(Wrap, _wrap_id(session)) is not None


def press_wrap(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _wrapping(press.who.person, token, known)
    return form(_wrap_form(session))


def wrap(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The session in four lines, in the room. The first who posts it has posted it. With a name they are kept
    like all that is said; without one, as what the group remembers."""
    community, session = _wrapping(submitted.who.person, token, known)
    lines = {one: line for one in WRAP_LINES if (line := submitted.given.text(one))}
    session = marked(session, submitted.given)
    card = _wrap_card(session, lines, community.name_of(submitted.who.person))
    kept = Contribution(
        id=_wrap_id(session),
        community=community.id,
        session=session.id,
        author=submitted.who.person,
        part=Part.WRAP,
        text="\n".join(lines.values()),
        forget_at=submitted.at + KEPT,
    )
    remembered = Wrap(id=_wrap_id(session), community=community.id, session=session.id, **lines)
    thanks = Card(say("wrap.ask_title", number=session.number), texts("wrap.is_posted"))
    asked = revised(community, f"ask_wrap:{session.id}", thanks)
    said: tuple[Said, ...] = (*in_rooms(community, f"wrap:{session.id}", card), asked)
    return Decision(keep=(kept, remembered, session), say=said) + whisper(
        *texts("wrap.posted", "wrap.anything_to_carry"),
        buttons=(
            button("good_line", Act.GOOD_WORK, community.id, asks=True),
            button("keep_a_line", Act.KEEP_LINE, community.id, asks=True),
            button("something_to_try", Act.TRY, community.id, asks=True),
        ),
    )


def press_reflect(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _closed_by(press.who.person, token, known)
    return form(_note_form(session))


def reflect(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    _, session = _closed_by(submitted.who.person, token, known)
    note = Reflection(
        id=RecordId(known.mint.id()),
        community=session.community,
        author=submitted.who.person,
        text=submitted.given.text("text"),
        forget_at=submitted.at + KEPT_FOR_MYSELF,
    )
    return Decision(keep=(note,)) + whispered("reflect.kept")


def _change_form(session: Session) -> Form:
    label, hint = say("review.change.label"), say("review.change.hint")
    return Form(
        token=Token(Act.CHANGE_LINE, (session.id,)).pack(),
        title=say("review.change.title"),
        intro=texts("review.change.intro"),
        fields=(Line("change", label, hint=hint, value=session.change or "", most=200),),
        submit=say("button.keep"),
        cancel=say("button.not_now"),
    )


def _wrap_form(session: Session) -> Form:
    return Form(
        token=Token(Act.WRAP, (session.id,)).pack(),
        title=say("wrap.form.title"),
        intro=texts("wrap.form.intro"),
        fields=(
            *(
                Line(one, say(f"wrap.form.{one}"), most=300, required=one == "looked_at")
                for one in WRAP_LINES
            ),
            no_clear_field(session),
        ),
        submit=say("button.post_it"),
        cancel=say("button.not_now"),
    )


def _wrap_card(session: Session, lines: Mapping[str, str], name: str) -> Card:
    """`lines` by the names of `WRAP_LINES`; those left out are not shown."""
    body = tuple(Text(say(f"wrap.line.{one}", line=line)) for one, line in lines.items())
    by = texts("wrap.by", name=name)
    title = say("wrap.title", number=session.number)
    return Card(title, (*body, *no_clear_answer(session), *by))


def _note_form(session: Session) -> Form:
    return Form(
        token=Token(Act.REFLECT, (session.id,)).pack(),
        title=say("reflect.title"),
        intro=texts("reflect.intro"),
        fields=(Lines("text", say("reflect.label"), required=True),),
        submit=say("button.keep"),
        cancel=say("button.not_now"),
    )


def _closed_by(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    community, session = session_kept_by(person, token, known)
    if session.closed_at is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return community, session


def _wrapping(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    community, session = known.session(token[0])
    if session.roles.get(Role.KEEPER) != person:
        community.must_be_kept_by(person)
    if known.records.one(Contribution, _wrap_id(session)):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return community, session


def _wrap_id(session: Session) -> RecordId:
    return RecordId(f"w{session.id}")


CONVERSATION = Conversation(
    presses={
        Act.CHANGE_LINE: press_change,
        Act.WRAP: press_wrap,
        Act.REFLECT: press_reflect,
    },
    forms={Act.CHANGE_LINE: keep_change, Act.WRAP: wrap, Act.REFLECT: reflect},
    alarms={AlarmKind.REVIEW_LINE_MISSING: change_missing},
)
