"""In action: half way, two presses that can still change the session while it runs."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Revise, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Element, Form, Line, OneOf, Quote, Text, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, form, in_good_time, revised, texts, whispered
from bot.conversations.sessions.deadlines import until
from bot.conversations.sessions.voices import voices
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.told import any_said, enough, may_be_asked
from bot.words import say

FEELINGS = ("keep_going", "slow_down", "feels_off")
ALARMING = ("slow_down", "feels_off")
"""What one alone can say, and whoever holds the session hears that somebody did: it is what a check is for."""


def open_check(alarm: AlarmRang, known: Known) -> Decision:
    """The same card to every member, at the same time, in private. In a crowd too small nobody is asked."""
    community, session = known.session(alarm.about)
    crowd = community.crowd_of(session.number)
    if session.state is not SessionState.OPEN or not may_be_asked(crowd):
        return Decision()
    name, card = check_box(session), _check_card(community, session, alarm.at)
    posts = tuple(in_good_time(community, who.person, name, card, alarm.at, known) for who in crowd)
    return Decision(keep=(replace(session, checked=True),), say=posts)


def check_revised(community: Community, session: Session, now: datetime) -> Revise:
    """Each member's card as the session stands: with its deadline, or closed."""
    return revised(community, check_box(session), _check_card(community, session, now))


def press_check(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, session = _asked(press, token, known)
    return form(_check_form(session))


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, session = _asked(submitted, token, known)
    answers = {"feeling": submitted.given.text("feeling"), "line": submitted.given.text("line")}
    slip = Slip(
        community=community.id,
        box=check_box(session),
        person=submitted.who.person,
        answers=answers,
    )
    return Decision(drop=(slip,)) + whispered("check.thanks")


def close_check(alarm: AlarmRang, known: Known) -> Decision:
    """Open the box if enough have answered; then it is gone, read or unread. Where nobody was asked,
    there is nothing to tell.

    Fewer reads the same whether one has answered or none: else a single answer would be as good as signed.
    """
    community, session = known.session(alarm.about)
    slips = known.records.opened(check_box(session))
    closed = check_revised(community, session, alarm.at)
    emptied = Decision(empty=(check_box(session),), say=(closed,))
    too_late = alarm.at >= session.plan.closes_at and not enough(slips)
    if not session.checked or session.held_by is None or not session.running or too_late:
        return emptied
    card = _result_card(community, session, slips, known)
    name = f"check_result:{session.id}"
    told = in_good_time(community, session.held_by, name, card, alarm.at, known)
    return emptied + Decision(say=(told,))


def _result_card(
    community: Community, session: Session, slips: tuple[Slip, ...], known: Known
) -> Card:
    """What people said is written down nowhere else, so this card is never written anew: its one button shows
    the session as it stands, with what can be done about it, and can't grow old."""
    result = _result(slips) if enough(slips) else texts("check.look_again")
    change = () if _all_is_well(slips) else texts("check.change")
    the_session = button("command_session", Act.COMMAND, "session", community.id)
    return Card(
        say("check.result_title", number=session.number),
        (*result, *voices(community, session, known), *change),
        (the_session,) if change else (),
    )


def _all_is_well(slips: tuple[Slip, ...]) -> bool:
    """Enough have answered, and all of them say: keep going. Then there is nothing to press."""
    return enough(slips) and _said(slips) == {"keep_going"}


def _check_card(community: Community, session: Session, now: datetime) -> Card:
    closes_at = session.plan.check_closes_at
    if not session.running or closes_at <= now:
        return Card(say("check.title"), texts("check.closed"))
    return Card(
        say("check.title"),
        (*texts("check.asks"), until(community, session, closes_at)),
        (button("two_presses", Act.CHECK, session.id, asks=True, weight=Weight.MAIN),),
    )


def _check_form(session: Session) -> Form:
    choices = tuple(Choice(one, say(f"check.feeling.{one}")) for one in FEELINGS)
    return Form(
        token=Token(Act.CHECK, (session.id,)).pack(),
        title=say("check.title"),
        intro=texts("check.how_it_is_kept"),
        fields=(
            OneOf("feeling", say("check.question"), choices, required=True),
            Line("line", say("check.line"), hint=say("check.line_hint"), most=200),
        ),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def _result(slips: tuple[Slip, ...]) -> tuple[Element, ...]:
    """In words, without a count: whether anyone wants it slower, whether something feels off."""
    lines = [line for slip in slips if (line := slip.answers.get("line", "").strip())]
    found: list[Element] = [Text(say(f"check.said.{one}")) for one in sorted(_said(slips))]
    if lines:
        found += [Text(say("check.lines")), *(Quote(line) for line in lines)]
    return tuple(found)


def _said(slips: tuple[Slip, ...]) -> set[str]:
    said = any_said([slip.answers.get("feeling", "") for slip in slips], ALARMING)
    return set(said or ()) or {"keep_going"}


def _asked(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Session]:
    community, session = known.session(token[0])
    community.must_include(arrival.who.person)
    session.must_be_open()
    if community.is_kept_by(arrival.who.person):
        raise Refused(Reason.KEEPERS_ARE_NOT_ASKED)
    if arrival.at >= session.plan.check_closes_at:
        raise Refused(Reason.ROUND_NOT_OPEN)
    return community, session


def check_box(session: Session) -> str:
    return f"check:{session.id}"


CONVERSATION = Conversation(
    presses={Act.CHECK: press_check},
    forms={Act.CHECK: answer},
    alarms={AlarmKind.OPEN_CHECK: open_check, AlarmKind.CLOSE_CHECK: close_check},
)
