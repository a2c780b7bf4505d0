"""What has stood for its time is looked at again: after its sessions, by its day, and when somebody came."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Points, Quote
from bot.conversations.consent.agreeing import look_again
from bot.conversations.consent.looked_at import free_morning, next_morning, once_back
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, in_rooms, revised, texts, whispered
from bot.domain.agreement import MANY_STAND, Agreement, Matter
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.newcomer import Newcomer
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.turns import MORNING
from bot.words import say

WHILE_IT_ENDS = timedelta(days=14)


def looked_at_again(community: Community, closed: Session, now: datetime, known: Known) -> Decision:
    """A session has closed: what has stood for its time comes back from the next morning on."""
    if community.stage is Stage.ENDING:
        return Decision()
    morning, back = next_morning(community, now, known), Decision()
    for one in known.agreements(community):
        if _due_after(one, closed) and (one.trial or not _has_asked(one, now)):
            back += _brought_back(community, one, morning, now)
    return back


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
    card = Card(_title(rules), (words_of(rules), *asks), buttons)
    return in_rooms(community, _with_newcomers(rules, newcomer), card)


def look_again_today(alarm: AlarmRang, known: Known) -> Decision:
    """What has stood until its day comes back by itself; not while the group rests, or comes to its end."""
    community, agreement = known.held(Agreement, alarm.about)
    if agreement.ended or agreement.look_again_at is None or agreement.look_again_at > alarm.at:
        return Decision()
    later = _not_before(community, alarm.at, known)
    if later := later or free_morning(community, agreement.id, alarm.at, known):
        return Decision(keep=(replace(agreement, look_again_at=later),))
    return Decision(say=_asked(community, agreement, known))


def stands(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """What is asked in the room about what was agreed, and is not answered."""
    if community.stage is Stage.ENDING:
        return ()
    asked = (one for one in known.agreements(community) if _has_asked(one, at))
    again = (post for one in asked for post in _asked(community, one, known))
    return (*again, *_asked_since_they_came(community, known))


def _brought_back(
    community: Community, agreement: Agreement, morning: datetime, now: datetime
) -> Decision:
    """A trial that is over is asked about after each session until it is settled; only the newest card asks."""
    back = replace(agreement, look_again_at=morning)
    if not _has_asked(agreement, now):
        return Decision(keep=(back,))
    over = Card(_title(agreement), texts("agreements.asked_anew"))
    return Decision(keep=(back,), say=(revised(community, _name(agreement), over),))


def _asked(community: Community, agreement: Agreement, known: Known) -> tuple[Post, ...]:
    card = again_card(community, agreement, _why_now(community, agreement, known))
    return in_rooms(community, _name(agreement), card)


def _why_now(community: Community, agreement: Agreement, known: Known) -> str:
    """Its sessions have brought it back, or half a year."""
    last = known.last_closed(community)
    if last and _due_after(agreement, last):
        return "agreements.trial_over" if agreement.trial else "agreements.look_again"
    return "agreements.trial_by_day" if agreement.trial else "agreements.look_again_today"


def _asked_since_they_came(community: Community, known: Known) -> tuple[Post, ...]:
    """One card is enough for all who have come."""
    rules = known.agreed(community, Matter.RULES)
    new = [one for one in known.newcomers(community) if one.rules_asked and not one.rules_fit]
    if rules is None or not new or rules.agreed_at > new[0].joined_at:
        return ()
    return asked_with_newcomers(community, new[0].id, known)


def _not_before(community: Community, at: datetime, known: Known) -> datetime | None:
    """An ending can still be stopped, so what would have been asked meanwhile is only put off. Days that the
    group has kept free since are free."""
    if community.stage is Stage.ENDING:
        return at + WHILE_IT_ENDS
    days = known.days(community)
    working = days.step(days.day_of(at), 0)
    free = days.at(working, MORNING) if working > days.day_of(at) else None
    return once_back(community, at, known) or free


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
    fits = _fits_newcomers(community, agreement, known)
    return Decision(keep=(kept, *fits), say=said) + whispered(key)


def _fits_newcomers(
    community: Community, agreement: Agreement, known: Known
) -> tuple[Newcomer, ...]:
    """Whom the rules were looked at with: that has been answered."""
    if agreement.matter is not Matter.RULES:
        return ()
    asked = (one for one in known.newcomers(community) if one.rules_asked)
    return tuple(replace(one, rules_fit=True) for one in asked)


def again_card(community: Community, agreement: Agreement, key: str) -> Card:
    buttons = (
        button("still_fits", Act.STILL_FITS, agreement.id),
        _change_button(community, agreement),
    )
    return Card(_title(agreement), (words_of(agreement), *texts(key)), buttons)


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


def _has_asked(agreement: Agreement, now: datetime) -> bool:
    """Its day has come, and nobody has answered: that card still stands."""
    return agreement.look_again_at is not None and agreement.look_again_at <= now


def _due_after(agreement: Agreement, closed: Session) -> bool:
    return agreement.look_again_after is not None and agreement.look_again_after <= closed.number


def _name(agreement: Agreement) -> str:
    """The card of this time; each time has one of its own."""
    return f"look_again:{agreement.id}:{agreement.look_again_at:%Y%m%d}"


def _asked_names(community: Community, agreement: Agreement, known: Known) -> tuple[str, ...]:
    """Every post that asks about it: in its time, and since somebody came."""
    in_time = (_name(agreement),) if agreement.look_again_at else ()
    came = (_with_newcomers(agreement, one.id) for one in known.newcomers(community))
    return (*in_time, *came, with_keeper_name(agreement))


def with_keeper_name(agreement: Agreement) -> str:
    """The private card of somebody who has taken it on to look after the group."""
    return f"look_again:{agreement.id}:keeper"


def _with_newcomers(agreement: Agreement, newcomer: RecordId) -> str:
    return f"look_again:{agreement.id}:with:{newcomer}"


def words_of(agreement: Agreement) -> Element:
    """As everyone reads it: a line for each, or as it was said."""
    return Points(agreement.lines) if len(agreement.lines) > 1 else Quote(agreement.words)


def _title(agreement: Agreement) -> str:
    return say("agreements.again_title", matter=say(f"matter.{agreement.matter}"))


def _standing(token: Token, known: Known) -> Agreement:
    found = known.records.one(Agreement, RecordId(token[0]))
    if found is None or found.ended:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return found


CONVERSATION = Conversation(
    presses={Act.STILL_FITS: still_fits},
    alarms={AlarmKind.AGREEMENT_LOOK_AGAIN: look_again_today},
)
