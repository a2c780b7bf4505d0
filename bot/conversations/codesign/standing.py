"""What stands in the room just now while a group works out what it needs."""

from datetime import datetime

from bot.boundary.decision import Post
from bot.conversations.codesign.cards import question_posts
from bot.conversations.codesign.here import here_now
from bot.conversations.codesign.tasks import for_everyone
from bot.conversations.known import Known
from bot.domain.community import Community


def stands(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """The question, also one that nobody has answered; and what anyone may draft."""
    codesign = known.codesign(community)
    if codesign is None:
        return ()
    here = here_now(community, at, known)
    question = question_posts(community, codesign, here.gathered) if codesign.asked else ()
    return (*question, *for_everyone(here, codesign))
