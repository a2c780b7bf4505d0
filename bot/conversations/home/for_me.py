"""What somebody in particular is asked: to join, to look after a group, to answer for what is theirs."""

from collections.abc import Iterator

from bot.boundary.views import Card
from bot.conversations.consent.proposal_cards import redraft_card, way_on_card
from bot.conversations.consent.turns import carried_by
from bot.conversations.home.looking import Look
from bot.conversations.learning.keeping_lines import waiting_card as line_card
from bot.conversations.learning.try_cards import ask_card as try_card
from bot.conversations.permission.founding_cards import asking_card, parts_of
from bot.conversations.saying import texts
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try
from bot.domain.people import Answer, Standing
from bot.domain.proposal import STOPPED, ProposalState
from bot.words import say

OPEN = (Answer.NONE, Answer.TALK)


def invitations(look: Look) -> Iterator[Card]:
    """The buttons stand under the message that asks, with all that is to be read before."""
    member = look.community.member(look.person)
    if member and member.standing is Standing.ASKED:
        title = say("joining.title", name=look.community.name)
        yield Card(title, texts("home.asked_to_join"))


def askings(look: Look) -> Iterator[Card]:
    for part, asked in parts_of(look.community, look.person):
        if asked.answer in OPEN:
            yield asking_card(look.community, part)


def lines(look: Look) -> Iterator[Card]:
    """Their own words, which somebody would like to keep."""
    for one in look.known.records.all(Kept, RecordId(look.community.id)):
        waits = one.waits_until is not None and one.waits_until > look.at
        if waits and one.author == look.person:
            yield line_card(one)


def tries(look: Look) -> Iterator[Card]:
    for one in look.known.tries(look.community):
        if one.author == look.person and _is_asked(one):
            yield try_card(one)


def own_proposals(look: Look) -> Iterator[Card]:
    """Whoever carries one on has the next step."""
    for one in look.known.proposals(look.community):
        if carried_by(look.community, one) != look.person:
            continue
        if one.state is ProposalState.REDRAFT:
            yield redraft_card(one)
        elif one.state in STOPPED:
            yield way_on_card(look.community, one)


def _is_asked(one: Try) -> bool:
    return not one.over and one.asked > 0
