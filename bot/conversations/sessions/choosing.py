"""What a session opens with, and its teller's last word on it."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, MemberWent
from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Moment, Text, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.conversations.sessions.shaping import format_of, kind_told, thing, thing_told
from bot.conversations.sessions.story_cards import card_title, idle_over, own_buttons, own_card
from bot.domain.community import Community
from bot.domain.formats import Format
from bot.domain.ids import RecordId
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from bot.words import say
from bot.words.times import moment_words

Timed = AlarmRang | ButtonPressed | FormSubmitted | MemberWent


def choosing(community: Community, confirmed: Session, arrival: Timed, known: Known) -> Decision:
    """Keep the session with what has waited longest of the kind that its format tells, if one has rested
    overnight by then.

    Where the moment to prepare the teller has gone by, it is done now.
    """
    if arrival.at >= confirmed.plan.prepares_at:
        return preparing(community, confirmed, arrival, known)
    return _with_first_waiting(community, confirmed, known)


def preparing(community: Community, confirmed: Session, arrival: Timed, known: Known) -> Decision:
    """Choose now if nothing was chosen, and ask the teller. Only their *Ready* opens the story."""
    chosen = _with_first_waiting(community, confirmed, known)
    story = next((one for one in chosen.keep if isinstance(one, Story)), None)
    story = story or _story_of(confirmed, known)
    if story is None and confirmed.format is Format.WIDE_QUESTION:
        return chosen
    if story is None:
        return chosen + _tell_holder_there_is_none(community, confirmed, arrival, known)
    if story.ready:
        return chosen
    name = _preparing(confirmed, story.id)
    card = prepare_card(community, confirmed, story)
    post = in_good_time(community, story.teller, name, card, arrival.at, known)
    return chosen + Decision(say=(post, revised(community, name, card)))


def first_waiting(community: Community, session: Session, known: Known) -> Story | None:
    """What has waited longest, of the kind that is told in it and has rested overnight when it opens."""
    days = known.days(community)
    kind = kind_told(format_of(community, session, known))
    opens = days.day_of(session.plan.opens_at)
    waiting = [
        one
        for one in known.stories(community)
        if one.state is StoryState.OFFERED
        and one.kind is kind
        and one.offered_at
        and days.day_of(one.offered_at) < opens
    ]
    return min(waiting, key=lambda one: (one.offered_at, one.id), default=None)


def freed(session: Session, known: Known) -> tuple[Story, ...]:
    """The story of a session that does not take place waits for the next, and no shorter for having been chosen."""
    story = _story_of(session, known)
    if story is None or story.state is not StoryState.CHOSEN:
        return ()
    since = max(story.touched_at, session.plan.opens_at)
    waits = replace(story, state=StoryState.OFFERED, session=None, ready=False, touched_at=since)
    return (waits,)


def asked_afresh(community: Community, before: Session, when: str, known: Known) -> Decision:
    """A session has moved to `when`: a *Ready* for the day `before` does not count for the new one."""
    story = _story_of(before, known)
    if story is None:
        return Decision()
    said = let_go(community, before, "prepare.moved", when=when)
    return Decision(keep=(replace(story, ready=False),), say=said)


def let_go(community: Community, session: Session, key: str, **fills: object) -> tuple[Revise, ...]:
    """The teller's card for this session has had its time: its buttons go, and `key` says why."""
    if session.story is None:
        return ()
    told = thing_told(session)
    card = Card(say("story.card.title", thing=told), texts(key, thing=told, **fills))
    return (revised(community, _preparing(session, session.story), card),)


def prepared(community: Community, story: Story, card: Card, known: Known) -> tuple[Revise, ...]:
    """The teller's card as it stands now, if the story belongs to a session."""
    session = session_of(story, known)
    return (revised(community, _preparing(session, story.id), card),) if session else ()


def asks_for_ready(community: Community, story: Story, known: Known) -> tuple[Revise, ...]:
    """A chosen story that has changed opens only after another *Ready*, so its card asks for it again."""
    session = session_of(story, known)
    if session is None or story.ready:
        return ()
    return prepared(community, story, prepare_card(community, session, story), known)


def card_now(community: Community, mine: Story, now: datetime, known: Known) -> Card:
    """Where the story stands at this moment; from the day before on, what its teller can answer."""
    session = session_of(mine, known)
    if session is None or mine.state is not StoryState.CHOSEN:
        return own_card(community, mine)
    if now >= session.plan.prepares_at and not mine.ready:
        return prepare_card(community, session, mine)
    when = moment_words(session.plan.opens_at, community.rhythm.hours.zone)
    key = "story.card.ready" if mine.ready else "story.card.has_its_session"
    return Card(card_title(mine), texts(key, when=when), own_buttons(mine))


def session_of(story: Story, known: Known) -> Session | None:
    return known.records.one(Session, story.session) if story.session else None


def leaving_session(
    community: Community, story: Story, key: str, arrival: Timed, known: Known
) -> Decision:
    """The teller has taken a story back: the one that has waited longest takes its place, if there is one.

    The teller's card for the session says `key`, and whoever holds it is told what opens instead.
    """
    session = session_of(story, known)
    if session is None or not session.ahead:
        return Decision()
    gone = let_go(community, session, key)
    free = replace(session, story=None, teller=None)
    if session.held_by is None:
        return Decision(keep=(free,), say=gone)
    following = first_waiting(community, free, known)
    chosen = choosing(community, free, arrival, known) if following else Decision(keep=(free,))
    told = _tell_holder(community, session, story, following, arrival, known)
    return chosen + Decision(say=(*gone, told))


def prepare_card(community: Community, session: Session, story: Story) -> Card:
    return Card(
        card_title(story),
        (
            *texts("prepare.anything_to_leave_out", thing=thing(story.kind)),
            *texts("prepare.only_when_ready"),
            Moment(say("session.opens"), session.plan.opens_at, community.rhythm.hours.zone),
        ),
        (
            button("ready", Act.STORY_READY, story.id, weight=Weight.MAIN),
            button("change_something", Act.CHANGE_STORY, story.id, asks=True),
            button("not_this_week", Act.NOT_THIS_WEEK, story.id),
        ),
    )


def _with_first_waiting(community: Community, confirmed: Session, known: Known) -> Decision:
    first = None if confirmed.story else first_waiting(community, confirmed, known)
    if first is None:
        return Decision(keep=(confirmed,))
    return Decision(
        keep=(
            replace(confirmed, story=first.id, teller=first.teller),
            replace(first, state=StoryState.CHOSEN, session=confirmed.id, ready=False),
        ),
        say=idle_over(community, first),
    )


def _tell_holder(
    community: Community,
    session: Session,
    story: Story,
    following: Story | None,
    arrival: Timed,
    known: Known,
) -> Post:
    assert session.held_by is not None
    teller, told = community.name_of(story.teller), thing(story.kind)
    if following:
        other = community.name_of(following.teller)
        body = texts("prepare.another_is_next", teller=teller, other=other, thing=told)
        card = Card(none_title(session), body)
    else:
        body = texts("prepare.teller_waits", teller=teller, thing=told)
        card = none_card(session, body)
    name = f"no_story:{session.id}:{story.id}:{story.touched_at:%Y%m%d%H%M%S}"
    return in_good_time(community, session.held_by, name, card, arrival.at, known)


def none_title(session: Session) -> str:
    return say("prepare.none_title", number=session.number)


def none_card(session: Session, why: tuple[Text, ...]) -> Card:
    """There is nothing to open with: whoever holds it may put one question to everyone instead."""
    return Card(
        none_title(session),
        (*why, *texts("prepare.a_question_instead")),
        (
            button("put_a_question", Act.WIDE_QUESTION, session.id, asks=True),
            button("skip_it", Act.SKIP, session.id),
        ),
    )


def none_name(session: Session) -> str:
    return f"no_story:{session.id}:{session.plan.opens_at:%Y%m%d%H%M}"


def _preparing(session: Session, story: RecordId) -> str:
    """One asking per story and opening time: when a session is moved, its teller is asked again."""
    return f"prepare:{session.id}:{session.plan.opens_at:%Y%m%d%H%M}:{story}"


def _story_of(session: Session, known: Known) -> Story | None:
    return known.records.one(Story, session.story) if session.story else None


def _tell_holder_there_is_none(
    community: Community, confirmed: Session, arrival: Timed, known: Known
) -> Decision:
    assert confirmed.held_by is not None
    card = none_card(confirmed, texts("prepare.none", thing=thing_told(confirmed)))
    name = none_name(confirmed)
    return Decision(
        say=(in_good_time(community, confirmed.held_by, name, card, arrival.at, known),)
    )
