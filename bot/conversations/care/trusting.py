"""A member whom the group trusts with a worry about those who look after it: named by consent, like all else."""

from datetime import datetime

from bot.boundary.decision import Decision
from bot.boundary.views import Card
from bot.conversations.known import Known
from bot.conversations.saying import in_good_time, texts
from bot.domain.community import Community
from bot.domain.proposal import Proposal
from bot.words import say


def can_hear(community: Community, name: str) -> bool:
    """A member by the name they go by here, who has no other part in it."""
    person = community.named(name)
    return person is not None and community.can_be_trusted(person)


def asked_to_hear(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """They were asked with everyone else; now they read what it means, and how to put it down again."""
    person = community.named(proposal.words)
    if person is None or not community.can_be_trusted(person):
        return Decision()
    card = Card(
        say("trusted.title"), texts("trusted.means", facilitator=community.facilitator_name)
    )
    name = f"trusted:{proposal.id}"
    return Decision(say=(in_good_time(community, person, name, card, at, known),))
