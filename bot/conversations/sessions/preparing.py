"""What a teller is asked before their session opens, and what stands on that card since."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Moment, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.conversations.sessions.shaping import thing, thing_told
from bot.conversations.sessions.story_cards import card_title, own_buttons, own_card
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.preparing import teller_asked_at
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from bot.words import say
from bot.words.times import moment_words


def asked_whether_ready(
    community: Community, ahead: Session, story: Story, now: datetime, known: Known
) -> tuple[Post, Revise]:
    """In private, once for each opening time; what stands there already follows."""
    name, card = _preparing(ahead, story.id), prepare_card(community, ahead, story, known)
    post = in_good_time(community, story.teller, name, card, now, known)
    return post, revised(community, name, card)


def is_time_to_ask(
    community: Community, ahead: Session, story: Story, now: datetime, known: Known
) -> bool:
    """Whether its teller may be gone before it opens, if nobody asks them now."""
    return now >= _asked_at(community, ahead, story, known)


def asked_afresh(community: Community, before: Session, when: str, known: Known) -> Decision:
    """A session has moved to `when`: a *Ready* for the day `before` does not count for the new one."""
    story = story_of_session(before, known)
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
    return prepared(community, story, prepare_card(community, session, story, known), known)


def card_now(community: Community, mine: Story, now: datetime, known: Known) -> Card:
    """Where the story stands at this moment; once its teller has been asked, what they can answer."""
    session = session_of(mine, known)
    if session is None or mine.state is not StoryState.CHOSEN:
        return own_card(community, mine)
    if not mine.ready and is_time_to_ask(community, session, mine, now, known):
        return prepare_card(community, session, mine, known)
    when = moment_words(session.plan.opens_at, community.rhythm.hours.zone)
    key = "story.card.ready" if mine.ready else "story.card.has_its_session"
    return Card(card_title(mine), texts(key, when=when), own_buttons(mine))


def session_of(story: Story, known: Known) -> Session | None:
    return known.records.one(Session, story.session) if story.session else None


def story_of_session(session: Session, known: Known) -> Story | None:
    return known.records.one(Story, session.story) if session.story else None


def prepare_card(community: Community, session: Session, story: Story, known: Known) -> Card:
    """A *Ready* that may be in vain is not asked for without a word of it."""
    held = texts("prepare.if_somebody_can") if session.held_by is None else ()
    alone = texts("prepare.if_it_is_settled") if known.walked_in(community) else ()
    return Card(
        card_title(story),
        (
            *texts("prepare.anything_to_leave_out", thing=thing(story.kind)),
            *texts("prepare.only_when_ready"),
            Moment(say("session.opens"), session.plan.opens_at, community.rhythm.hours.zone),
            *held,
            *alone,
        ),
        (
            button("ready", Act.STORY_READY, story.id, weight=Weight.MAIN),
            button("change_something", Act.CHANGE_STORY, story.id, asks=True),
            button("not_this_week", Act.NOT_THIS_WEEK, story.id),
        ),
    )


def _asked_at(community: Community, ahead: Session, story: Story, known: Known) -> datetime:
    hours = community.hours_of(story.teller)
    return teller_asked_at(hours, ahead.plan.opens_at, known.days(community))


def _preparing(session: Session, story: RecordId) -> str:
    """One asking per story and opening time: when a session is moved, its teller is asked again."""
    return f"prepare:{session.id}:{session.plan.opens_at:%Y%m%d%H%M}:{story}"
