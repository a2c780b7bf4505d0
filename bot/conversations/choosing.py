"""Which story a session opens with, and its teller's last word on it."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Moment, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts
from bot.domain.community import Community
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from bot.words import say

Timed = AlarmRang | ButtonPressed | FormSubmitted


def choosing(community: Community, confirmed: Session, arrival: Timed, known: Known) -> Decision:
    """Keep the session with the story that has waited longest, if one has rested overnight by then.

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
    if story is None:
        return chosen + _tell_holder_there_is_none(community, confirmed, arrival, known)
    name = f"prepare:{confirmed.id}:{story.id}"
    card = prepare_card(community, confirmed, story)
    post = in_good_time(community, story.teller, name, card, arrival.at, known)
    return chosen + Decision(say=(post,))


def freed(session: Session, known: Known) -> tuple[Story, ...]:
    """The story of a session that does not take place waits for the next."""
    story = _story_of(session, known)
    if story is None or story.state is not StoryState.CHOSEN:
        return ()
    return (replace(story, state=StoryState.OFFERED, session=None, ready=False),)


def prepare_card(community: Community, session: Session, story: Story) -> Card:
    return Card(
        say("prepare.title"),
        (
            *texts("prepare.anything_to_leave_out", "prepare.only_when_ready"),
            Moment(say("session.opens"), session.plan.opens_at, community.rhythm.hours.zone),
        ),
        (
            button("ready", Act.STORY_READY, story.id, weight=Weight.MAIN),
            button("change_something", Act.CHANGE_STORY, story.id, asks=True),
            button("not_this_week", Act.NOT_THIS_WEEK, story.id),
        ),
    )


def _with_first_waiting(community: Community, confirmed: Session, known: Known) -> Decision:
    if confirmed.story:
        return Decision(keep=(confirmed,))
    opens = known.days(community).day_of(confirmed.plan.opens_at)
    waiting = [
        one
        for one in known.stories(community)
        if one.state is StoryState.OFFERED
        and one.offered_at is not None
        and known.days(community).day_of(one.offered_at) < opens
    ]
    if not waiting:
        return Decision(keep=(confirmed,))
    first = min(waiting, key=lambda one: (one.offered_at, one.id))
    return Decision(
        keep=(
            replace(confirmed, story=first.id, teller=first.teller),
            replace(first, state=StoryState.CHOSEN, session=confirmed.id, ready=False),
        )
    )


def _story_of(session: Session, known: Known) -> Story | None:
    return known.records.one(Story, session.story) if session.story else None


def _tell_holder_there_is_none(
    community: Community, confirmed: Session, arrival: Timed, known: Known
) -> Decision:
    assert confirmed.held_by is not None
    card = Card(
        say("prepare.none_title", number=confirmed.number),
        texts("prepare.none"),
        (button("skip_it", Act.SKIP, confirmed.id),),
    )
    name = f"no_story:{confirmed.id}"
    return Decision(
        say=(in_good_time(community, confirmed.held_by, name, card, arrival.at, known),)
    )
