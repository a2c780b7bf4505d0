"""No human, no session: who can hold the next one, and when."""

from dataclasses import replace
from datetime import date

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Facts
from bot.conversations.choosing import asked_afresh, choosing, freed, let_go, preparing
from bot.conversations.conversation import Conversation
from bot.conversations.hold_cards import (
    ahead_buttons,
    asking,
    hold_card,
    hold_form,
    move_form,
    settled,
    story_words,
    zone_of,
)
from bot.conversations.holding import session_kept_by, tending_buttons
from bot.conversations.known import Known
from bot.conversations.planning import next_session, not_planned_again, opening_at, too_far
from bot.conversations.saying import form, in_good_time, revised, whisper, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session, SessionState
from bot.words import say
from bot.words.times import moment_words


def session(command: CommandGiven, known: Known) -> Decision:
    """`/lc session`: where things stand, and what can be done about it."""
    community = known.community_at(command.place, command.who)
    community.must_be_kept_by(command.who.person)
    current = known.current(community)
    if current is None:
        if community.stage is Stage.ENDING:
            return whispered("session.none_ending")
        key = "session.none_resting" if community.stage is Stage.RESTING else "session.none"
        return whispered(key)
    facts = (
        (say("session.state"), say(f"session.state.{current.state}")),
        (say("session.opens"), moment_words(current.plan.opens_at, zone_of(community))),
        (say("session.closes"), moment_words(current.plan.closes_at, zone_of(community))),
        (say("session.held_by"), _holder(community, current)),
        (say("session.story"), story_words(community, current, known)),
    )
    buttons = ahead_buttons(current) if current.ahead else tending_buttons(current)
    return whisper(Facts(facts), title=say("session.title", number=current.number), buttons=buttons)


def ask_to_hold(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days before: ask the facilitator. The scheduler asks; it does not facilitate."""
    community, ahead = known.session(alarm.about)
    if ahead.state is not SessionState.PLANNED or not community.keepers:
        return Decision()
    return _ask(community, ahead, community.keepers[0].person, alarm, known)


def ask_deputy(alarm: AlarmRang, known: Known) -> Decision:
    """No answer by noon of the day before: ask the deputy as well."""
    community, ahead = known.session(alarm.about)
    if ahead.state is not SessionState.PLANNED or len(community.keepers) < 2:
        return Decision()
    return _ask(community, ahead, community.keepers[1].person, alarm, known)


def press_deputy(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, ahead = _ahead_for(press.who.person, token, known)
    others = [who for who in community.keepers if who.person != press.who.person]
    if not others:
        return whispered("hold.nobody_else")
    asked = _ask(community, ahead, others[0].person, press, known)
    return asked + whispered("hold.asked_other", name=others[0].name)


def hold(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "Yes, I can hold it." First the line that is still owed from the last review, if there is one."""
    community, ahead = _ahead_for(press.who.person, token, known)
    owed = known.last_closed(community)
    if owed and owed.change is None:
        return form(hold_form(ahead, owed))
    return _held(community, ahead, press.who.person, press, known)


def hold_with_line(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, ahead = _ahead_for(submitted.who.person, token, known)
    held = _held(community, ahead, submitted.who.person, submitted, known)
    owed = known.last_closed(community)
    if owed is None or owed.change is not None:  # somebody has said it while the form was open
        return held
    return Decision(keep=(replace(owed, change=submitted.given.text("change")),)) + held


def press_move(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, ahead = _ahead_for(press.who.person, token, known)
    day = known.days(community).day_of(ahead.plan.opens_at)
    return form(move_form(ahead, day))


def move(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, ahead = _ahead_for(submitted.who.person, token, known)
    days = known.days(community)
    day = date.fromisoformat(submitted.given.text("day"))
    if day <= days.day_of(submitted.at):
        return Decision(reply=(FormErrors({"day": say("move.not_ahead")}),))
    if far := too_far(days.day_of(submitted.at), day=day):
        return Decision(reply=(FormErrors(far),))
    if days.step(day, 0) != day:
        return Decision(reply=(FormErrors({"day": say("move.day_off")}),))
    opens_at = days.at(day, community.rhythm.opens)
    changed = replace(opening_at(ahead, opens_at, submitted.at, known), asked=())
    if opens_at != ahead.plan.opens_at:
        community = not_planned_again(community, ahead, submitted.at, known)
    when = moment_words(opens_at, zone_of(community))
    kept = Decision(keep=(community, changed), say=settled(community, ahead, "moved", when))
    if opens_at != ahead.plan.opens_at:
        kept += asked_afresh(community, ahead, when, known)
    return kept + whispered("move.moved", when=when)


def skip(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Leave this one out; the next comes by the rhythm."""
    community, ahead = _ahead_for(press.who.person, token, known)
    skipped = replace(ahead, state=SessionState.SKIPPED)
    community = not_planned_again(community, ahead, press.at, known)
    following = next_session(community, ahead.plan.opens_at, known)
    keep = (community, skipped, *((following,) if following else ()), *freed(ahead, known))
    when = moment_words(following.plan.opens_at, zone_of(community)) if following else ""
    reply = whispered("skip.skipped", when=when) if following else whispered("skip.last")
    said = (*settled(community, ahead, "skipped", when), *let_go(community, ahead, "prepare.waits"))
    return Decision(keep=keep, say=said) + reply


def prepare(alarm: AlarmRang, known: Known) -> Decision:
    """The day before: the teller has the last word on whether the story opens."""
    community, ahead = known.session(alarm.about)
    if ahead.state is not SessionState.CONFIRMED:
        return Decision()
    return preparing(community, ahead, alarm, known)


def _ask(
    community: Community,
    ahead: Session,
    person: PersonId,
    arrival: AlarmRang | ButtonPressed,
    known: Known,
) -> Decision:
    name = asking(ahead, person)
    card = hold_card(community, ahead, person, known)
    asked = replace(ahead, asked=(*ahead.asked, person))
    post = in_good_time(community, person, name, card, arrival.at, known)
    return Decision(keep=(asked,), say=(post, revised(community, name, card)))


def _held(
    community: Community,
    ahead: Session,
    person: PersonId,
    arrival: ButtonPressed | FormSubmitted,
    known: Known,
) -> Decision:
    if ahead.held_by:
        same = ahead.held_by == person
        raise Refused(Reason.ALREADY_ANSWERED if same else Reason.SOMEONE_WAS_FASTER)
    confirmed = replace(ahead, state=SessionState.CONFIRMED, held_by=person)
    chosen = choosing(community, confirmed, arrival, known)
    told = settled(community, confirmed, "held", community.name_of(person))
    when = moment_words(ahead.plan.opens_at, zone_of(community))
    return chosen + Decision(say=told) + whispered("hold.thanks", when=when)


def _holder(community: Community, current: Session) -> str:
    return community.name_of(current.held_by) if current.held_by else say("session.nobody_yet")


def _ahead_for(person: PersonId, token: Token, known: Known) -> tuple[Community, Session]:
    community, ahead = session_kept_by(person, token, known)
    if not ahead.ahead:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return community, ahead


CONVERSATION = Conversation(
    commands={"session": session},
    presses={
        Act.HOLD: hold,
        Act.ASK_DEPUTY: press_deputy,
        Act.MOVE: press_move,
        Act.SKIP: skip,
    },
    forms={Act.HOLD: hold_with_line, Act.MOVE: move},
    alarms={
        AlarmKind.ASK_TO_HOLD: ask_to_hold,
        AlarmKind.ASK_DEPUTY: ask_deputy,
        AlarmKind.PREPARE_TELLER: prepare,
    },
)
