"""When whoever holds a session falls silent: the other keeper is asked, and at last the clock stops."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.holding import (
    desk_card,
    desk_revised,
    fresh_name,
    kept_session,
    tended,
    thread_of,
)
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, in_rooms, privately, texts, whispered
from bot.conversations.tending import go_on
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.people import Appointment
from bot.domain.session import Session, SessionState
from bot.words import say


def facilitator_quiet(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days without a sign: ask the other keeper, and whoever holds it, who may only be reading."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.light:
        return Decision()
    days = known.days(community)
    watched = replace(session, rests_after=days.later(alarm.at, 1))
    name = f"step_in:{_round_of(session)}"
    posts = tuple(
        in_good_time(
            community, who.person, name, _step_in_card(community, session, who), alarm.at, known
        )
        for who in community.keepers
    )
    return Decision(keep=(watched,), say=posts)


def look_after(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The other keeper takes over."""
    community, session = kept_session(press, token, known)
    if session.state is SessionState.RESTING:
        return go_on(press, token, known)
    session.must_be_open()
    taken = tended(community, replace(session, held_by=press.who.person), press.at, known)
    desk = privately(community, press.who.person, f"desk:{session.id}", desk_card(community, taken))
    return Decision(keep=(taken,), say=(desk,)) + whispered("step_in.thanks")


def nobody_looks_after(alarm: AlarmRang, known: Known) -> Decision:
    """The clock stops; the thread stays."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN:
        return Decision()
    resting = replace(session, state=SessionState.RESTING, stopped_at=alarm.at, rests_after=None)
    card = Card(say("pause.title"), texts("step_in.resting"))
    said: tuple[Post | Revise, ...] = (
        *in_rooms(community, fresh_name(session, known), card, under=thread_of(session)),
        *desk_revised(community, resting),
    )
    return Decision(keep=(resting,), say=said)


def _step_in_card(community: Community, session: Session, who: Appointment) -> Card:
    body = (
        texts("step_in.still_you")
        if who.person == session.held_by
        else texts("step_in.can_you", facilitator=_holder(community, session))
    )
    return Card(
        say("step_in.title", number=session.number),
        body,
        (button("i_look_after_it", Act.LOOK_AFTER, session.id, weight=Weight.MAIN),),
    )


def _round_of(session: Session) -> str:
    return f"{session.id}:{session.quiet_after:%Y%m%d%H%M}"


def _holder(community: Community, session: Session) -> str:
    return community.name_of(session.held_by) if session.held_by else ""


CONVERSATION = Conversation(
    presses={Act.LOOK_AFTER: look_after},
    alarms={
        AlarmKind.FACILITATOR_QUIET: facilitator_quiet,
        AlarmKind.DEPUTY_QUIET: nobody_looks_after,
    },
)
