"""When whoever holds a session falls silent: the other keeper is asked, and at last the clock stops."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.closing import close
from bot.conversations.conversation import Conversation
from bot.conversations.holding import (
    desk,
    in_thread,
    session_kept_by,
    tended,
    tending_buttons,
)
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts, whispered
from bot.conversations.showing import shown_anew
from bot.conversations.tending import go_on
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.session import Session, SessionState
from bot.words import say

ASKS_TO_GO_ON = 3
"""Asked after one, two and three weeks; after four it is closed."""


def facilitator_quiet(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days without a sign: ask the other keeper, and whoever holds it, who may only be reading."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.light:
        return Decision()
    watched = replace(session, rests_after=known.days(community).later(alarm.at, 1))
    name = f"step_in:{session.id}:{session.quiet_after:%Y%m%d%H%M}"
    posts = []
    for who in community.keepers:
        card = _step_in_card(community, session, who.person)
        posts.append(in_good_time(community, who.person, name, card, alarm.at, known))
    return Decision(keep=(watched,), say=tuple(posts))


def look_after(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The other keeper takes over."""
    community, session = session_kept_by(press.who.person, token, known)
    if session.state is SessionState.RESTING:
        return go_on(press, token, known)
    session.must_be_open()
    taken = tended(community, replace(session, held_by=press.who.person), press.at, known)
    return Decision(keep=(taken,), say=(desk(community, taken),)) + whispered("step_in.thanks")


def nobody_looks_after(alarm: AlarmRang, known: Known) -> Decision:
    """The clock stops; the thread stays."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN:
        return Decision()
    resting = replace(session, state=SessionState.RESTING, stopped_at=alarm.at, rests_after=None)
    card = Card(say("pause.title"), texts("step_in.resting"))
    told = in_thread(community, session, card, known)
    return Decision(keep=(resting,), say=(*told, *shown_anew(community, resting, alarm.at)))


def still_stopped(alarm: AlarmRang, known: Known) -> Decision:
    """Once a week: does it go on? After a month without a word it is closed, kindly and by itself."""
    community, session = known.session(alarm.about)
    if session.stopped_at is None or not session.running:
        return Decision()
    if session.asked_to_go_on >= ASKS_TO_GO_ON:
        return close(community, session, alarm.at, known)
    asked = replace(session, asked_to_go_on=session.asked_to_go_on + 1)
    card = Card(
        say("still_stopped.title", number=session.number),
        texts("still_stopped.asks"),
        tending_buttons(session),
    )
    name = f"still_stopped:{session.id}:{session.stopped_at:%Y%m%d}:{asked.asked_to_go_on}"
    posts = tuple(
        in_good_time(community, who.person, name, card, alarm.at, known)
        for who in community.keepers
    )
    return Decision(keep=(asked,), say=posts)


def _step_in_card(community: Community, session: Session, person: PersonId) -> Card:
    holder = community.name_of(session.held_by) if session.held_by else ""
    asks = (
        texts("step_in.still_you")
        if person == session.held_by
        else texts("step_in.can_you", facilitator=holder)
    )
    look_after_it = button("i_look_after_it", Act.LOOK_AFTER, session.id, weight=Weight.MAIN)
    return Card(say("step_in.title", number=session.number), asks, (look_after_it,))


CONVERSATION = Conversation(
    presses={Act.LOOK_AFTER: look_after},
    alarms={
        AlarmKind.FACILITATOR_QUIET: facilitator_quiet,
        AlarmKind.DEPUTY_QUIET: nobody_looks_after,
        AlarmKind.STILL_STOPPED: still_stopped,
    },
)
