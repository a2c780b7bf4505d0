"""A group that begins to meet without rules agrees on one thing first: where things go that should not stay here."""

from datetime import datetime

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.domain.codesign import Task
from bot.domain.community import Community
from bot.words import say


def asked_before_a_story(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """Whoever looks after it, once, when the sessions begin; not where they are asked for it anyway."""
    codesign = known.codesign(community)
    if known.may_tell(community) or (codesign and codesign.waits_for(Task.DRAFT_ROUTES)):
        return ()
    name, card = _asking(community), _card(community)
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers[:1]
    )


def drafted_before_a_story(community: Community) -> Revise:
    """Everyone is asked about it, or it is agreed: the card that asked for it asks no more."""
    done = Card(say("task.draft_routes.title"), texts("task.done"))
    return revised(community, _asking(community), done)


def asks_again_before_a_story(community: Community) -> Revise:
    """What was drafted rests without agreement, so it may be drafted again."""
    return revised(community, _asking(community), _card(community))


def _asking(community: Community) -> str:
    return f"before_a_story:{community.id}"


def _card(community: Community) -> Card:
    body = texts("routes.before_a_story")
    return Card(say("task.draft_routes.title"), body, (draft_button(community),))


def draft_button(community: Community) -> Button:
    return button("task_draft_routes", Act.DRAFT_ROUTES, community.id, asks=True)
