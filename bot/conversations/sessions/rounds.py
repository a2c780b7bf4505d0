"""Rounds: one question at a time, in the thread. Opening one, closing one, going on."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import in_rooms, whisper, whispered
from bot.conversations.sessions.holding import session_kept_by, tended
from bot.conversations.sessions.last_word_cards import (
    asked_before_its_turn,
    asked_for_last_word,
)
from bot.conversations.sessions.opening_card import opening_revised
from bot.conversations.sessions.quiet_rounds import nobody_replied, three_ways_over, went_on
from bot.conversations.sessions.round_cards import round_card, round_name, round_over
from bot.conversations.sessions.showing import shown_beside
from bot.conversations.sessions.teller_cards import for_teller
from bot.conversations.sessions.together import shown_together
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Round, RoundState
from bot.domain.session import Session
from bot.domain.timetable import moved
from bot.domain.turns import first

LONG_GONE = timedelta(days=7)
"""So long after a session should have closed (the bot was down) its rounds are not taken up again: it closes."""
SHORTEST = timedelta(hours=2)
"""A round that would have less than this left when it opens (the bot was down) moves on, with all after it."""


def open_round(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, tuple[Said, ...]]:
    """Open the next round, with its posts; without another round nothing changes."""
    session = _with_time_left(session, now, known.days(community))
    coming = session.next_round
    if coming is None:
        return session, ()
    opened = replace(coming, state=RoundState.OPEN, opens_at=now)
    session = session.with_round(opened)
    return session, _opening(community, session, opened, known)


def close_round(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Session, Decision]:
    """Close the round that is open, if one is, and open the next. The session is still to be kept."""
    over = Decision()
    if closing := session.round:
        over = Decision(say=round_over(community, session, closing))
        over += shown_together(community, session, closing, known)
        session = session.with_round(replace(closing, state=RoundState.CLOSED, closes_at=now))
    going, posts = open_round(community, session, now, known)
    moved_on = going.plan != session.plan
    opening = (opening_revised(community, going, known),) if moved_on else ()
    shown = (*posts, *opening, *shown_beside(community, going, now))
    return going, over + Decision(say=shown)


def when_due(alarm: AlarmRang, known: Known) -> Decision:
    """The clock closes a round. One that nobody answered is given one more day, once."""
    community, session = known.session(alarm.about)
    closing = session.round
    if session.state is not SessionState.OPEN or closing is None or closing.closes_at > alarm.at:
        return Decision()
    if alarm.at >= session.plan.closes_at + LONG_GONE:
        return Decision()  # the session's own closing is due as well, and comes next
    if closing.part is first(session.format) and closing.replies == 0:
        return nobody_replied(community, session, closing, alarm, known)
    session, closed = close_round(community, session, alarm.at, known)
    return Decision(keep=(session,)) + closed


def go_to_next(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The holder does not wait for the clock; or, after a quiet first round, answers and goes on."""
    community, session = session_kept_by(press.who.person, token, known)
    session.must_be_open()
    if session.round is None and session.next_round is None:
        raise Refused(Reason.ROUND_NOT_OPEN)
    session, closed = close_round(community, session, press.at, known)
    session = tended(community, session, press.at, known)
    asked = three_ways_over(community, session, went_on(community, session))
    gone_on = Decision(keep=(session,)) + closed + Decision(say=(asked,))
    if token.act is Act.REPLY_MYSELF:
        return gone_on + whisper(*went_on(community, session))
    return gone_on + whispered("desk.next_round")


def _with_time_left(session: Session, now: datetime, days: Days) -> Session:
    while (coming := session.next_round) and coming.closes_at < now + SHORTEST:
        session = moved(session, days, now, steps=1)
    return session


def _opening(
    community: Community, session: Session, opened: Round, known: Known
) -> tuple[Said, ...]:
    if opened.part is Part.LAST_WORD:
        return asked_for_last_word(community, session, opened.opens_at, known)
    name, card = round_name(session, opened), round_card(community, session, opened)
    posts = in_rooms(community, name, card, under=session.thread)
    return (
        *posts,
        *for_teller(community, session, opened, known),
        *asked_before_its_turn(community, session, opened, known),
    )


CONVERSATION = Conversation(
    presses={Act.NEXT_ROUND: go_to_next, Act.REPLY_MYSELF: go_to_next},
    alarms={AlarmKind.CLOSE_ROUND: when_due},
)
