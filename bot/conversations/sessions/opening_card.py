"""The opening of a session as it stands in the room. It follows when the session changes."""

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Element, Text
from bot.conversations.known import Known
from bot.conversations.saying import button, named, revised, texts
from bot.conversations.sessions.history import full_before
from bot.conversations.sessions.round_words import asks
from bot.conversations.sessions.shaping import thing_told
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.formats import Format
from bot.domain.session import Session
from bot.words import say
from bot.words.times import day_words, days_between


def session_card(
    community: Community, session: Session, known: Known, *, last: Session | None = None
) -> Card:
    """The opening: who holds it, what changed, and one question to arrive with.

    `last`: the session before it, where that has changed just now.
    """
    title = "open.light_title" if session.light else "open.title"
    along = button("reading_along", Act.READING_ALONG, session.id)
    role = button("take_a_role", Act.TAKE_ROLE, session.id, asks=True)
    body = (
        *_dates(community, session, known),
        *(_why_light(community, session, known) if session.light else ()),
        *_since_last_time(last or known.last_closed(community)),
        *texts("open.arriving", prompt=asks(community, session, Part.ARRIVING)),
        *(() if session.light else _what_comes(community, session, known)),
    )
    worry = button("something_worries_me", Act.WORRY, community.id, asks=True)
    buttons = (along, worry) if session.light else (along, role, worry)
    shown = () if session.ended else buttons
    return Card(say(title, number=session.number), body, shown)


def line_shown_late(community: Community, last: Session, known: Known) -> tuple[Revise, ...]:
    """The line of the session before has come while this one is open: its opening shows it all the same."""
    current, before = known.current(community), known.last_closed(community)
    if current is None or not current.running or before is None or before.id != last.id:
        return ()
    card = session_card(community, current, known, last=last)
    return (revised(community, f"session:{current.id}", card),)


def opening_revised(community: Community, session: Session, known: Known) -> Revise:
    """The opening with its dates as they are now; without its buttons once the session has ended."""
    return revised(community, f"session:{session.id}", session_card(community, session, known))


def _dates(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    """From which day to which, and who holds it, if they are still here. While its clock has stopped nobody knows
    the last day."""
    day_of, plan = known.days(community).day_of, session.plan
    first, last = day_of(plan.opens_at), day_of(plan.closes_at)
    dates = texts("open.dates", dates=days_between(first, last))
    if session.stopped_at is not None:
        dates = texts("open.rests", day=day_words(first))
    holder = session.held_by
    if holder is None or not community.takes_part(holder):
        return dates
    return (*dates, *texts("open.held_by", facilitator=community.name_of(holder)))


def _since_last_time(last: Session | None) -> tuple[Element, ...]:
    """What came of looking back on the session before."""
    if last is None or not last.change:
        return ()
    return (Text(say("open.we_changed", change=last.change)),)


def _what_comes(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    """What this session stays with, and the small jobs in it, said to everyone alike."""
    holder = named(community, session.held_by)
    otherwise = texts("open.this_time", facilitator=holder) if session.this_time else ()
    roles = "open.roles" if full_before(community, session, known) else "open.roles_first"
    return (*otherwise, *texts(f"open.read.{_to_read(session)}", roles))


def _to_read(session: Session) -> str:
    """Nobody tells a doubt in which notes without a name are read."""
    no_teller = session.format is Format.SHARED_DOUBT and session.teller is None
    return "notes" if no_teller else session.format


def _why_light(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    if session.held_by and known.walked_in(community):
        return texts("open.light_walked_in")
    if session.held_by and known.repair(community):
        return texts("open.light_repair")
    if session.held_by is None:
        nobody_can = all(who.person in session.passed for who in community.keepers)
        return texts("open.light_nobody" if nobody_can else "open.light_unanswered")
    return texts("open.light_no_story", thing=thing_told(session))
