"""What has stood for its time is looked at again: after its sessions, by its day, and when somebody came."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Points, Quote
from bot.conversations.consent.agreeing import look_again
from bot.conversations.consent.looked_at import free_morning, once_back
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


def looked_at_again(community: Community, closed: Session, known: Known) -> tuple[Post, ...]:
    """Once a session has closed: what has stood for its time comes back by itself."""
    if community.stage is Stage.ENDING:
        return ()
    return tuple(
        post
        for one in known.agreements(community)
        if _due_after(one, closed) and (one.trial or not _has_asked(one, closed))
        for post in _asked_again(community, one, closed)
    )


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
    if _sessions_brought_it(community, agreement, known):
        return Decision()
    later = _not_before(community, alarm.at, known)
    if later := later or free_morning(community, agreement, alarm.at, known):
        return Decision(keep=(replace(agreement, look_again_at=later),))
    return Decision(say=_asked_by_day(community, agreement))


def stands(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """What is asked in the room about what was agreed, and is not answered."""
    if community.stage is Stage.ENDING:
        return ()
    last, asked = known.last_closed(community), list[Post]()
    for one in known.agreements(community):
        if last and _due_after(one, last):
            asked += _asked_again(community, one, last)
        elif one.look_again_at and one.look_again_at <= at:
            asked += _asked_by_day(community, one)
    return (*asked, *_asked_since_they_came(community, known))


def _asked_by_day(community: Community, agreement: Agreement) -> tuple[Post, ...]:
    key = "agreements.trial_by_day" if agreement.trial else "agreements.look_again_today"
    return in_rooms(community, _day_name(agreement), _again_card(community, agreement, key))


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


def _sessions_brought_it(community: Community, agreement: Agreement, known: Known) -> bool:
    last = known.last_closed(community)
    return last is not None and _due_after(agreement, last)


def _has_asked(agreement: Agreement, closed: Session) -> bool:
    """By its day, and nobody has answered: that card still stands."""
    asked, now = agreement.look_again_at, closed.closed_at
    return asked is not None and now is not None and asked <= now


def _due_after(agreement: Agreement, closed: Session) -> bool:
    return agreement.look_again_after is not None and agreement.look_again_after <= closed.number


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
