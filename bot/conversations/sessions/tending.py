"""Looking after a session that runs, each with one press: prepared sentences, slowing down, pausing."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import texts, whispered
from bot.conversations.sessions.holding import (
    desk,
    in_thread,
    session_kept_by,
    tended,
)
from bot.conversations.sessions.own_prompts import found
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.watching import handed_over, looked_after
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Role, Session
from bot.domain.timetable import missed, moved
from bot.words import say
from bot.words.times import moment_words


def say_in_thread(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A prepared sentence under the story, said for the facilitator."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    holder = community.name_of(press.who.person)
    card = Card("", texts(f"help.act.{token.act.name.lower()}", facilitator=holder))
    return _said(community, session, card, press, known)


def ask_prompt(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """One of the library's questions, asked in the name of whoever pressed: a facilitator, or the questioner."""
    community, session = known.session(token[0])
    if session.roles.get(Role.QUESTIONER) != press.who.person:
        community.must_be_kept_by(press.who.person)
    session.must_be_open()
    holder = community.name_of(press.who.person)
    question = found(community, token[1], known)
    if question is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    card = Card("", texts("help.asks", facilitator=holder, prompt=question.text))
    return _said(community, session.with_prompts(token[1]), card, press, known)


def slow_down(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Everything still ahead comes one working day later; the room is told in one line."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    slower = moved(session, known.days(community), press.at, steps=1)
    slower = tended(community, slower, press.at, known)
    when = _next_moment(community, slower)
    key = "help.slow_down" if token.act is Act.SLOW_DOWN else "help.extend"
    said = in_thread(community, session, Card("", texts(key, when=when)), known)
    shown = shown_anew(community, slower, press.at, known)
    return Decision(keep=(slower,), say=(*shown, *said)) + whispered("desk.slower", when=when)


def pause(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    paused = replace(session, state=SessionState.PAUSED, stopped_at=press.at)
    card = Card(say("pause.title"), texts("pause.paused"))
    told = in_thread(community, session, card, known)
    shown = shown_anew(community, paused, press.at, known)
    paused_now = Decision(keep=(paused,), say=(*told, *shown))
    return paused_now + whispered("desk.paused_now")


def go_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """After a pause, or when someone looks after it again: the clock goes on where it stopped. A pause
    that nobody had to wait for moves nothing."""
    community, session = session_kept_by(press.who.person, token, known)
    if session.state not in (SessionState.PAUSED, SessionState.RESTING):
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    if session.rests_with_us:
        raise Refused(Reason.COMMUNITY_PAUSED)
    if not session.light:
        _must_be_settled(community, known)
    if session.hidden:
        raise Refused(Reason.STORY_HIDDEN)
    going = going_on(community, session, press.who.person, press.at, known)
    return going + whispered("desk.going_on")


def going_on(
    community: Community, session: Session, holder: PersonId, at: datetime, known: Known
) -> Decision:
    """The clock goes on where it stopped, and `holder` looks after it."""
    assert session.stopped_at is not None
    days = known.days(community)
    lost = missed(session, at, days)
    running = moved(session, days, session.stopped_at, steps=lost)
    running = replace(running, state=SessionState.OPEN, stopped_at=None, held_by=holder)
    running = replace(running.never_asked_to_go_on(), held_back=False)
    running = tended(community, running, at, known)
    card = Card(say("pause.on_title"), texts("pause.on", when=_next_moment(community, running)))
    told = in_thread(community, session, card, known)
    said: tuple[Said, ...] = (
        *told,
        desk(community, running),
        *shown_anew(community, running, at, known),
        *looked_after(community, session, running),
        *handed_over(community, session, running, at, known),
    )
    return Decision(keep=(running,), say=said)


def _must_be_settled(community: Community, known: Known) -> None:
    """No story is told while somebody can read it who was not invited, or while something is repaired."""
    for who in known.walked_in(community):
        raise Refused(Reason.SOMEBODY_WALKED_IN, name=who.name)
    if known.repair(community):
        raise Refused(Reason.REPAIR_IS_OPEN)


def _said(
    community: Community, session: Session, card: Card, press: ButtonPressed, known: Known
) -> Decision:
    said = in_thread(community, session, card, known, once=in_this_minute(press))
    if community.is_kept_by(press.who.person):
        session = tended(community, session, press.at, known)
    return Decision(keep=(session,), say=said) + whispered("desk.said")


def in_this_minute(press: ButtonPressed) -> str:
    """A second press right after the first says nothing more: nobody is scolded twice."""
    return f"{press.token}:{press.at:%Y%m%d%H%M}"


def _next_moment(community: Community, session: Session) -> str:
    """When the round that is open closes, or else the session."""
    at = session.round.closes_at if session.round else session.plan.closes_at
    return moment_words(at, community.rhythm.hours.zone)


CONVERSATION = Conversation(
    presses={
        Act.BACK_TO_QUESTIONS: say_in_thread,
        Act.ASK_FOR_MOMENT: say_in_thread,
        Act.SEEN_OTHERWISE: say_in_thread,
        Act.TO_A_CALL: say_in_thread,
        Act.ASK_PROMPT: ask_prompt,
        Act.SLOW_DOWN: slow_down,
        Act.EXTEND: slow_down,
        Act.PAUSE: pause,
        Act.GO_ON: go_on,
    },
)
