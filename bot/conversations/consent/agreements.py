"""What the group has agreed, to be read and changed; and looked at again when its time comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Points, Quote, Text
from bot.conversations.consent.agreeing import look_again
from bot.conversations.consent.proposal_forms import ONE_OF_OURS, OPEN_TO_ALL
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, in_rooms, revised, texts, whisper, whispered
from bot.domain.agreement import MANY_STAND, Agreement, Matter
from bot.domain.alarm import AlarmKind
from bot.domain.codesign import TOGETHER
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.turns import MORNING
from bot.words import say
from bot.words.times import day_words, name_list

SHOWN = (
    Matter.RULES,
    Matter.LEAVES,
    Matter.ROUTES,
    Matter.FORMAT,
    Matter.RHYTHM,
    Matter.HEARING,
    Matter.NOTES,
    Matter.TRUSTED,
    Matter.ANYTHING,
)
WHILE_IT_ENDS = timedelta(days=14)


def rules(command: CommandGiven, known: Known) -> Decision:
    """`/lc rules`: all that stands agreed, with its version and its day; and a way to change it."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    stands = [one for one in known.agreements(community) if one.matter in SHOWN]
    stands.sort(key=lambda one: SHOWN.index(one.matter))
    body = tuple(part for one in stands for part in _shown(community, one))
    return whisper(
        *(body or texts("agreements.none")),
        *_not_yet(community, known),
        title=say("agreements.title", name=community.name),
        buttons=(
            *_first_question(community, command.who.person, known),
            *_changes(community, stands),
        ),
    )


def looked_at_again(community: Community, closed: Session, known: Known) -> tuple[Post, ...]:
    """Once a session has closed: what has stood for its time comes back by itself."""
    if community.stage is Stage.ENDING:
        return ()
    due = [
        one
        for one in known.agreements(community)
        if one.look_again_after is not None and one.look_again_after <= closed.number
    ]
    return tuple(post for one in due for post in _asked_again(community, one, closed))


def asked_with_newcomers(
    community: Community, newcomer: RecordId, known: Known
) -> tuple[Post, ...]:
    """Somebody new has had a week to read the rules: do they fit all who are here now?"""
    rules = known.agreed(community, Matter.RULES)
    if rules is None:
        return ()
    asks = texts("agreements.now_that_we_are", n=len(community.joined))
    buttons = (
        button("nothing_needs_to_change", Act.STILL_FITS, rules.id),
        _change_button(community, rules),
    )
    card = Card(_title(rules), (_words(rules), *asks), buttons)
    return in_rooms(community, _with_newcomers(rules, newcomer), card)


def look_again_today(alarm: AlarmRang, known: Known) -> Decision:
    """What has stood until its day comes back by itself; not while the group rests, or comes to its end."""
    community, agreement = known.held(Agreement, alarm.about)
    if agreement.ended or agreement.look_again_at is None or agreement.look_again_at > alarm.at:
        return Decision()
    if _sessions_brought_it(community, agreement, known):
        return Decision()
    if later := _not_before(community, alarm.at, known):
        return Decision(keep=(replace(agreement, look_again_at=later),))
    key = "agreements.trial_by_day" if agreement.trial else "agreements.look_again_today"
    card = _again_card(community, agreement, key)
    return Decision(say=in_rooms(community, _day_name(agreement), card))


def _not_before(community: Community, at: datetime, known: Known) -> datetime | None:
    """An ending can still be stopped, so what would have been asked meanwhile is only put off. Days that the
    group has kept free since are free."""
    if community.stage is Stage.ENDING:
        return at + WHILE_IT_ENDS
    days = known.days(community)
    working = days.step(days.day_of(at), 0)
    free = days.at(working, MORNING) if working > days.day_of(at) else None
    return community.paused_until(at) or free


def still_fits(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It stands, for as long again; a trial that fits stands like any other agreement."""
    agreement = _standing(token, known)
    community = known.community(agreement.community)
    community.must_be_kept_by(press.who.person)
    again = look_again(community, agreement.matter, press.at, known)
    kept = replace(agreement, look_again_after=again.after, look_again_at=again.on, trial=False)
    card = Card(_title(agreement), texts("agreements.stands"))
    said = tuple(
        revised(community, name, card) for name in _asked_names(community, agreement, known)
    )
    key = "agreements.kept_half_a_year" if again.after is None else "agreements.kept"
    return Decision(keep=(kept,), say=said) + whispered(key)


def _asked_again(community: Community, agreement: Agreement, closed: Session) -> tuple[Post, ...]:
    """A trial that is over is asked about after each session until it is settled; the rest once."""
    key = "agreements.trial_over" if agreement.trial else "agreements.look_again"
    card = _again_card(community, agreement, key)
    name = _after_name(agreement)
    return in_rooms(community, f"{name}:{closed.number}" if agreement.trial else name, card)


def _again_card(community: Community, agreement: Agreement, key: str) -> Card:
    buttons = (
        button("still_fits", Act.STILL_FITS, agreement.id),
        _change_button(community, agreement),
    )
    return Card(_title(agreement), (_words(agreement), *texts(key)), buttons)


def _change_button(community: Community, agreement: Agreement) -> Button:
    """A line of good work has a form of its own."""
    if agreement.matter is Matter.GOOD_WORK:
        return button("suggest_a_change", Act.GOOD_WORK, community.id, agreement.about, asks=True)
    what = (
        (agreement.matter, agreement.about)
        if agreement.matter in MANY_STAND
        else (agreement.matter,)
    )
    return button("suggest_a_change", Act.PROPOSE, community.id, *what, asks=True)


def _sessions_brought_it(community: Community, agreement: Agreement, known: Known) -> bool:
    after, last = agreement.look_again_after, known.last_closed(community)
    return after is not None and last is not None and after <= last.number


def _after_name(agreement: Agreement) -> str:
    return f"look_again:{agreement.id}:{agreement.look_again_after}"


def _day_name(agreement: Agreement) -> str:
    return f"look_again:{agreement.id}:{agreement.look_again_at:%Y%m%d}"


def _asked_names(community: Community, agreement: Agreement, known: Known) -> tuple[str, ...]:
    """Every post that has asked about it: by day, after its sessions, and when somebody came."""
    by_day = (_day_name(agreement),) if agreement.look_again_at else ()
    came = (_with_newcomers(agreement, one.id) for one in known.newcomers(community))
    return (*by_day, *_after_names(community, agreement, known), *came)


def _after_names(community: Community, agreement: Agreement, known: Known) -> tuple[str, ...]:
    """A trial that is over is asked about after each session."""
    name, first = _after_name(agreement), agreement.look_again_after
    last = known.last_closed(community)
    if not agreement.trial or first is None or last is None:
        return (name,)
    return tuple(f"{name}:{turn}" for turn in range(first, last.number + 1))


def _with_newcomers(agreement: Agreement, newcomer: RecordId) -> str:
    return f"look_again:{agreement.id}:with:{newcomer}"


def _standing(token: Token, known: Known) -> Agreement:
    found = known.records.one(Agreement, RecordId(token[0]))
    if found is None or found.ended:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return found


def _not_yet(community: Community, known: Known) -> tuple[Text, ...]:
    """Nothing is claimed that was not agreed."""
    missing = [one for one in TOGETHER if known.agreed(community, one) is None]
    if not missing:
        return ()
    matters = name_list([say(f"matter.{one}") for one in missing])
    return texts("agreements.not_yet", matters=matters)


def _first_question(community: Community, person: PersonId, known: Known) -> tuple[Button, ...]:
    """A group that meets already may still begin with what it needs."""
    begins = community.is_kept_by(person) and len(community.joined) >= FEWEST_TO_BEGIN
    meets = community.stage in (Stage.GATHERING, Stage.ACTIVE)
    if not (begins and meets) or known.codesign(community):
        return ()
    return (button("first_question", Act.FIRST_QUESTION, community.id),)


def _shown(community: Community, agreement: Agreement) -> tuple[Element, ...]:
    zone = community.rhythm.hours.zone
    heading = say(
        "agreements.heading",
        matter=say(f"matter.{agreement.matter}"),
        version=agreement.version,
        day=day_words(agreement.agreed_at.astimezone(ZoneInfo(zone)).date()),
    )
    shown: tuple[Element, ...] = (Text(heading), _words(agreement))
    if agreement.concerns:
        shown += (*texts("proposal.with_concerns"), Points(agreement.concerns))
    return shown


def _words(agreement: Agreement) -> Element:
    return Points(agreement.lines) if len(agreement.lines) > 1 else Quote(agreement.words)


def _title(agreement: Agreement) -> str:
    return say("agreements.again_title", matter=say(f"matter.{agreement.matter}"))


def _changes(community: Community, stands: list[Agreement]) -> tuple[Button, ...]:
    """One button for each thing that could be said differently, and one for anything else."""
    stand = (one.matter for one in stands if one.matter in OPEN_TO_ALL)
    matters = dict.fromkeys((*stand, *ONE_OF_OURS))
    matters.pop(Matter.ANYTHING, None)
    return (
        *(
            button(
                "change_matter",
                Act.PROPOSE,
                community.id,
                matter,
                asks=True,
                matter=say(f"matter.{matter}"),
            )
            for matter in matters
        ),
        button("propose_something", Act.PROPOSE, community.id, asks=True),
    )


CONVERSATION = Conversation(
    commands={"rules": rules},
    presses={Act.STILL_FITS: still_fits},
    alarms={AlarmKind.AGREEMENT_LOOK_AGAIN: look_again_today},
)
