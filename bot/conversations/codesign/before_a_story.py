"""A group that begins to meet without rules agrees on one thing first: where things go that should not stay here."""

from datetime import datetime

from bot.boundary.decision import Post
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card
from bot.conversations.known import Known
from bot.conversations.saying import button, in_good_time, texts
from bot.domain.codesign import Task
from bot.domain.community import Community
from bot.words import say


def asked_before_a_story(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """Whoever looks after it, once, when the sessions begin; not where they are asked for it anyway."""
    codesign = known.codesign(community)
    if known.may_tell(community) or (codesign and codesign.waits_for(Task.DRAFT_ROUTES)):
        return ()
    title, body = say("task.draft_routes.title"), texts("routes.before_a_story")
    card = Card(title, body, (draft_button(community),))
    return tuple(
        in_good_time(community, who.person, f"before_a_story:{community.id}", card, at, known)
        for who in community.keepers[:1]
    )


def draft_button(community: Community) -> Button:
    return button("task_draft_routes", Act.DRAFT_ROUTES, community.id, asks=True)
