"""On action: how a session was, and what people take away."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise, Said, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Lines, OneOf, Text, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, form, in_rooms, revised, texts, whispered
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.holding import tended
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import RecordId
from bot.domain.marks import mark_of
from bot.domain.session import Session
from bot.words import say

QUESTIONS = ("with_us", "drifted", "differently")
WHERE = ("keep", "say")
"""What becomes of a take-away."""


def open_review(alarm: AlarmRang, known: Known) -> Decision:
    """One card in the room, for a working day; everyone passes the same door."""
    community, session = known.session(alarm.about)
    if not session.running:
        return Decision()
    posts = in_rooms(community, _review_name(session), _review_card(community, session))
    return Decision(keep=(replace(session, looked_back=True),), say=posts)


def review_revised(community: Community, session: Session) -> Revise:
    """The card in the room as the session stands: with its deadline, or closed."""
    return revised(community, _review_name(session), _review_card(community, session))


def press_review(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _running(press, token, known)
    return form(_review_form(session))


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The three answers go into the box without a name. The take-away is asked for on a page of its own:
    said by name in the same breath, it would tell in the database whose answers these are."""
    community, session = _running(submitted, token, known)
    given = submitted.given
    slip = Slip(
        community=community.id,
        box=review_box(session, kept=community.is_kept_by(submitted.who.person)),
        person=submitted.who.person,
        answers={one: given.text(one) for one in QUESTIONS},
    )
    return Decision(drop=(slip,)) + form(_take_away_form(session))


def take_away(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Said by name in the room, or forgotten at once."""
    community, session = _running(submitted, token, known)
    take = submitted.given.text("take")
    if not take:
        return whispered("review.thanks")
    where = submitted.given.text("where")
    if where not in WHERE:
        return Decision(reply=(FormErrors({"where": say("choice.needed")}),))
    if where == "keep":
        return whispered("review.kept_to_yourself")
    return _said_aloud(community, session, submitted, take, known)


def reading_along(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Reading along counts. It goes into a box without a name, opened when the session closes.

    From whoever holds the session it is a sign that they look after it.
    """
    community, session = _running(press, token, known)
    if press.who.person == session.held_by:
        kept = tended(community, session, press.at, known)
        return Decision(keep=(kept,)) + whispered("along.thanks_holder")
    if community.is_kept_by(press.who.person):
        return whispered("along.thanks")
    slip = Slip(community=community.id, box=along_box(session), person=press.who.person)
    return Decision(drop=(slip,)) + whispered("along.thanks")


def review_box(session: Session, *, kept: bool = False) -> str:
    """Those who look after the community do not make the crowd larger: their answers lie in a box apart."""
    return f"review_kept:{session.id}" if kept else f"review:{session.id}"


def along_box(session: Session) -> str:
    return f"along:{session.id}"


def _review_card(community: Community, session: Session) -> Card:
    title = say("review.title", number=session.number)
    if not session.running:
        return Card(title, texts("review.closed"))
    return Card(
        title,
        (*texts("review.asks"), until(community, session, session.plan.closes_at)),
        (button("look_back", Act.REVIEW, session.id, asks=True, weight=Weight.MAIN),),
    )


def _review_name(session: Session) -> str:
    return f"review:{session.id}"


def _review_form(session: Session) -> Form:
    return Form(
        token=Token(Act.REVIEW, (session.id,)).pack(),
        title=say("review.form.title"),
        intro=texts("review.form.how_it_is_kept"),
        fields=(*(Lines(one, say(f"review.form.{one}"), most=500) for one in QUESTIONS),),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def _take_away_form(session: Session) -> Form:
    return Form(
        token=Token(Act.TAKE_AWAY, (session.id,)).pack(),
        title=say("review.take.title"),
        intro=texts("review.take.intro"),
        fields=(Lines("take", say("review.form.take"), most=300), _where_field()),
        submit=say("button.done"),
        cancel=say("button.nothing_more"),
    )


def _where_field() -> OneOf:
    """Whether the take-away is said by name, or forgotten: neither, unless someone chooses it."""
    choices = tuple(Choice(one, say(f"review.form.{one}_it")) for one in WHERE)
    return OneOf("where", say("review.form.where"), choices)


def _said_aloud(
    community: Community, session: Session, submitted: FormSubmitted, take: str, known: Known
) -> Decision:
    """One take-away a person: sent again, it is changed in place."""
    name = community.name_of(submitted.who.person)
    mark = mark_of(community, submitted.who.person, session.id)
    kept = Contribution(
        id=RecordId(f"t{mark}"),
        community=community.id,
        session=session.id,
        author=submitted.who.person,
        part=Part.TAKE_AWAY,
        text=take,
    )
    card = Card("", (Text(say("review.takes_away", name=name, take=take)),))
    post = f"take:{mark}"
    posts = in_rooms(community, post, card, under=_review_name(session))
    said: tuple[Said, ...] = (*posts, revised(community, post, card))
    return Decision(keep=(kept,), say=said) + whispered("review.said_aloud")


def _running(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    community, session = known.session(token[0])
    community.must_include(arrival.who.person)
    session.must_run()
    return community, session


CONVERSATION = Conversation(
    presses={Act.REVIEW: press_review, Act.READING_ALONG: reading_along},
    forms={Act.REVIEW: answer, Act.TAKE_AWAY: take_away},
    alarms={AlarmKind.OPEN_REVIEW: open_review},
)
