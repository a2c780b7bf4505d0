"""When the community meets, and the days it keeps free."""

from dataclasses import replace
from datetime import date, datetime

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.planning import kept_and_active, next_session, set_aside
from bot.conversations.rhythm_cards import begun_card, rhythm_buttons, rhythm_card
from bot.conversations.rhythm_forms import closure_form, read_rhythm, rhythm_form
from bot.conversations.saying import form, in_rooms, whisper, whispered
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Closure
from bot.words import say


def rhythm(command: CommandGiven, known: Known) -> Decision:
    """`/lc rhythm`: how often, and the next four weeks. Those who look after it can change it here."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    buttons = rhythm_buttons(community) if community.is_kept_by(command.who.person) else ()
    card = rhythm_card(community, known, command.at)
    return whisper(*card.body, title=card.title, buttons=buttons)


def press_begin(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_ready_to_begin(community, press.who.person)
    return form(rhythm_form(community, Act.BEGIN, press.at))


def begin(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The rhythm is set, the first session planned, and the room told."""
    community = known.community(token[0])
    _must_be_ready_to_begin(community, submitted.who.person)
    rhythm, errors = read_rhythm(submitted.given, community.rhythm, submitted.at)
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
    return form(rhythm_form(community, Act.CHANGE_RHYTHM, press.at))


def change(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    rhythm, errors = read_rhythm(submitted.given, community.rhythm, submitted.at)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    changed = replace(community, rhythm=rhythm)
    return _told(changed, submitted.at, known) + whispered("rhythm.changed")


def press_closure(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), press.who.person)
    return form(closure_form(community))


def add_closure(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = kept_and_active(known.community(token[0]), submitted.who.person)
    first, last = (date.fromisoformat(submitted.given.text(end)) for end in ("first", "last"))
    if last < first:
        return Decision(reply=(FormErrors({"last": say("closure.upside_down")}),))
    why = submitted.given.text("why") or say("closure.closed")
    closures = (*community.rhythm.closures, Closure(first, last, why))
    changed = replace(community, rhythm=replace(community.rhythm, closures=closures))
    return _told(changed, submitted.at, known) + whispered("closure.kept")


def _told(changed: Community, now: datetime, known: Known) -> Decision:
    """Keep a changed rhythm, plan the next session by it, and tell the room."""
    aside = set_aside(changed, known)
    running = any(one.running for one in known.sessions(changed))
    following = None if running else next_session(changed, now, known)
    card = rhythm_card(changed, known, now)
    posts = in_rooms(changed, f"rhythm:{known.mint.id()}", card)
    return Decision(keep=(changed, *aside, *((following,) if following else ())), say=posts)


def _must_be_ready_to_begin(community: Community, person: PersonId) -> None:
    community.must_be_kept_by(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage is not Stage.GATHERING:
        raise Refused(Reason.ALREADY_ANSWERED)
    if len(community.joined) < FEWEST_TO_BEGIN:
        raise Refused(Reason.TOO_FEW_MEMBERS, fewest=str(FEWEST_TO_BEGIN))


CONVERSATION = Conversation(
    commands={"rhythm": rhythm},
    presses={
        Act.BEGIN: press_begin,
        Act.CHANGE_RHYTHM: press_change,
        Act.ADD_CLOSURE: press_closure,
    },
    forms={
        Act.BEGIN: begin,
        Act.CHANGE_RHYTHM: change,
        Act.ADD_CLOSURE: add_closure,
    },
)
