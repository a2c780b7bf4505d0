"""No human, no session: who holds the next one, and when it takes place."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Facts
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.rhythm.asking import ahead_for, ask_deputy, ask_to_hold, pass_on
from bot.conversations.rhythm.hold_cards import (
    ahead_buttons,
    hold_form,
    line_owed,
    settled,
    story_words,
    zone_of,
)
from bot.conversations.rhythm.moving import move, press_move, skip
from bot.conversations.saying import form, texts, whisper, whispered, whispered_card
from bot.conversations.sessions.choosing import choosing, look_for_teller, without_unlike
from bot.conversations.sessions.history import history
from bot.conversations.sessions.holding import session_kept_by, tending_buttons
from bot.conversations.sessions.loops import mix, mix_buttons
from bot.conversations.sessions.opening_card import line_shown_late
from bot.conversations.sessions.shaping import as_agreed, format_of
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
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
    return whispered_card(session_card(community, current, known))


def session_card(community: Community, current: Session, known: Known) -> Card:
    """For whoever looks after it: where the session stands, and what can be done."""
    facts = (
        (say("session.state"), _stands(community, current, known)),
        (say("session.opens"), moment_words(current.plan.opens_at, zone_of(community))),
        (say("session.closes"), moment_words(current.plan.closes_at, zone_of(community))),
        (say("session.held_by"), _holder(community, current)),
        (say("session.format"), _in_which_way(community, current, known)),
        (say("session.story"), story_words(community, current, known)),
    )
    ahead = current.ahead
    buttons = ahead_buttons(community, current, known) if ahead else tending_buttons(current)
    body = (Facts(facts), *mix(community, known), *history(community, known))
    buttons += mix_buttons(community, current, known)
    return Card(say("session.title", number=current.number), body, buttons)


def hold(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "Yes, I can hold it." First the line that is still owed from the last review, if there is one."""
    community, ahead = ahead_for(press.who.person, token, known)
    if owed := line_owed(community, known):
        return form(hold_form(ahead, owed))
    return _held(community, ahead, press.who.person, press, known)


def hold_with_line(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, ahead = session_kept_by(submitted.who.person, token, known)
    line = _line_kept(community, submitted, known)
    if ahead.light:  # it has opened while the form was open
        kept = texts("hold.line_kept") if line.keep and submitted.given.text("change") else ()
        return line + whisper(*texts("hold.too_late"), *kept)
    community, ahead = ahead_for(submitted.who.person, token, known)
    return line + _held(community, ahead, submitted.who.person, submitted, known)


def _line_kept(community: Community, submitted: FormSubmitted, known: Known) -> Decision:
    """What will change after the last session, unless somebody has said it while the form was open."""
    owed = line_owed(community, known)
    if owed is None:
        return Decision()
    said = replace(owed, change=submitted.given.text("change"))
    return Decision(keep=(said,), say=line_shown_late(community, said, known))


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
    formed, waits = without_unlike(community, ahead, as_agreed(community, ahead, known), known)
    confirmed = replace(formed, state=SessionState.CONFIRMED, held_by=person)
    chosen = waits + choosing(community, confirmed, arrival, known)
    told = settled(community, confirmed, "held", community.name_of(person))
    when = moment_words(ahead.plan.opens_at, zone_of(community))
    return chosen + Decision(say=told) + whispered("hold.thanks", when=when)


def _stands(community: Community, current: Session, known: Known) -> str:
    """How it stands; and where it can't go on for now, what it waits for."""
    if current.rests_with_us:
        return say("session.waits.with_us")
    if current.hidden:
        return say("session.waits.hidden")
    if not current.held_back:
        return say(f"session.state.{current.state}")
    for who in known.walked_in(community):
        return say("session.waits.walked_in", name=who.name)
    return say("session.waits.repair")


def _in_which_way(community: Community, current: Session, known: Known) -> str:
    if current.light:
        return say("history.light")
    return say(f"format.name.{format_of(community, current, known)}")


def _holder(community: Community, current: Session) -> str:
    if current.held_by:
        return community.name_of(current.held_by)
    return say("session.needs_nobody" if current.light else "session.nobody_yet")


CONVERSATION = Conversation(
    commands={"session": session},
    presses={
        Act.HOLD: hold,
        Act.ASK_DEPUTY: pass_on,
        Act.MOVE: press_move,
        Act.SKIP: skip,
    },
    forms={Act.HOLD: hold_with_line, Act.MOVE: move},
    alarms={
        AlarmKind.ASK_TO_HOLD: ask_to_hold,
        AlarmKind.ASK_DEPUTY: ask_deputy,
        AlarmKind.PREPARE_TELLER: look_for_teller,
    },
)
