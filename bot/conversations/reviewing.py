"""On action: how a session was, what people take away, and what will change next time."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Post, Revise, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Line, Lines, OneOf, Text, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, Role, Session
from bot.words import say

QUESTIONS = ("with_us", "drifted", "differently")
WRAP_LINES = ("looked_at", "noticed", "open", "trying")
KEPT_FOR_MYSELF = timedelta(days=90)
"""How long a facilitator's own note is kept (docs/trust.md)."""


def open_review(alarm: AlarmRang, known: Known) -> Decision:
    """One card in the room on the last morning; everyone passes the same door."""
    community, session = known.session(alarm.about)
    if not session.running:
        return Decision()
    card = Card(
        say("review.title", number=session.number),
        texts("review.asks"),
        (button("look_back", Act.REVIEW, session.id, asks=True, weight=Weight.MAIN),),
    )
    return Decision(say=in_rooms(community, f"review:{session.id}", card))


def press_review(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _running(press, token, known)
    return form(
        Form(
            token=Token(Act.REVIEW, (session.id,)).pack(),
            title=say("review.form.title"),
            intro=texts("review.form.how_it_is_kept"),
            fields=(
                *(Lines(one, say(f"review.form.{one}"), most=500) for one in QUESTIONS),
                Lines("take", say("review.form.take"), most=300),
                OneOf(
                    "where",
                    say("review.form.where"),
                    (
                        Choice("keep", say("review.form.keep_it")),
                        Choice("say", say("review.form.say_it")),
                    ),
                    value="keep",
                    required=True,
                ),
            ),
            submit=say("button.done"),
            cancel=say("button.not_now"),
        )
    )


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The three answers go into the box without a name; the take-away is said by name, or not at all."""
    community, session = _running(submitted, token, known)
    given = submitted.given
    slip = Slip(
        community=community.id,
        box=review_box(session, kept=community.is_kept_by(submitted.who.person)),
        person=submitted.who.person,
        answers={one: given.text(one) for one in QUESTIONS},
    )
    dropped = Decision(drop=(slip,))
    take = given.text("take")
    if not take:
        return dropped + whispered("review.thanks")
    if given.text("where") == "keep":
        return dropped + whispered("review.kept_to_yourself")
    return dropped + _said_aloud(community, session, submitted, take, known)


def reading_along(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Reading along counts. It goes into a box without a name, opened when the session closes."""
    community, session = _running(press, token, known)
    if community.is_kept_by(press.who.person):
        return whispered("along.thanks")
    slip = Slip(community=community.id, box=along_box(session), person=press.who.person)
    return Decision(drop=(slip,)) + whispered("along.thanks")


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    session = _closed_by(press.who.person, token, known)
    return form(
        Form(
            token=Token(Act.CHANGE_LINE, (session.id,)).pack(),
            title=say("review.change.title"),
            intro=texts("review.change.intro"),
            fields=(
                Line(
                    "change",
                    say("review.change.label"),
                    hint=say("review.change.hint"),
                    value=session.change or "",
                    most=200,
                ),
            ),
            submit=say("button.keep"),
            cancel=say("button.not_now"),
        )
    )


def keep_change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    session = _closed_by(submitted.who.person, token, known)
    changed = replace(session, change=submitted.given.text("change"))
    key = "review.change.kept" if changed.change else "review.change.nothing"
    return Decision(keep=(changed,)) + whispered(key)


def change_missing(alarm: AlarmRang, known: Known) -> Decision:
    """Once: the line with which the next session opens is still missing."""
    community, session = known.session(alarm.about)
    if session.change is not None or session.held_by is None:
        return Decision()
    if (session.held_by, "change") in community.less_of:
        return Decision()
    card = Card(
        "",
        texts("review.change.missing", number=session.number),
        (
            button("what_will_change", Act.CHANGE_LINE, session.id, asks=True),
            button("less_of", Act.LESS_OF, community.id, "change"),
        ),
    )
    name = f"missing:{session.id}"
    post = in_good_time(community, session.held_by, name, card, alarm.at, known)
    return Decision(say=(post,))


def press_wrap(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _wrapping(press.who.person, token, known)
    return form(
        Form(
            token=Token(Act.WRAP, token.about).pack(),
            title=say("wrap.form.title"),
            intro=texts("wrap.form.intro"),
            fields=tuple(
                Line(one, say(f"wrap.form.{one}"), most=300, required=one == "looked_at")
                for one in WRAP_LINES
            ),
            submit=say("button.post_it"),
            cancel=say("button.not_now"),
        )
    )


def wrap(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The session in four lines, in the room. The first who posts it has posted it."""
    community, session = _wrapping(submitted.who.person, token, known)
    id = RecordId(f"w{session.id}")
    if known.records.one(Contribution, id):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    pairs = [(one, submitted.given.text(one)) for one in WRAP_LINES]
    lines = tuple(Text(say(f"wrap.line.{one}", line=line)) for one, line in pairs if line)
    card = Card(
        say("wrap.title", number=session.number),
        (*lines, *texts("wrap.by", name=community.name_of(submitted.who.person))),
    )
    kept = Contribution(
        id=id,
        community=community.id,
        session=session.id,
        author=submitted.who.person,
        part=Part.WRAP,
        text="\n".join(line for _, line in pairs if line),
        forget_at=submitted.at + KEPT,
    )
    posted = Decision(keep=(kept,), say=in_rooms(community, f"wrap:{session.id}", card))
    return posted + whispered("wrap.posted")


def press_reflect(press: ButtonPressed, token: Token, known: Known) -> Decision:
    session = _closed_by(press.who.person, token, known)
    return form(
        Form(
            token=Token(Act.REFLECT, (session.id,)).pack(),
            title=say("reflect.title"),
            intro=texts("reflect.intro"),
            fields=(Lines("text", say("reflect.label"), required=True),),
            submit=say("button.keep"),
            cancel=say("button.not_now"),
        )
    )


def reflect(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    session = _closed_by(submitted.who.person, token, known)
    note = Reflection(
        id=RecordId(known.mint.id()),
        community=session.community,
        author=submitted.who.person,
        text=submitted.given.text("text"),
        forget_at=submitted.at + KEPT_FOR_MYSELF,
    )
    return Decision(keep=(note,)) + whispered("reflect.kept")


def _said_aloud(
    community: Community, session: Session, submitted: FormSubmitted, take: str, known: Known
) -> Decision:
    """One take-away a person: sent again, it is changed in place."""
    name = community.name_of(submitted.who.person)
    mark = sha256(f"{session.id}/{submitted.who.person}".encode()).hexdigest()[:20]
    kept = Contribution(
        id=RecordId(f"t{mark}"),
        community=community.id,
        session=session.id,
        author=submitted.who.person,
        part=Part.TAKE_AWAY,
        text=take,
        forget_at=session.plan.closes_at + KEPT,
    )
    card = Card("", (Text(say("review.takes_away", name=name, take=take)),))
    post = f"take:{mark}"
    said: tuple[Post | Revise, ...] = in_rooms(community, post, card, under=f"review:{session.id}")
    if known.records.one(Contribution, kept.id):
        said = (revised(community, post, card),)
    return Decision(keep=(kept,), say=said) + whispered("review.said_aloud")


def _running(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    community, session = known.session(token.about[0])
    community.must_include(arrival.who.person)
    session.must_run()
    return community, session


def _closed_by(person: PersonId, token: Token, known: Known) -> Session:
    community, session = known.session(token.about[0])
    community.must_be_kept_by(person)
    if session.closed_at is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return session


def _wrapping(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    community, session = known.session(token.about[0])
    if session.roles.get(Role.KEEPER) != person:
        community.must_be_kept_by(person)
    return community, session


def review_box(session: Session, *, kept: bool = False) -> str:
    """Those who look after the community do not make the crowd larger: their answers lie in a box apart."""
    return f"review_kept:{session.id}" if kept else f"review:{session.id}"


def along_box(session: Session) -> str:
    return f"along:{session.id}"


CONVERSATION = Conversation(
    presses={
        Act.REVIEW: press_review,
        Act.READING_ALONG: reading_along,
        Act.CHANGE_LINE: press_change,
        Act.WRAP: press_wrap,
        Act.REFLECT: press_reflect,
    },
    forms={
        Act.REVIEW: answer,
        Act.CHANGE_LINE: keep_change,
        Act.WRAP: wrap,
        Act.REFLECT: reflect,
    },
    alarms={
        AlarmKind.OPEN_REVIEW: open_review,
        AlarmKind.REVIEW_LINE_MISSING: change_missing,
    },
)
