"""Opening a session: in full with what is told or asked, or light when nobody can hold it or nothing is ready."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Care, Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.releasing import is_announced, notes_ready
from bot.conversations.notes.told_cards import about_notes_card
from bot.conversations.rhythm.hold_cards import settled
from bot.conversations.rhythm.looking_beyond import called_off
from bot.conversations.rhythm.moving import room_sees_it_left_out
from bot.conversations.rhythm.planning import next_session, opening_at
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts, whispered
from bot.conversations.sessions.choosing import freed, without_unlike
from bot.conversations.sessions.holding import desk, session_kept_by, tended
from bot.conversations.sessions.opening_card import session_card
from bot.conversations.sessions.own_prompts import marks
from bot.conversations.sessions.preparing import let_go
from bot.conversations.sessions.round_words import with_arrival
from bot.conversations.sessions.rounds import open_round
from bot.conversations.sessions.shaping import (
    as_agreed,
    question_card,
    thing,
    with_question,
)
from bot.conversations.sessions.story_cards import own_card, own_name, told_card
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.preparing import looked_beyond
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from bot.domain.timetable import chosen_by, moved
from bot.words import say

ASKED_BY_FORMAT: Mapping[Format, str] = {
    Format.STORY_WITH_ROUNDS: "ST-01",
    Format.WALK_US_THROUGH: "ST-08",
    Format.SHARED_DOUBT: "UN-01",
    Format.LOOK_BACK: "RO-03",
}
"""The prompt that a session of each format turns on. A wide question has one of its own each time."""
LATE = timedelta(hours=2)
"""A session that opens later than this after its time gets whole rounds all the same: everything moves on."""


def open_when_due(alarm: AlarmRang, known: Known) -> Decision:
    """Its time has come. What is so late that it should be closed by now is passed over."""
    community, ahead = known.session(alarm.about)
    if not ahead.ahead or community.stage is not Stage.ACTIVE:
        return Decision()
    if any(one.running for one in known.sessions(community)):
        return called_off(community, (ahead,), known)  # planned anew once that one has closed
    if alarm.at >= ahead.plan.closes_at:
        return _passed_over(community, ahead, alarm.at, known)
    session = _in_time(community, ahead, alarm.at, known)
    opening = _opened(community, session, alarm.at, known, announced=is_announced(alarm))
    return opening + _asked_see_it_open(community, ahead, opening)


def open_now(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A keeper opens it early, and so says that they can hold it."""
    community, ahead = session_kept_by(press.who.person, token, known)
    if not ahead.ahead:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    if any(one.running for one in known.sessions(community)):
        raise Refused(Reason.SESSION_OPEN_ALREADY)
    at = known.humane_hour(community, press.who.person, press.at)
    formed, waits = without_unlike(community, ahead, as_agreed(community, ahead, known), known)
    held = replace(
        opening_at(formed, at, press.at, known),
        state=SessionState.CONFIRMED,
        held_by=press.who.person,
    )
    opening = _opened(community, held, press.at, known, announced=False)
    seen = _asked_see_it_open(community, ahead, opening)
    return waits + opening + seen + whispered("session.opened_now")


def _opened(
    community: Community, session: Session, now: datetime, known: Known, *, announced: bool
) -> Decision:
    """`announced`: at the time that everybody knew. At any other no note without a name is told."""
    story = _ready_story(session, known)
    opened = replace(with_arrival(community, session, known), state=SessionState.OPEN)
    opened = opened.with_prompts(*marks(community, opened.arrival, known))
    opened = looked_beyond(opened, known.days(community), now)
    if known.stories_rest(community):
        return _opened_light(community, opened, known)
    if session.held_by and session.format is Format.WIDE_QUESTION:
        return _opened_widely(community, opened, now, known)
    notes = notes_ready(community, opened, known) if announced and story is None else 0
    if notes and session.held_by:
        return _opened_with_notes(community, opened, notes, now, known)
    if story is None or session.held_by is None:
        return _opened_light(community, opened, known)
    return _opened_with(community, opened, story, now, known)


def _opened_with(
    community: Community, opened: Session, story: Story, now: datetime, known: Known
) -> Decision:
    """In full, with what its teller has made ready."""
    told = replace(story, state=StoryState.TOLD)
    opened = opened.with_prompts(ASKED_BY_FORMAT[opened.format])
    opened, posts = _in_full(community, opened, told_card(community, told), now, known)
    said: tuple[Said, ...] = (
        *posts,
        _to_teller(community, opened, told, now, known),
        revised(community, own_name(told), own_card(community, told)),
    )
    return Decision(keep=(opened, told), say=said)


def _opened_widely(community: Community, opened: Session, now: datetime, known: Known) -> Decision:
    """In full, with one question to everyone."""
    opened = with_question(community, opened, known)
    opened = replace(opened, story=None, teller=None)
    opened = opened.with_prompts(*marks(community, opened.question, known))
    opened, posts = _in_full(community, opened, question_card(opened), now, known)
    return Decision(keep=(opened,), say=posts)


def _opened_with_notes(
    community: Community, opened: Session, notes: int, now: datetime, known: Known
) -> Decision:
    """In full, with a doubt that nobody tells. First the notes come into its thread, then it is chosen which one it
    stays with, unless there is one alone; and then its rounds begin."""
    waits = freed(opened, known)
    alone = notes == 1
    until = now if alone else chosen_by(now, known.days(community))
    opened = replace(opened, story=None, teller=None, note_chosen=alone, chooses_until=until)
    opened = opened.with_prompts(ASKED_BY_FORMAT[opened.format])
    opened = tended(community, opened, now, known)
    posts = _opening(community, opened, about_notes_card(alone=alone), known)
    said = (*posts, _to_holder(community, opened, now, known))
    return Decision(keep=(opened, *waits), say=said)


def _in_full(
    community: Community, opened: Session, about: Card, now: datetime, known: Known
) -> tuple[Session, tuple[Said, ...]]:
    """The opening, what it is about, and the first round under that."""
    opened = tended(community, opened, now, known)
    opened, first = open_round(community, opened, now, known)
    posts: tuple[Said, ...] = (
        *_opening(community, opened, about, known),
        *first,
        _to_holder(community, opened, now, known),
    )
    return opened, posts


def _opening(community: Community, opened: Session, about: Card, known: Known) -> tuple[Post, ...]:
    told = in_rooms(community, opened.thread, about, care=Care.ASK)
    return (
        *_opening_posts(community, opened, known),
        *(replace(one, until=opened.plan.closes_at) for one in told),
    )


def _opened_light(community: Community, opened: Session, known: Known) -> Decision:
    """Nobody holds it, or there is no story: arriving and carry-back only. A story that was chosen waits."""
    light = replace(opened, light=True, rounds=(), story=None, teller=None)
    posts = _opening_posts(community, light, known)
    return Decision(keep=(light, *freed(opened, known)), say=posts)


def _asked_see_it_open(community: Community, ahead: Session, opening: Decision) -> Decision:
    """Whoever was asked about the session `ahead` sees how it opened; there is nothing left to press."""
    opened = next(one for one in opening.keep if isinstance(one, Session))
    if opened.light or opened.held_by is None:
        how, holder, key = "light", "", "prepare.waits"
    else:
        how, holder, key = "opened", community.name_of(opened.held_by), "prepare.opened"
    said = (*settled(community, ahead, how, holder), *let_go(community, ahead, key))
    return Decision(say=said)


def _opening_posts(community: Community, opened: Session, known: Known) -> tuple[Post, ...]:
    card = session_card(community, opened, known)
    posts = in_rooms(community, f"session:{opened.id}", card, care=Care.ASK)
    return tuple(replace(one, until=opened.plan.closes_at) for one in posts)


def _to_holder(community: Community, opened: Session, now: datetime, known: Known) -> Post:
    card = desk(community, opened)
    assert opened.held_by is not None
    return replace(card, not_before=known.humane_hour(community, opened.held_by, now))


def _to_teller(
    community: Community, opened: Session, told: Story, now: datetime, known: Known
) -> Post:
    card = Card(
        say("teller.title", thing=thing(told.kind)),
        texts(f"teller.open.{opened.format}", "teller.you_can_stop"),
        (button("close_kindly", Act.CLOSE_KINDLY, opened.id),),
    )
    return in_good_time(community, told.teller, f"teller:{opened.id}", card, now, known)


def _ready_story(session: Session, known: Known) -> Story | None:
    """Only a story whose teller has said *Ready* opens."""
    story = known.records.one(Story, session.story) if session.story else None
    return story if story and story.state is StoryState.CHOSEN and story.ready else None


def _in_time(community: Community, ahead: Session, now: datetime, known: Known) -> Session:
    if now < ahead.plan.opens_at + LATE:
        return ahead
    return moved(ahead, known.days(community), now, steps=1)


def _passed_over(community: Community, ahead: Session, now: datetime, known: Known) -> Decision:
    following = next_session(community, now, known)
    keep = (
        replace(ahead, state=SessionState.SKIPPED),
        *freed(ahead, known),
        *((following,) if following else ()),
    )
    said: tuple[Said, ...] = (
        *settled(community, ahead, "passed"),
        *let_go(community, ahead, "prepare.waits"),
        *room_sees_it_left_out(community, ahead, "passed.room", following, known),
    )
    return Decision(keep=keep, say=said)


CONVERSATION = Conversation(
    presses={Act.OPEN_NOW: open_now}, alarms={AlarmKind.OPEN_SESSION: open_when_due}
)
