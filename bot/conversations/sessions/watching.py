"""What is asked when nobody looks after a session, and what those who were asked see come of it."""

from datetime import datetime

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Text, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.conversations.sessions.holding import desk_revised, tending_buttons
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId, PostName
from bot.domain.session import Session
from bot.words import say


def step_in_card(community: Community, session: Session, person: PersonId) -> Card:
    holder = community.name_of(session.held_by) if session.held_by else ""
    asks = (
        texts("step_in.still_you")
        if person == session.held_by
        else texts("step_in.can_you", facilitator=holder)
    )
    look_after_it = button("i_look_after_it", Act.LOOK_AFTER, session.id, weight=Weight.MAIN)
    return Card(say("step_in.title", number=session.number), asks, (look_after_it,))


def still_stopped_card(session: Session) -> Card:
    return Card(
        say("still_stopped.title", number=session.number),
        texts("still_stopped.asks"),
        tending_buttons(session),
    )


def still_stopped_anew(community: Community, session: Session) -> tuple[Revise, ...]:
    """What those who look after it can press while its clock stands."""
    card, times = still_stopped_card(session), range(1, session.asked_to_go_on + 1)
    stopped = session.stopped_at is not None
    asked = (still_stopped_name(session, time) for time in times if stopped)
    return (desk_revised(community, session), *(revised(community, one, card) for one in asked))


def step_in_name(session: Session) -> str:
    """One asking for each silence: who looks after it again, and falls silent again, is asked again."""
    return f"step_in:{session.id}:{session.quiet_after:%Y%m%d%H%M}"


def still_stopped_name(session: Session, time: int) -> str:
    return f"still_stopped:{session.id}:{session.stopped_at:%Y%m%d%H%M}:{time}"


def who_does(community: Community, session: Session, person: PersonId) -> tuple[Text, ...]:
    """Who looks after it now, as this person reads it."""
    if session.held_by is None:
        return texts("step_in.over")
    if person == session.held_by:
        return texts("step_in.you_do")
    return texts("step_in.other_does", name=community.name_of(session.held_by))


def looked_after(community: Community, before: Session, now: Session) -> tuple[Revise, ...]:
    """Somebody looks after it again: everyone who was asked sees who, and the buttons go."""
    return tuple(
        _to(community, who.person, name, Card(_title(now), who_does(community, now, who.person)))
        for name in _askings(before)
        for who in community.keepers
    )


def no_longer_asked(community: Community, closed: Session) -> tuple[Revise, ...]:
    card = Card(_title(closed), texts("step_in.over"))
    return tuple(
        _to(community, who.person, name, card)
        for name in _askings(closed)
        for who in community.keepers
    )


def handed_over(
    community: Community, before: Session, now: Session, at: datetime, known: Known
) -> tuple[Post, ...]:
    """Whoever held it so far hears that somebody else does now. A card that only changes is easily missed."""
    if before.held_by is None or now.held_by is None or before.held_by == now.held_by:
        return ()
    card = Card(_title(now), texts("step_in.handed_over", name=community.name_of(now.held_by)))
    name = f"handed_over:{now.id}:{at:%Y%m%d%H%M%S}"
    return (in_good_time(community, before.held_by, name, card, at, known),)


def _askings(session: Session) -> tuple[str, ...]:
    quiet = (step_in_name(session),) if session.quiet_after else ()
    if session.stopped_at is None:
        return quiet
    times = range(1, session.asked_to_go_on + 1)
    return (*quiet, *(still_stopped_name(session, time) for time in times))


def _title(session: Session) -> str:
    return say("session.title", number=session.number)


def _to(community: Community, person: PersonId, name: str, card: Card) -> Revise:
    return Revise(community=community.id, name=PostName(name), card=card, to=Direct(person))
