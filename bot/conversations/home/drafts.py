"""What somebody has begun to write and nobody else can read: that it is there, and the way back to it. The words
themselves stay in their forms."""

from collections.abc import Iterator

from bot.boundary.tokens import Act
from bot.boundary.views import Card
from bot.conversations.codesign.drafting_rules import has_begun_to_draft
from bot.conversations.home.looking import Look
from bot.conversations.learning.writing_out import draft_of
from bot.conversations.saying import button, texts
from bot.conversations.sessions.story_cards import card_title, standing, ways_with
from bot.domain.codesign import Task
from bot.words import say


def stories(look: Look) -> Iterator[Card]:
    """All that are on their way, not only drafts: each can still be changed."""
    for one in look.known.stories(look.community):
        if one.teller == look.person and one.changeable:
            yield Card(
                card_title(one), standing(look.community, one), ways_with(look.community, one)
            )


def rules(look: Look) -> Iterator[Card]:
    found = look.known.codesign(look.community)
    waits = found is not None and found.waits_for(Task.DRAFT_RULES) is not None
    if waits and has_begun_to_draft(look.community, look.person, look.known):
        go_on = button("task_draft_rules", Act.DRAFT_RULES, look.community.id, asks=True)
        yield Card(say("task.draft_rules.title"), texts("home.rules_begun"), (go_on,))


def messages(look: Look) -> Iterator[Card]:
    if draft_of(look.community, look.person, look.known):
        go_on = button("go_on_writing", Act.WRITE_OUT, look.community.id, asks=True)
        yield Card(say("home.message_title"), texts("home.message_begun"), (go_on,))
