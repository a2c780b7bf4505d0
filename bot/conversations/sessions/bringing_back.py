"""A session stood still until it closed: whoever told something in it hears so in private, and may bring it back."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Decision, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts, whispered_card
from bot.conversations.sessions.placing import placed
from bot.conversations.sessions.preparing import card_now
from bot.conversations.sessions.shaping import thing
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import KEPT, Session
from bot.domain.story import Story, StoryState
from bot.words import say
from bot.words.times import day_words


def to_teller(
    community: Community, session: Session, now: datetime, known: Known
) -> tuple[Post, ...]:
    """`session` as it stood. What was hidden, or told to its end, is not asked for again."""
    story = known.records.one(Story, session.story) if session.story else None
    left = session.left_standing and not session.hidden and not session.rounds_over
    if story is None or not left or not community.takes_part(story.teller):
        return ()
    card = _card(community, session, story, now, known)
    return (in_good_time(community, story.teller, _name(story), card, now, known),)


def bring_back(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The same words, offered anew; what was told goes. Only one of each kind is on its way."""
    community, told = known.story(token[0])
    if told.teller != press.who.person:
        raise Refused(Reason.NOT_YOURS)
    community.must_include(press.who.person)
    community.must_not_be_ending()
    if waiting := _of_this_kind(community, told, known):
        return whispered_card(card_now(community, waiting[-1], press.at, known))
    anew = replace(
        told,
        id=RecordId(known.mint.id()),
        state=StoryState.DRAFT,
        session=None,
        ready=False,
        touched_at=press.at,
        forget_at=None,
    )
    card = Card(_title(told), texts("unfinished.on_its_way"))
    gone = Decision(forget=(told,), say=(revised(community, _name(told), card),))
    return gone + placed(community, anew, "next", press, known)


def _card(
    community: Community, session: Session, story: Story, now: datetime, known: Known
) -> Card:
    words = texts("unfinished.words", number=session.number)
    if community.stage is Stage.ENDING:
        return Card(_title(story), words)
    day = day_words(known.days(community).day_of(now + KEPT))
    again = button("bring_it_back", Act.BRING_BACK, story.id, weight=Weight.MAIN)
    return Card(_title(story), (*words, *texts("unfinished.asks", day=day)), (again,))


def _of_this_kind(community: Community, told: Story, known: Known) -> tuple[Story, ...]:
    mine = (one for one in known.stories(community) if one.teller == told.teller)
    return tuple(one for one in mine if one.changeable and one.kind is told.kind)


def _title(story: Story) -> str:
    return say("unfinished.title", thing=thing(story.kind))


def _name(story: Story) -> str:
    return f"unfinished:{story.id}"


CONVERSATION = Conversation(presses={Act.BRING_BACK: bring_back})
