"""The facilitator's desk, as it stands on the page of whoever looks after a community. Who has answered, who was
there and who is quiet is on no desk."""

from collections.abc import Iterator, Mapping

from bot.boundary.delivery import Why
from bot.boundary.views import Card, Points
from bot.conversations.codesign.tasks import waiting_card
from bot.conversations.endings.ending_cards import desk_card
from bot.conversations.home.looking import Look
from bot.conversations.learning.message_cards import came_asks_card
from bot.conversations.membership.invitation_cards import gathering_card
from bot.conversations.membership.letting_in import asked_to_let_in, let_in_card
from bot.conversations.membership.walking_in import keepers_card
from bot.conversations.notes.here import here_now, readings_of
from bot.conversations.notes.reading_cards import reading_card
from bot.conversations.permission.brief_cards import expects_card
from bot.conversations.permission.founding_cards import founding_card
from bot.conversations.rhythm.confirming import session_card
from bot.conversations.rhythm.hold_cards import hold_card
from bot.conversations.saying import texts
from bot.conversations.sessions.watching import step_in_card
from bot.domain.community import Stage
from bot.domain.course import SessionState
from bot.domain.ending import Ending
from bot.domain.ids import RecordId
from bot.domain.session import Session
from bot.words import say
from bot.words.times import name_list


def founding(look: Look) -> Iterator[Card]:
    """For whoever sets it up, until permission is there; then for whoever gathers people."""
    drafted = look.community.stage is Stage.DRAFT
    if drafted and look.community.is_arranged_by(look.person):
        yield founding_card(look.community)
    elif look.keeps and look.community.stage is Stage.GATHERING:
        yield gathering_card(look.community)


def walked_in(look: Look) -> Iterator[Card]:
    if look.keeps:
        for one in look.known.walked_in(look.community):
            yield keepers_card(look.community, one)


def outside(look: Look) -> Iterator[Card]:
    """Who has joined and is not in the room yet."""
    for one in look.known.newcomers(look.community):
        if look.person in asked_to_let_in(look.community, one):
            yield let_in_card(look.community, one)


def expectations(look: Look) -> Iterator[Card]:
    """What a sponsor hopes for, until the group has said what fits."""
    brief = look.known.brief(look.community)
    waits = brief and brief.expectations and brief.first_unmarked is not None
    if brief and waits and look.community.sponsor and look.community.is_arranged_by(look.person):
        yield expects_card(look.community, brief)


def sessions(look: Look) -> Iterator[Card]:
    current = look.known.current(look.community)
    if current is None or not look.keeps:
        return
    if _is_asked_to_hold(look, current):
        yield hold_card(look.community, current, look.person, look.known)
    else:
        if current.state is SessionState.OPEN and current.rests_after:
            yield step_in_card(look.community, current, look.person)
        yield session_card(look.community, current, look.known)


def tasks(look: Look) -> Iterator[Card]:
    """What the group waits for: those who look after it may do it, and anybody where it rests."""
    found = look.known.codesign(look.community)
    if found is None or not look.takes_part or look.community.stage is Stage.ENDING:
        return
    for due in found.due:
        if look.keeps or due.rests:
            yield waiting_card(look.community, found, due)


def notes(look: Look) -> Iterator[Card]:
    """What came without a name, and is read before it is told."""
    if look.keeps:
        here = here_now(look.community, look.at, look.known)
        for one in readings_of(look.community, look.known):
            yield reading_card(here, one, unread=True)


def answers(look: Look) -> Iterator[Card]:
    """What the organisation said yes to: whether it happened."""
    for one in look.known.messages(look.community):
        if _is_first(look) and one.asked and one.came is None:
            yield came_asks_card(one)


def ending(look: Look) -> Iterator[Card]:
    """What there is to keep, and the two letters, until the last line has been said."""
    endings = look.known.records.all(Ending, RecordId(look.community.id)) if look.keeps else ()
    if any(one.said_at is None for one in endings):
        yield desk_card(look.community, look.known)


def out_of_reach(look: Look) -> Iterator[Card]:
    """To whom no private message gets through, by their names alone, and why: what was to be said stays between us."""
    away = look.known.records.unreached(look.community.id) if look.keeps else {}
    named = {name: why for one, why in away.items() if (name := look.community.name_of(one))}
    if named:
        asks = texts("home.ask_them", names=name_list(tuple(named)))
        yield Card(say("home.out_of_reach"), (*asks, *_reasons(named)))


def _reasons(named: Mapping[str, Why | None]) -> Iterator[Points]:
    """One line for each."""
    of = {why: tuple(name for name, its in named.items() if its is why) for why in Why}
    lines = tuple(
        say(f"home.away.{why.name.lower()}", names=name_list(of[why])) for why in Why if of[why]
    )
    if lines:
        yield Points(lines)


def _is_first(look: Look) -> bool:
    return look.person in (who.person for who in look.community.keepers[:1])


def _is_asked_to_hold(look: Look, ahead: Session) -> bool:
    asked = look.person in ahead.asked and look.person not in ahead.passed
    return asked and ahead.state is SessionState.PLANNED
