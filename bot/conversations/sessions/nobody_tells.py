"""There is nothing to open a session with: whoever holds it hears, and may put a question instead."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Post, Revise, Said
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Text
from bot.conversations.codesign.before_a_story import draft_button
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.conversations.sessions.preparing import session_of
from bot.conversations.sessions.shaping import thing, thing_told
from bot.domain.community import Community
from bot.domain.preparing import holder_told_at
from bot.domain.session import Session
from bot.domain.story import Story
from bot.words import say


def told_there_is_none(
    community: Community, confirmed: Session, now: datetime, known: Known
) -> Post:
    """Nobody has offered anything; or it is too early for it here."""
    assert confirmed.held_by is not None
    card = none_card(confirmed, texts("prepare.none", thing=thing_told(confirmed)))
    if not known.may_tell(community):
        early = none_card(confirmed, texts("prepare.too_early"))
        card = replace(early, buttons=(*early.buttons, draft_button(community)))
    return in_good_time(community, confirmed.held_by, none_name(confirmed), card, now, known)


def told_it_is_not_ready(
    community: Community, ahead: Session, story: Story, now: datetime, known: Known
) -> tuple[Said, ...]:
    """While somebody at work can still put something in its place: it may open with nothing to stay with."""
    if ahead.held_by is None or story.ready:
        return ()
    hours = community.hours_of(ahead.held_by)
    if now < holder_told_at(hours, ahead.plan.opens_at, known.days(community)):
        return ()
    why = texts("prepare.not_ready_yet", thing=thing(story.kind))
    name, card = none_name(ahead), none_card(ahead, why)
    post = in_good_time(community, ahead.held_by, name, card, now, known)
    return post, revised(community, name, card)


def unsure_again(
    community: Community, story: Story, now: datetime, known: Known
) -> tuple[Said, ...]:
    """A chosen story that has changed waits for another *Ready*."""
    ahead = session_of(story, known)
    return told_it_is_not_ready(community, ahead, story, now, known) if ahead else ()


def told_it_is_taken_back(
    community: Community,
    session: Session,
    story: Story,
    following: Story | None,
    now: datetime,
    known: Known,
) -> tuple[Said, ...]:
    """A teller would rather not: whoever holds the session hears what opens in its place, if anything does."""
    assert session.held_by is not None
    fills = {"teller": community.name_of(story.teller), "thing": thing(story.kind)}
    if following is None:
        name, card = none_name(session), none_card(session, texts("prepare.teller_waits", **fills))
        post = in_good_time(community, session.held_by, name, card, now, known)
        return (post, revised(community, name, card))
    other = community.name_of(following.teller)
    card = Card(none_title(session), texts("prepare.another_is_next", other=other, **fills))
    name = f"no_story:{session.id}:{story.id}:{story.touched_at:%Y%m%d%H%M%S}"
    return (in_good_time(community, session.held_by, name, card, now, known),)


def none_over(community: Community, session: Session, words: tuple[Text, ...]) -> Revise:
    """Nothing can be done about it any more: the buttons go, and `words` say what came of it."""
    return revised(community, none_name(session), Card(none_title(session), words))


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
