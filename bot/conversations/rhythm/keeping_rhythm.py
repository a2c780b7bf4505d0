"""When the community meets, and the days it keeps free."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button
from bot.conversations.codesign.before_a_story import asked_before_a_story
from bot.conversations.codesign.here import Here
from bot.conversations.codesign.turns import begin_goes
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.invitation_cards import gathering_card
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.rhythm.cards import (
    NOT_BEGUN,
    anyones_button,
    begun_card,
    card_as_it_stands,
    rhythm_buttons,
    rhythm_card,
)
from bot.conversations.rhythm.forms import our_hours_form, read_our_hours, read_rhythm, rhythm_form
from bot.conversations.rhythm.free_days import (
    closure_form,
    closure_key,
    closures_ahead,
    drop_closure_form,
    read_closure,
    without_closures,
)
from bot.conversations.rhythm.hold_cards import told_of_change
from bot.conversations.rhythm.planning import (
    kept_and_active,
    moved_by_hand,
    next_session,
    planned_anew,
)
from bot.conversations.rhythm.standing_still import moves_again
from bot.conversations.saying import form, in_rooms, revised, whisper, whispered
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Rhythm, day_off, next_occurrence, without_past
from bot.domain.session import Session


def rhythm(command: CommandGiven, known: Known) -> Decision:
    """`/lc rhythm`: how often, and the next four weeks. Those who look after it can change it here."""
    community = known.community_at(command.place, command.who)
    _must_be_told(community, command.who.person)
    buttons = _buttons(community, command, known)
    card = card_as_it_stands(community, known, command.at, moved_by_hand(community, known))
    return whisper(*card.body, title=card.title, buttons=buttons)


def _buttons(community: Community, command: CommandGiven, known: Known) -> tuple[Button, ...]:
    if community.is_kept_by(command.who.person):
        return rhythm_buttons(community, _today(community, command.at, known))
    takes_part = community.takes_part(command.who.person)
    return anyones_button(community) if takes_part else ()


def press_begin(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_ready_to_begin(community, press.who.person)
    first = _day_to_propose(community, _today(community, press.at, known), known)
    return form(rhythm_form(community, Act.BEGIN, first))


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
    gathered = revised(active, f"gathering:{active.id}", gathering_card(active))
    posts, charter = in_rooms(active, f"begun:{active.id}", card), _charter(active, known)
    said: tuple[Said, ...] = (*posts, gathered, charter)
    kept = Decision(keep=keep, say=said) + moves_again(community, known)
    here = Here(community=active, at=submitted.at, known=known, gathered=known.gathered(active))
    first_of_all = Decision(say=asked_before_a_story(active, submitted.at, known))
    return kept + begin_goes(here) + first_of_all + whispered("rhythm.begun")


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(rhythm_form(community, Act.CHANGE_RHYTHM, _next_day(community, press.at, known)))


def change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    following = next_occurrence(community.rhythm, submitted.at, known.calendar)
    planned = following.planned if following else None
    rhythm, errors = _read_rhythm(submitted, community, known, planned=planned)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    return _told(community, rhythm, submitted.at, known) + whispered("rhythm.changed")


def press_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(closure_form(community))


def add_closure(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    closure, errors = read_closure(submitted.given, _today(community, submitted.at, known))
    if errors:
        return Decision(reply=(FormErrors(errors),))
    others = without_closures(community.rhythm, {closure_key(closure)})
    closed = replace(community.rhythm, closures=(*others, closure))
    return _told(community, closed, submitted.at, known) + whispered("closure.kept")


def press_drop_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Days that were to be kept free can be taken back, while they lie ahead."""
    community = kept_and_active(known.community(token[0]), press.who.person)
    closures = closures_ahead(community.rhythm, _today(community, press.at, known))
    if not closures:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return form(drop_closure_form(community, closures))


def drop_closures(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    staying = without_closures(community.rhythm, set(submitted.given.many("closures")))
    if staying == community.rhythm.closures:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    rhythm = replace(community.rhythm, closures=staying)
    return _told(community, rhythm, submitted.at, known) + whispered("closure.dropped")


def press_our_hours(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    return form(our_hours_form(community))


def keep_our_hours(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The community's own days, zone and quiet hours: what lies ahead is reckoned by them."""
    community = known.community(token[0])
    community.must_be_kept_by(submitted.who.person)
    hours, errors = read_our_hours(submitted.given, community)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    rhythm = replace(community.rhythm, hours=hours)
    if community.stage is not Stage.ACTIVE:
        return Decision(keep=(replace(community, rhythm=rhythm),)) + whispered("hours.kept")
    return _told(community, rhythm, submitted.at, known) + whispered("rhythm.changed")


def _read_rhythm(
    submitted: FormSubmitted, community: Community, known: Known, *, planned: date | None = None
) -> tuple[Rhythm, dict[str, str]]:
    today = _today(community, submitted.at, known)
    return read_rhythm(submitted.given, community.rhythm, today, known.calendar, planned=planned)


def _told(before: Community, rhythm: Rhythm, now: datetime, known: Known) -> Decision:
    """Keep a changed rhythm, plan the next session by it, and tell the room."""
    changed = replace(before, rhythm=without_past(rhythm, _today(before, now, known)))
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
    days_differ = rhythm.region != before.rhythm.region
    charter = (_charter(changed, known),) if days_differ else ()
    said: tuple[Said, ...] = (*posts, *told_of_change(before, aside), *charter)
    return Decision(keep=(changed, *planned), say=said)


def _charter(changed: Community, known: Known) -> Revise:
    """It names the public holidays, and says what comes next until people meet."""
    return charter_shown(changed, known.brief(changed))


def _today(community: Community, now: datetime, known: Known) -> date:
    return known.days(community).day_of(now)


def _day_to_propose(community: Community, today: date, known: Known) -> date:
    """The Monday after next, so that there is time for a story; a later one where that is a day off."""
    monday = today + timedelta(days=14 - today.weekday())
    later = (monday + timedelta(weeks=weeks) for weeks in range(4))
    good = (day for day in later if day_off(community.rhythm, day, known.calendar) is None)
    return next(good, monday)


def _next_day(community: Community, now: datetime, known: Known) -> date:
    """The day from which the rhythm runs as it is, so that a new time of day leaves the days alone."""
    today = _today(community, now, known)
    following = next_occurrence(community.rhythm, now, known.calendar)
    if following is None or following.planned <= today:
        return _day_to_propose(community, today, known)
    return following.planned


def _must_be_told(community: Community, person: PersonId) -> None:
    """Those who take part; and until the sessions begin, also those who have been asked to."""
    asked = person in community.people and not community.is_sponsor(person)
    if not (asked and community.stage in NOT_BEGUN):
        community.must_include(person)


def _must_be_ready_to_begin(community: Community, person: PersonId) -> None:
    community.must_be_kept_by(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage not in (Stage.GATHERING, Stage.CODESIGN):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
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
