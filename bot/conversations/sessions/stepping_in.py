"""When whoever holds a session falls silent: the other keeper is asked, and at last the clock stops."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import in_good_time, texts, whisper, whispered
from bot.conversations.sessions.closing import close
from bot.conversations.sessions.holding import desk, in_thread, session_kept_by, tended
from bot.conversations.sessions.opening_card import opening_revised
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.tending import go_on
from bot.conversations.sessions.watching import (
    handed_over,
    looked_after,
    step_in_card,
    step_in_name,
    still_stopped_card,
    still_stopped_name,
    who_does,
)
from bot.domain.alarm import AlarmKind
from bot.domain.course import ASKS_TO_GO_ON_EVERY, SessionState
from bot.words import say


def facilitator_quiet(alarm: AlarmRang, known: Known) -> Decision:
    """Two working days without a sign: ask the other keeper, and whoever holds it, who may only be reading."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.light:
        return Decision()
    watched = replace(session, rests_after=known.days(community).later(alarm.at, 1))
    name = step_in_name(session)
    posts = []
    for who in community.keepers:
        card = step_in_card(community, session, who.person)
        posts.append(in_good_time(community, who.person, name, card, alarm.at, known))
    return Decision(keep=(watched,), say=tuple(posts))


def look_after(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whoever presses first looks after it; the other sees who, and loses nothing by pressing too."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_run()
    if session.state is SessionState.RESTING:
        return go_on(press, token, known)
    if session.rests_after is None:
        return whisper(*who_does(community, session, press.who.person))
    taken = tended(community, replace(session, held_by=press.who.person), press.at, known)
    said: tuple[Said, ...] = (
        *looked_after(community, session, taken),
        *handed_over(community, session, taken, press.at, known),
        opening_revised(community, taken, known),
        desk(community, taken),
    )
    return Decision(keep=(taken,), say=said) + whispered("step_in.thanks")


def nobody_looks_after(alarm: AlarmRang, known: Known) -> Decision:
    """The clock stops; the thread stays."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN:
        return Decision()
    resting = replace(session, state=SessionState.RESTING, stopped_at=alarm.at, rests_after=None)
    card = Card(say("pause.title"), texts("step_in.resting"))
    told = in_thread(community, session, card, known)
    shown = shown_anew(community, resting, alarm.at, known)
    return Decision(keep=(resting,), say=(*told, *shown))


def still_stopped(alarm: AlarmRang, known: Known) -> Decision:
    """Once a week: does it go on? After a month without a word it is closed, kindly and by itself. While the
    whole group pauses nobody is asked, and nothing closes."""
    community, session = known.session(alarm.about)
    if session.stopped_at is None or not session.running:
        return Decision()
    if later := community.paused_until(alarm.at):
        return Decision(keep=(session.asked_again_after_rest(later),))
    if session.left_standing:
        return close(community, session, alarm.at, known)
    times, following = session.asked_to_go_on + 1, alarm.at + ASKS_TO_GO_ON_EVERY
    asked = replace(session, asked_to_go_on=times, asks_to_go_on_at=following)
    card = still_stopped_card(session)
    name = still_stopped_name(session, asked.asked_to_go_on)
    posts = tuple(
        in_good_time(community, who.person, name, card, alarm.at, known)
        for who in community.keepers
    )
    return Decision(keep=(asked,), say=tuple(replace(one, until=following) for one in posts))


CONVERSATION = Conversation(
    presses={Act.LOOK_AFTER: look_after},
    alarms={
        AlarmKind.FACILITATOR_QUIET: facilitator_quiet,
        AlarmKind.DEPUTY_QUIET: nobody_looks_after,
        AlarmKind.STILL_STOPPED: still_stopped,
    },
)
