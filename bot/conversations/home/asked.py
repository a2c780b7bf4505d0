"""What the whole group is asked, and this person has not answered. Of what is answered without a name nobody
knows who has: that stays on everyone's page until it closes."""

from collections.abc import Iterator

from bot.boundary.views import Card
from bot.conversations.codesign.cards import question_card
from bot.conversations.consent.proposal_cards import consent_card
from bot.conversations.endings.renewal_cards import question_card as renewal_card
from bot.conversations.endings.renewing import open_renewals
from bot.conversations.home.looking import Look
from bot.conversations.learning.message_cards import recognise_card
from bot.conversations.polls.cards import asks_card
from bot.domain.community import Stage
from bot.domain.ids import RecordId
from bot.domain.message import DraftState, MessageDraft
from bot.domain.proposal import TALKING, Proposal, ProposalState


def polls(look: Look) -> Iterator[Card]:
    for one in look.known.polls(look.community):
        if card := asks_card(look.community, look.person, one):
            yield card


def proposals(look: Look) -> Iterator[Card]:
    """In full: nobody should say that they can live with words that they have not read."""
    for one in look.known.proposals(look.community):
        if look.person in one.asked - one.answers.keys() and _asks(one):
            yield consent_card(look.community, one)


def codesign(look: Look) -> Iterator[Card]:
    found = look.known.codesign(look.community)
    if found is None or found.ends_at is None or not found.asked:
        return
    if look.community.stage is not Stage.ENDING:
        card = question_card(look.community, found, None)
        yield look.in_short(card, found.ends_at)


def renewals(look: Look) -> Iterator[Card]:
    for one in open_renewals(look.community, look.known):
        yield look.in_short(renewal_card(look.community, one), one.closes_at)


def messages(look: Look) -> Iterator[Card]:
    for one in look.known.records.all(MessageDraft, RecordId(look.community.id)):
        if one.state is DraftState.ASKED and one.until:
            yield recognise_card(look.community, one)


def _asks(proposal: Proposal) -> bool:
    """About a person it goes on asking, whatever has been said: else it would tell that somebody objects."""
    if proposal.about_a_person:
        return proposal.state not in TALKING
    return proposal.state is ProposalState.OBJECTIONS
