"""The next session on another day, or not at all: those who were asked hear of it, and so does the room."""

from dataclasses import replace
from datetime import date, datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Said
from bot.boundary.tokens import Token
from bot.boundary.views import Card, Text
from bot.conversations.known import Known
from bot.conversations.rhythm.asking import ahead_for
from bot.conversations.rhythm.hold_cards import move_form, settled, zone_of
from bot.conversations.rhythm.planning import next_session, not_planned_again, opening_at, too_far
from bot.conversations.saying import form, in_rooms, texts, whispered
from bot.conversations.sessions.choosing import freed
from bot.conversations.sessions.preparing import asked_afresh, let_go
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.days import Days
from bot.domain.session import Session
from bot.words import say
from bot.words.times import day_words, moment_words


def press_move(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, ahead = ahead_for(press.who.person, token, known)
    return form(move_form(ahead, known.days(community).day_of(ahead.plan.opens_at)))


def move(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """On another day at the usual time. Members have seen the day before, so they see this one too."""
    community, ahead = ahead_for(submitted.who.person, token, known)
    days = known.days(community)
    day = date.fromisoformat(submitted.given.text("day"))
    if errors := _why_not(day, ahead, submitted.at, days):
        return Decision(reply=(FormErrors(errors),))
    opens_at = days.at(day, community.rhythm.opens)
    changed = replace(opening_at(ahead, opens_at, submitted.at, known), passed=())
    community = not_planned_again(community, ahead, submitted.at, known)
    when = moment_words(opens_at, zone_of(community))
    said: tuple[Said, ...] = (
        *settled(community, ahead, "moved", when),
        *_room_sees_it_moved(community, ahead, when, known),
    )
    moved = Decision(keep=(community, changed), say=said)
    return moved + asked_afresh(community, ahead, when, known) + whispered("move.moved", when=when)


def skip(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Leave this one out; the next comes by the rhythm."""
    community, ahead = ahead_for(press.who.person, token, known)
    skipped = replace(ahead, state=SessionState.SKIPPED)
    community = not_planned_again(community, ahead, press.at, known)
    following = next_session(community, ahead.plan.opens_at, known)
    keep = (community, skipped, *((following,) if following else ()), *freed(ahead, known))
    when = _opening_of(community, following)
    said: tuple[Said, ...] = (
        *settled(community, ahead, "skipped" if when else "skipped_last", when),
        *let_go(community, ahead, "prepare.waits"),
        *room_sees_it_left_out(community, ahead, "skip.room", following, known),
    )
    reply = whispered("skip.skipped", when=when) if when else whispered("skip.last")
    return Decision(keep=keep, say=said) + reply


def room_sees_it_left_out(
    community: Community, ahead: Session, why: str, following: Session | None, known: Known
) -> tuple[Post, ...]:
    """Members waited for this session: `why` it does not take place, and when the next one does."""
    day = day_words(known.days(community).day_of(ahead.plan.opens_at))
    when = _opening_of(community, following)
    comes = say("left_out.next", when=when) if when else say("left_out.none")
    words = (*texts(why, number=ahead.number, day=day), Text(comes))
    return in_rooms(community, f"left_out:{ahead.id}", Card("", words))


def _room_sees_it_moved(
    community: Community, ahead: Session, when: str, known: Known
) -> tuple[Post, ...]:
    """Once for each time that it is moved."""
    card = Card("", texts("move.room", number=ahead.number, when=when))
    return in_rooms(community, f"moved:{ahead.id}:{known.mint.id()}", card)


def _why_not(day: date, ahead: Session, now: datetime, days: Days) -> dict[str, str]:
    today = days.day_of(now)
    if day <= today:
        return {"day": say("move.not_ahead")}
    if day == days.day_of(ahead.plan.opens_at):
        return {"day": say("move.same_day")}
    if far := too_far(today, day=day):
        return far
    return {} if days.step(day, 0) == day else {"day": say("move.day_off")}


def _opening_of(community: Community, following: Session | None) -> str:
    return moment_words(following.plan.opens_at, zone_of(community)) if following else ""
