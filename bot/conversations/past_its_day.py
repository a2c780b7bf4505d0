"""What is deleted when its day has come: the cards that spoke of it say so, and lose their buttons.

Only what leaves cards with buttons is here. The rest is deleted without a word (docs/what-is-kept.md).
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from bot.boundary.decision import Decision, Revise
from bot.conversations.care import trusting
from bot.conversations.known import Known
from bot.conversations.learning.keeping_lines import unanswered
from bot.conversations.polls.looks import no_longer_kept
from bot.conversations.sessions.story_cards import deleted
from bot.domain.community import Community
from bot.domain.hearer import AskedToHear
from bot.domain.learning import Kept
from bot.domain.poll import Poll
from bot.domain.records import Record
from bot.domain.story import Story

R = TypeVar("R", bound=Record)
Cards = Callable[[Community, R], tuple[Revise, ...]]


def past_its_day(at: datetime, known: Known) -> Decision:
    """Deleted together with what its cards said."""
    return sum(
        (
            *_gone(Story, deleted, at, known),
            *_gone(Kept, unanswered, at, known),
            *_gone(Poll, no_longer_kept, at, known),
            *_gone(AskedToHear, trusting.unanswered, at, known),
        ),
        Decision(),
    )


def _gone(kind: type[R], cards: Cards[R], at: datetime, known: Known) -> Iterator[Decision]:
    for one in known.records.past_its_day(kind, at):
        community = known.records.community(one.community)
        yield Decision(forget=(one,), say=cards(community, one))
