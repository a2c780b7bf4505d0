"""Opening a session: in full with a story, or light when nobody can hold it or no story is ready."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed
from bot.boundary.decision import Care, Decision, Post, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Element, Text
from bot.conversations.choosing import freed, let_go
from bot.conversations.conversation import Conversation
from bot.conversations.hold_cards import settled
from bot.conversations.holding import desk, session_kept_by, tended
from bot.conversations.known import Known
from bot.conversations.moving import room_sees_it_left_out
from bot.conversations.planning import next_session, opening_at
from bot.conversations.rounds import open_round
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts, whispered
from bot.conversations.story_cards import own_card, own_name, told_card
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session, SessionState
from bot.domain.story import KEPT_AFTER_SESSION, Story, StoryState
from bot.domain.timetable import moved
from bot.words import say
from bot.words.prompts import Prompt, library, prompt
from bot.words.times import days_between

LATE = timedelta(hours=2)
"""A session that opens later than this after its time gets whole rounds all the same: everything moves on."""


def open_when_due(alarm: AlarmRang, known: Known) -> Decision:
    """Its time has come. What is so late that it should be closed by now is passed over."""
    community, ahead = known.session(alarm.about)
    if not ahead.ahead or community.stage is not Stage.ACTIVE:
        return Decision()
    if alarm.at >= ahead.plan.closes_at:
        return _passed_over(community, ahead, alarm.at, known)
    opening = _opened(community, _in_time(community, ahead, alarm.at, known), alarm.at, known)
    return opening + _asked_see_it_open(community, ahead, opening)


def open_now(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A keeper opens it early, and so says that they can hold it."""
    community, ahead = session_kept_by(press.who.person, token, known)
    if not ahead.ahead:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    if any(one.running for one in known.sessions(community)):
        raise Refused(Reason.SESSION_OPEN_ALREADY)
    at = known.humane_hour(community, press.who.person, press.at)
    held = replace(
        opening_at(ahead, at, press.at, known),
        state=SessionState.CONFIRMED,
        held_by=press.who.person,
    )
    opening = _opened(community, held, press.at, known)
    seen = _asked_see_it_open(community, ahead, opening)
    return opening + seen + whispered("session.opened_now")


def session_card(
    community: Community, session: Session, known: Known, *, last: Session | None = None
) -> Card:
    """The opening: who holds it, what changed, the carry-back, and a question to arrive with.

    `last`: the session before it, where that has changed just now.
    """
    title = "open.light_title" if session.light else "open.title"
    along = button("reading_along", Act.READING_ALONG, session.id)
    role = button("take_a_role", Act.TAKE_ROLE, session.id, asks=True)
    body = (
        *_dates(community, session, known),
        *(_why_light(community, session) if session.light else ()),
        *_since_last_time(last or known.last_closed(community)),
        *texts("open.arriving", prompt=prompt(session.arrival).text),
        *(() if session.light else texts("open.read_story")),
    )
    buttons = (along,) if session.light else (along, role)
    return Card(say(title, number=session.number), body, buttons)


def line_shown_late(community: Community, last: Session, known: Known) -> tuple[Revise, ...]:
    """The line of the session before has come while this one is open: its opening shows it all the same."""
    current, before = known.current(community), known.last_closed(community)
    if current is None or not current.running or before is None or before.id != last.id:
        return ()
    card = session_card(community, current, known, last=last)
    return (revised(community, f"session:{current.id}", card),)


def _opened(community: Community, session: Session, now: datetime, known: Known) -> Decision:
    story = _ready_story(session, known)
    opened = replace(session, state=SessionState.OPEN, arrival=_arrival(session).id)
    if story is None or session.held_by is None:
        return _opened_light(community, opened, known)
    return _opened_in_full(community, opened, story, now, known)


def _opened_in_full(
    community: Community, opened: Session, story: Story, now: datetime, known: Known
) -> Decision:
    forget_at = opened.plan.closes_at + KEPT_AFTER_SESSION
    told = replace(story, state=StoryState.TOLD, forget_at=forget_at)
    opened = tended(community, opened, now, known)
    opened, first = open_round(community, opened, now, known)
    card = told_card(community, told)
    posts: tuple[Said, ...] = (
        *_opening_posts(community, opened, known),
        *in_rooms(community, f"story:{opened.id}", card, care=Care.ASK),
        *first,
        _to_holder(community, opened, now, known),
        _to_teller(community, opened, told, now, known),
        revised(community, own_name(told), own_card(community, told)),
    )
    return Decision(keep=(opened, told), say=posts)


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
    return in_rooms(community, f"session:{opened.id}", card, care=Care.ASK)


def _to_holder(community: Community, opened: Session, now: datetime, known: Known) -> Post:
    card = desk(community, opened)
    assert opened.held_by is not None
    return replace(card, not_before=known.humane_hour(community, opened.held_by, now))


def _to_teller(
    community: Community, opened: Session, told: Story, now: datetime, known: Known
) -> Post:
    card = Card(
        say("teller.title"),
        texts("teller.it_is_open", "teller.you_can_stop"),
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


def _dates(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    """From which day to which, and who holds it."""
    day_of, plan = known.days(community).day_of, session.plan
    first, last = day_of(plan.opens_at), day_of(plan.closes_at)
    dates = texts("open.dates", dates=days_between(first, last))
    if session.held_by is None:
        return dates
    return (*dates, *texts("open.held_by", facilitator=community.name_of(session.held_by)))


def _since_last_time(last: Session | None) -> tuple[Element, ...]:
    """What came of looking back on the session before, where people were asked to."""
    if last is None:
        return ()
    changed = (Text(say("open.we_changed", change=last.change)),) if last.change else ()
    asked = texts("open.carry_back") if last.looked_back else ()
    return (*changed, *asked)


def _why_light(community: Community, session: Session) -> tuple[Text, ...]:
    if session.held_by:
        return texts("open.light_no_story")
    nobody_can = all(who.person in session.passed for who in community.keepers)
    return texts("open.light_nobody" if nobody_can else "open.light_unanswered")


def _arrival(session: Session) -> Prompt:
    """The arrival prompts in turn, one a session; AR-04 is the carry-back's own."""
    turns = [one for one in library() if one.purpose == "Arrive"]
    return turns[(session.number - 1) % len(turns)]


CONVERSATION = Conversation(
    presses={Act.OPEN_NOW: open_now}, alarms={AlarmKind.OPEN_SESSION: open_when_due}
)
