"""When the community meets, and the days it keeps free."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.hold_cards import told_of_change
from bot.conversations.hours import read_hours
from bot.conversations.known import Known
from bot.conversations.planning import (
    kept_and_active,
    moved_by_hand,
    next_session,
    planned_anew,
)
from bot.conversations.rhythm_cards import begun_card, rhythm_buttons, rhythm_card
from bot.conversations.rhythm_forms import (
    closure_form,
    closure_key,
    drop_closure_form,
    our_hours_form,
    read_closure,
    read_rhythm,
    rhythm_form,
)
from bot.conversations.saying import form, in_rooms, whisper, whispered
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Closure, Rhythm, next_occurrence, without_past
from bot.domain.session import Session


def rhythm(command: CommandGiven, known: Known) -> Decision:
    """`/lc rhythm`: how often, and the next four weeks. Those who look after it can change it here."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    closures = _closures_ahead(community, command.at, known)
    keeps = community.is_kept_by(command.who.person)
    buttons = rhythm_buttons(community, with_closures=bool(closures)) if keeps else ()
    card = rhythm_card(community, known, command.at, moved_by_hand(community, known))
    return whisper(*card.body, title=card.title, buttons=buttons)


def press_begin(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_ready_to_begin(community, press.who.person)
    today = known.days(community).day_of(press.at)
    return form(rhythm_form(community, Act.BEGIN, _monday_after_next(today)))


def begin(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The rhythm is set, the first session planned, and the room told."""
    community = known.community(token[0])
    _must_be_ready_to_begin(community, submitted.who.person)
    rhythm, errors = _read_rhythm(submitted, community, known)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    active = replace(community, rhythm=rhythm, stage=Stage.ACTIVE)
    first = next_session(active, submitted.at, known)
    card = begun_card(active, known, submitted.at)
    keep = (active, first) if first else (active,)
    begun = Decision(keep=keep, say=in_rooms(active, f"begun:{active.id}", card))
    return begun + whispered("rhythm.begun")


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(rhythm_form(community, Act.CHANGE_RHYTHM, _next_day(community, press.at, known)))


def change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    rhythm, errors = _read_rhythm(submitted, community, known)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    return _told(community, rhythm, submitted.at, known) + whispered("rhythm.changed")


def press_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(closure_form(community))


def add_closure(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    today = known.days(community).day_of(submitted.at)
    closure, errors = read_closure(submitted.given, today)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    rhythm = _without_closures(community.rhythm, {closure_key(closure)})
    closed = replace(rhythm, closures=(*rhythm.closures, closure))
    return _told(community, closed, submitted.at, known) + whispered("closure.kept")


def press_drop_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Days that were to be kept free can be taken back, while they lie ahead."""
    community = kept_and_active(known.community(token[0]), press.who.person)
    closures = _closures_ahead(community, press.at, known)
    if not closures:
        raise Refused(Reason.ALREADY_ANSWERED)
    return form(drop_closure_form(community, closures))


def drop_closures(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    rhythm = _without_closures(community.rhythm, set(submitted.given.many("closures")))
    if rhythm == community.rhythm:
        raise Refused(Reason.ALREADY_ANSWERED)
    return _told(community, rhythm, submitted.at, known) + whispered("closure.dropped")


def press_our_hours(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    return form(our_hours_form(community))


def keep_our_hours(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The community's own days, zone and quiet hours: what lies ahead is reckoned by them."""
    community = known.community(token[0])
    community.must_be_kept_by(submitted.who.person)
    hours, errors = read_hours(submitted.given, community.rhythm.hours)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    rhythm = replace(community.rhythm, hours=hours)
    if community.stage is not Stage.ACTIVE:
        return Decision(keep=(replace(community, rhythm=rhythm),)) + whispered("hours.kept")
    return _told(community, rhythm, submitted.at, known) + whispered("rhythm.changed")


def _read_rhythm(
    submitted: FormSubmitted, community: Community, known: Known
) -> tuple[Rhythm, dict[str, str]]:
    today = known.days(community).day_of(submitted.at)
    return read_rhythm(submitted.given, community.rhythm, today, known.calendar)


def _told(before: Community, rhythm: Rhythm, now: datetime, known: Known) -> Decision:
    """Keep a changed rhythm, plan the next session by it, and tell the room."""
    today = known.days(before).day_of(now)
    changed = replace(before, rhythm=without_past(rhythm, today))
    planned = planned_anew(before, changed, now, known)
    by_hand = moved_by_hand(before, known)
    staying = [
        one
        for one in planned
        if isinstance(one, Session) and one.ahead and one.id in {each.id for each in by_hand}
    ]
    card = rhythm_card(changed, known, now, staying)
    posts = in_rooms(changed, f"rhythm:{known.mint.id()}", card)
    aside = [one for one in planned if isinstance(one, Session) and not one.ahead]
    return Decision(keep=(changed, *planned), say=(*posts, *told_of_change(before, aside)))


def _closures_ahead(community: Community, now: datetime, known: Known) -> tuple[Closure, ...]:
    today = known.days(community).day_of(now)
    return tuple(one for one in community.rhythm.closures if one.last >= today)


def _without_closures(rhythm: Rhythm, keys: set[str]) -> Rhythm:
    staying = tuple(one for one in rhythm.closures if closure_key(one) not in keys)
    return replace(rhythm, closures=staying)


def _monday_after_next(today: date) -> date:
    """A first day to propose, so that there is time for a story."""
    return today + timedelta(days=14 - today.weekday())


def _next_day(community: Community, now: datetime, known: Known) -> date:
    """The day from which the rhythm runs as it is, so that a new time of day leaves the days alone."""
    today = known.days(community).day_of(now)
    following = next_occurrence(community.rhythm, now, known.calendar)
    if following is None or following.planned <= today:
        return _monday_after_next(today)
    return following.planned


def _must_be_ready_to_begin(community: Community, person: PersonId) -> None:
    community.must_be_kept_by(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage not in (Stage.GATHERING, Stage.CODESIGN):
        raise Refused(Reason.ALREADY_ANSWERED)
    if len(community.joined) < FEWEST_TO_BEGIN:
        raise Refused(Reason.TOO_FEW_MEMBERS, fewest=str(FEWEST_TO_BEGIN))


CONVERSATION = Conversation(
    commands={"rhythm": rhythm},
    presses={
        Act.BEGIN: press_begin,
        Act.CHANGE_RHYTHM: press_change,
        Act.ADD_CLOSURE: press_closure,
        Act.DROP_CLOSURE: press_drop_closure,
        Act.OUR_HOURS: press_our_hours,
    },
    forms={
        Act.BEGIN: begin,
        Act.CHANGE_RHYTHM: change,
        Act.ADD_CLOSURE: add_closure,
        Act.DROP_CLOSURE: drop_closures,
        Act.OUR_HOURS: keep_our_hours,
    },
)
