"""What a session opens with: what has waited longest, and its teller's last word on it."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, MemberWent
from bot.boundary.decision import Decision
from bot.conversations.known import Known
from bot.conversations.notes.releasing import notes_are_ready
from bot.conversations.sessions.nobody_tells import (
    told_it_is_not_ready,
    told_it_is_taken_back,
    told_there_is_none,
)
from bot.conversations.sessions.preparing import (
    asked_whether_ready,
    is_time_to_ask,
    let_go,
    session_of,
    story_of_session,
)
from bot.conversations.sessions.shaping import format_of, kind_told
from bot.conversations.sessions.story_cards import idle_over
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.formats import TELLS, Format
from bot.domain.preparing import asked_at_latest, looked
from bot.domain.session import Session
from bot.domain.story import Story, StoryState

Timed = AlarmRang | ButtonPressed | FormSubmitted | MemberWent


def choosing(community: Community, ahead: Session, arrival: Timed, known: Known) -> Decision:
    """Keep the session with what has waited longest of the kind that its format tells, if one has rested
    overnight by then. Its teller is asked once it is time. Only their *Ready* opens it."""
    story = story_of_session(ahead, known)
    chosen, story = (Decision(keep=(ahead,)), story) if story else _chosen(community, ahead, known)
    if story is None:
        return chosen + _none_is_there(community, ahead, arrival, known)
    unsure = Decision(say=told_it_is_not_ready(community, ahead, story, arrival.at, known))
    if story.ready or not is_time_to_ask(community, ahead, story, arrival.at, known):
        return chosen + unsure
    asked = asked_whether_ready(community, ahead, story, arrival.at, known)
    return chosen + Decision(say=asked) + unsure


def look_for_teller(alarm: AlarmRang, known: Known) -> Decision:
    """Somebody may be gone before it opens. While nobody holds it, only they are asked whose time has come."""
    community, session = known.session(alarm.about)
    if not session.ahead:
        return Decision()
    ahead = looked(session, known.days(community), alarm.at)
    if ahead.state is SessionState.CONFIRMED:
        return choosing(community, ahead, alarm, known)
    story = story_of_session(ahead, known) or first_waiting(community, ahead, known)
    if story is None or not is_time_to_ask(community, ahead, story, alarm.at, known):
        return Decision(keep=(ahead,))
    return choosing(community, ahead, alarm, known)


def first_waiting(community: Community, session: Session, known: Known) -> Story | None:
    """What has waited longest, of the kind that is told in it and has rested overnight when it opens. All of
    it waits until the group has agreed where things go."""
    if not known.may_tell(community):
        return None
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


def waiting_of_each_kind(community: Community, ahead: Session, known: Known) -> tuple[Story, ...]:
    """What has waited longest of each kind: what this session could be about, in one way or another."""
    formed = (replace(ahead, format=one, this_time=True) for one in TELLS)
    waiting = (first_waiting(community, one, known) for one in formed)
    return tuple(one for one in waiting if one)


def freed(session: Session, known: Known) -> tuple[Story, ...]:
    """The story of a session that does not take place waits for the next, and no shorter for having been chosen."""
    story = story_of_session(session, known)
    if story is None or story.state is not StoryState.CHOSEN:
        return ()
    since = max(story.touched_at, session.plan.opens_at)
    waits = replace(story, state=StoryState.OFFERED, session=None, ready=False, touched_at=since)
    return (waits,)


def without_unlike(
    community: Community, ahead: Session, formed: Session, known: Known
) -> tuple[Session, Decision]:
    """The session `ahead` is of another format now. What had been chosen for it, and is not told in such
    a one, waits."""
    story = story_of_session(ahead, known)
    if story is None or story.kind is kind_told(formed.format):
        return formed, Decision()
    said = let_go(community, ahead, "prepare.otherwise")
    return replace(formed, story=None, teller=None), Decision(keep=freed(ahead, known), say=said)


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
    told = told_it_is_taken_back(community, session, story, following, arrival.at, known)
    return chosen + Decision(say=(*gone, *told))


def _chosen(community: Community, ahead: Session, known: Known) -> tuple[Decision, Story | None]:
    first = first_waiting(community, ahead, known)
    if first is None:
        return Decision(keep=(ahead,)), None
    story = replace(first, state=StoryState.CHOSEN, session=ahead.id, ready=False)
    told_in = replace(ahead, story=story.id, teller=story.teller)
    return Decision(keep=(told_in, story), say=idle_over(community, first)), story


def _none_is_there(community: Community, ahead: Session, arrival: Timed, known: Known) -> Decision:
    """Nobody tells anything in a wide question, and notes without a name need nobody; and there is time until
    the day before."""
    latest = asked_at_latest(ahead.plan.opens_at, known.days(community))
    if ahead.format is Format.WIDE_QUESTION or ahead.held_by is None or arrival.at < latest:
        return Decision()
    if notes_are_ready(community, ahead, known):
        return Decision()
    return Decision(say=(told_there_is_none(community, ahead, arrival.at, known),))
