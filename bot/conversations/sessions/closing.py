"""Closing a session: by the clock, or kindly and early; and what comes next."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Decision, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Text
from bot.conversations.consent.still_fits import looked_at_again
from bot.conversations.conversation import Conversation
from bot.conversations.endings.in_turn import asked
from bot.conversations.known import Known
from bot.conversations.membership.stepping_back import rests_without_keeper
from bot.conversations.membership.what_is_odd import asked_what_is_odd
from bot.conversations.rhythm.looking_beyond import called_off, next_one, planned_early
from bot.conversations.rhythm.standing_still import stands_still
from bot.conversations.saying import (
    in_rooms,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.conversations.sessions.bringing_back import to_teller
from bot.conversations.sessions.checking import check_box
from bot.conversations.sessions.closed_cards import (
    closed_card,
    how_it_closed,
    to_holder,
    to_keeper,
    told_as_next,
)
from bot.conversations.sessions.connecting import asked_to_carry_out
from bot.conversations.sessions.forgetting import forgotten_later, without_words
from bot.conversations.sessions.hidden_cards import stays_hidden
from bot.conversations.sessions.nudging import no_longer_nudged
from bot.conversations.sessions.quiet_rounds import looked_after, three_ways_over
from bot.conversations.sessions.reviewing import along_box, review_box
from bot.conversations.sessions.round_cards import round_over, teller_here, teller_of
from bot.conversations.sessions.shaping import thing_told
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.together import shown_together
from bot.conversations.sessions.watching import no_longer_asked
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.refusal import Reason, Refused
from bot.domain.renewal import SESSIONS_BETWEEN, Occasion
from bot.domain.session import Session
from bot.domain.timetable import look_back_has_opened, rounds_ended, session_ended
from bot.domain.turns import MORNING
from bot.words import say
from bot.words.times import moment_words

QUIET_TWICE = 2
DAYS_FOR_THE_LINE = 3
"""Working days within which the facilitator says what will change."""


def when_due(alarm: AlarmRang, known: Known) -> Decision:
    """The session's last noon."""
    community, session = known.session(alarm.about)
    if session.state is not SessionState.OPEN or session.plan.closes_at > alarm.at:
        return Decision()
    return close(community, session, alarm.at, known)


def close_kindly(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The holder, or the teller, ends the rounds now. The look back still comes, and is told with its times."""
    community, session = known.session(token[0])
    if session.teller != press.who.person:
        community.must_be_kept_by(press.who.person)
    session.must_run()
    if session.light:
        return close(community, session, press.at, known) + whispered("close.closed")
    if session.rounds_over and session.state is SessionState.OPEN:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    ended = rounds_ended(session, press.at, known.days(community))
    stops = press.who.person == session.teller
    comes = _look_back_words(community, session, ended, press.at)
    card = Card("", (*_ended_kindly(community, session, stops=stops), comes))
    said = in_rooms(community, f"kindly:{session.id}", card, under=session.thread)
    shown = (*_rounds_told(community, session), *shown_anew(community, ended, press.at, known))
    closed = Decision(keep=(ended,), say=shown) + _together(community, session, known)
    closed += Decision(say=said)
    thanks = texts("close.you_stopped" if stops else "close.rounds_closed")
    return closed + whisper(*thanks, comes)


def _ended_kindly(community: Community, session: Session, *, stops: bool) -> tuple[Text, ...]:
    quiet = session.silent and not stops
    if teller_here(community, session) is None:
        return texts("close.quiet_all" if quiet else "close.kindly_all")
    teller, thing = teller_of(community, session), thing_told(session)
    if quiet:
        return texts("close.quiet", teller=teller)
    return texts("close.kindly", teller=teller, thing=thing)


def close(community: Community, session: Session, now: datetime, known: Known) -> Decision:
    """Open the boxes that may be opened, tell those who look after it, and plan what comes next."""
    closed = _closed(session, now, known.days(community))
    quiet = community.quiet_sessions + 1 if session.quiet else 0
    community = replace(community, quiet_sessions=quiet)
    going_on = _going_on(community, closed, now, known)
    along = known.records.opened(along_box(session))
    following = told_as_next(community, going_on, now, known)
    card = closed_card(community, closed, along, following, how=how_it_closed(session, now))
    said: tuple[Said, ...] = (
        *_rounds_told(community, session),
        *shown_anew(community, closed, now, known),
        *stays_hidden(community, closed, now, known),
        *no_longer_asked(community, session),
        *no_longer_nudged(community, closed),
        *in_rooms(community, f"closed:{session.id}", card),
        *to_teller(community, session, now, known),
        *to_holder(community, closed, now, known),
        *to_keeper(community, closed, now, known),
        *asked_to_carry_out(community, closed, now, known),
    )
    boxes = (
        along_box(session),
        review_box(session),
        review_box(session, kept=True),
        check_box(session),
    )
    after = next((one for one in going_on.keep if isinstance(one, Community)), community)
    odd = asked_what_is_odd(after, closed, now, known)
    together = _together(community, session, known)
    keep = (without_words(closed), *forgotten_later(closed, together.keep, known))
    shown = replace(together, keep=())
    again = looked_at_again(community, closed, now, known)
    return shown + Decision(keep=keep, empty=boxes, say=said) + again + going_on + odd


def _closed(session: Session, now: datetime, days: Days) -> Session:
    """Closed; and where people were asked to look back, a day by which the line for the next is due."""
    ended = session_ended(session, now)
    if not session.looked_back:
        return replace(ended, change="")
    due = days.at(days.step(days.day_of(now), DAYS_FOR_THE_LINE), MORNING)
    return replace(ended, change=None, change_due_at=due)


def _going_on(community: Community, closed: Session, now: datetime, known: Known) -> Decision:
    """The next session by the rhythm; after two quiet ones nothing is planned. Then, and after every
    sixth session, the group is asked whether it goes on."""
    if community.stage is not Stage.ACTIVE:
        return Decision(keep=(community,))
    early = called_off(community, planned_early(community, known), known)
    if rests := rests_without_keeper(community, closed, now, known):
        return rests + early
    if community.quiet_sessions >= QUIET_TWICE:
        resting = replace(community, stage=Stage.RESTING, resumes_at=None)
        rests = Decision(keep=(resting,)) + stands_still(resting, now, known) + early
        return rests + asked(resting, Occasion.QUIET, now, known)
    following, aside = next_one(community, now, known)
    planned = Decision(keep=(community, *((following,) if following else ()))) + aside
    if following is None:
        planned += stands_still(community, now, known)
    if closed.number % SESSIONS_BETWEEN:
        return planned
    return planned + asked(community, Occasion.SIX_SESSIONS, now, known)


def _together(community: Community, session: Session, known: Known) -> Decision:
    """What was written for the round that is open is shown, however early it ends."""
    one = session.round
    return shown_together(community, session, one, known) if one else Decision()


def _rounds_told(community: Community, session: Session) -> tuple[Revise, ...]:
    """What was posted for the round that is open, and the teller's own card: their buttons go."""
    thing = thing_told(session)
    over = Card(say("teller.title", thing=thing), texts("teller.over", thing=thing))
    card = revised(community, f"teller:{session.id}", over)
    return (
        *(round_over(community, session, session.round) if session.round else ()),
        three_ways_over(community, session, looked_after(community, session)),
        card,
    )


def _look_back_words(community: Community, session: Session, ended: Session, now: datetime) -> Text:
    """When people look back, in words that are true. `session` is as it was when the rounds were ended."""
    zone = community.rhythm.hours.zone
    until = moment_words(ended.plan.closes_at, zone)
    if look_back_has_opened(session, now):
        return Text(say("close.look_back_is_open", until=until))
    comes = moment_words(ended.plan.review_opens_at, zone)
    return Text(say("close.look_back_comes", when=comes, until=until))


CONVERSATION = Conversation(
    presses={Act.CLOSE_KINDLY: close_kindly}, alarms={AlarmKind.CLOSE_SESSION: when_due}
)
