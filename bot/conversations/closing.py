"""Closing a session: by the clock, or kindly and early; and what comes next."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise, Said, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Element, Quote, Text, Weight
from bot.conversations.agreements import looked_at_again
from bot.conversations.checking import FEWEST, check_box
from bot.conversations.conversation import Conversation
from bot.conversations.holding import desk_revised
from bot.conversations.known import Known
from bot.conversations.opening import session_card
from bot.conversations.planning import next_session
from bot.conversations.renewing import asked
from bot.conversations.reviewing import QUESTIONS, along_box, review_box
from bot.conversations.round_cards import closed_card, round_name, teller_of
from bot.conversations.saying import (
    button,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.refusal import Reason, Refused
from bot.domain.renewal import SESSIONS_BETWEEN, Occasion
from bot.domain.session import Plan, Role, RoundState, Session, SessionState
from bot.domain.timetable import MORNING, NOON, REVIEW_OPENS, Days
from bot.words import say
from bot.words.times import moment_words

QUIET_TWICE = 2
DAYS_FOR_THE_LINE = 3
"""Working days within which the facilitator says what will change."""


def when_due(alarm: AlarmRang, known: Known) -> Decision:
    """The session's last noon."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.plan.closes_at > alarm.at:
        return Decision()
    return close(community, session, alarm.at, known)


def close_kindly(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The holder, or the teller, ends the rounds now. The look back comes the next working morning."""
    community, session = known.session(token[0])
    if session.teller != press.who.person:
        community.must_be_kept_by(press.who.person)
    session.must_run()
    if session.light:
        return close(community, session, press.at, known) + whispered("close.closed")
    if _have_ended(session):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    ended, told = _rounds_ended(community, session, press.at, known)
    key = "close.quiet" if session.silent else "close.kindly"
    card = Card("", texts(key, teller=teller_of(community, session)))
    said = in_rooms(community, f"kindly:{session.id}", card, under=f"story:{session.id}")
    return Decision(keep=(ended,), say=(*told, *said)) + whispered("close.rounds_closed")


def close(community: Community, session: Session, now: datetime, known: Known) -> Decision:
    """Open the boxes that may be opened, tell those who look after it, and plan what comes next."""
    ended, told = _rounds_ended(community, session, now, known)
    closed = _closed(ended, now, known.days(community))
    quiet = community.quiet_sessions + 1 if session.silent else 0
    community = replace(community, quiet_sessions=quiet)
    going_on = _going_on(community, closed, now, known)
    card = _closed_card(community, closed, known.records.opened(along_box(session)), going_on)
    said = (
        *told,
        *_no_longer_asked(community, session, known),
        *in_rooms(community, f"closed:{session.id}", card),
        *_to_holder(community, closed, now, known),
        *_to_keeper(community, closed, now, known),
        *looked_at_again(community, closed, known),
    )
    boxes = (
        along_box(session),
        review_box(session),
        review_box(session, kept=True),
        check_box(session),
    )
    return Decision(keep=(closed,), empty=boxes, say=said) + going_on


def _closed(ended: Session, now: datetime, days: Days) -> Session:
    """Closed, and for a full session with a day by which the line for the next one is due."""
    due = days.at(days.step(days.day_of(now), DAYS_FOR_THE_LINE), MORNING)
    return replace(
        ended,
        state=SessionState.CLOSED,
        closed_at=now,
        change="" if ended.light else None,
        change_due_at=None if ended.light else due,
    )


def _no_longer_asked(community: Community, session: Session, known: Known) -> tuple[Revise, ...]:
    """The buttons of the opening and of the look back go; what they say stays."""
    opening = replace(session_card(community, session, known), buttons=())
    looked = Card(say("review.title", number=session.number), texts("review.closed"))
    return (
        revised(community, f"session:{session.id}", opening),
        revised(community, f"review:{session.id}", looked),
    )


def _going_on(community: Community, closed: Session, now: datetime, known: Known) -> Decision:
    """The next session by the rhythm; after two quiet ones nothing is planned. Then, and after every
    sixth session, the group is asked whether it goes on."""
    if community.stage is not Stage.ACTIVE:
        return Decision(keep=(community,))
    if community.quiet_sessions >= QUIET_TWICE:
        resting = replace(community, stage=Stage.RESTING, resumes_at=None)
        return Decision(keep=(resting,)) + asked(resting, Occasion.QUIET, now, known)
    following = next_session(community, now, known)
    planned = Decision(keep=(community, *((following,) if following else ())))
    if closed.number % SESSIONS_BETWEEN:
        return planned
    return planned + asked(community, Occasion.SIX_SESSIONS, now, known)


def _rounds_ended(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, tuple[Revise, ...]]:
    """No round is open any more; what still lies ahead of the session comes on the next working morning."""
    told = tuple(
        revised(community, round_name(session, one), closed_card(community, session, one))
        for one in session.rounds
        if one.state is RoundState.OPEN
    )
    rounds = tuple(
        replace(one, state=_ended(one.state), looks_at=None, warns_at=None)
        for one in session.rounds
    )
    plan = _sooner(session.plan, now, known.days(community))
    running = SessionState.OPEN if session.running else session.state
    return replace(session, rounds=rounds, plan=plan, state=running, stopped_at=None), told


def _ended(state: RoundState) -> RoundState:
    match state:
        case RoundState.OPEN:
            return RoundState.CLOSED
        case RoundState.PLANNED:
            return RoundState.SKIPPED
        case _:
            return state


def _sooner(plan: Plan, now: datetime, days: Days) -> Plan:
    """No later than the next working morning; and never in the past, where nothing would ring."""
    tomorrow = days.step(days.day_of(now), 1)

    def sooner(at: datetime, latest: datetime) -> datetime:
        return min(at, latest) if at > now else latest

    return replace(
        plan,
        check_opens_at=min(plan.check_opens_at, now),
        check_closes_at=min(plan.check_closes_at, now),
        review_opens_at=sooner(plan.review_opens_at, days.at(tomorrow, REVIEW_OPENS)),
        closes_at=sooner(plan.closes_at, days.at(tomorrow, NOON)),
    )


def _have_ended(session: Session) -> bool:
    """Its rounds have all ended already, one way or the other."""
    return all(one.state in (RoundState.CLOSED, RoundState.SKIPPED) for one in session.rounds)


def _closed_card(
    community: Community, closed: Session, along: tuple[Slip, ...], going_on: Decision
) -> Card:
    following = next((one for one in going_on.keep if isinstance(one, Session)), None)
    body = (*texts("close.thanks"), *_here(community, along))
    if following:
        when = moment_words(following.plan.opens_at, community.rhythm.hours.zone)
        body += texts("close.next", when=when)
    return Card(say("close.title", number=closed.number), body)


def _here(community: Community, along: tuple[Slip, ...]) -> tuple[Text, ...]:
    """In words, and only where at least five pressed the button: never a count, never a name."""
    if len(along) < FEWEST:
        return ()
    share = len(along) / len(community.crowd)
    band = "most" if share >= 0.7 else "half" if share >= 0.4 else "few"
    return texts(f"along.{band}")


def _to_holder(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Said, ...]:
    """What people wrote, mixed, if enough did; and the line that opens the next session."""
    if closed.held_by is None or closed.light:
        return ()
    card = Card(
        say("review.result_title", number=closed.number),
        (*_review(closed, known), *texts("review.what_will_change")),
        (
            button("what_will_change", Act.CHANGE_LINE, closed.id, asks=True, weight=Weight.MAIN),
            button("note_for_myself", Act.REFLECT, closed.id, asks=True),
        ),
    )
    name = f"review_result:{closed.id}"
    return (
        desk_revised(community, closed),
        in_good_time(community, closed.held_by, name, card, now, known),
    )


def _review(closed: Session, known: Known) -> tuple[Element, ...]:
    slips = known.records.opened(review_box(closed))
    if len(slips) < FEWEST:
        return texts("review.too_few")
    slips += known.records.opened(review_box(closed, kept=True))
    found: list[Element] = []
    for question in QUESTIONS:
        answers = known.mint.shuffled([slip.answers.get(question, "").strip() for slip in slips])
        quotes = [Quote(answer) for answer in answers if answer]
        if quotes:
            found += [Text(say(f"review.form.{question}")), *quotes]
    return tuple(found) or texts("review.all_blank")


def _to_keeper(
    community: Community, closed: Session, now: datetime, known: Known
) -> tuple[Post, ...]:
    """Whoever keeps the learning is asked for the session in four lines; else whoever held it."""
    keeper = closed.roles.get(Role.KEEPER) or closed.held_by
    if keeper is None or closed.light or closed.silent:
        return ()
    card = Card(
        say("wrap.ask_title", number=closed.number),
        texts("wrap.asks"),
        (button("write_the_wrap", Act.WRAP, closed.id, asks=True, weight=Weight.MAIN),),
    )
    return (in_good_time(community, keeper, f"ask_wrap:{closed.id}", card, now, known),)


CONVERSATION = Conversation(
    presses={Act.CLOSE_KINDLY: close_kindly}, alarms={AlarmKind.CLOSE_SESSION: when_due}
)
