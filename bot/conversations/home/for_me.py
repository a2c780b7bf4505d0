"""What somebody in particular is asked: to join, to look after a group, to answer for what is theirs."""

from collections.abc import Iterator

from bot.boundary.views import Card
from bot.conversations.care.trusting import asked_to, hearer_card
from bot.conversations.consent.proposal_cards import redraft_card, way_on_card
from bot.conversations.consent.turns import carried_by
from bot.conversations.home.looking import Look
from bot.conversations.learning.keeping_lines import waiting_card as line_card
from bot.conversations.learning.try_cards import ask_card as try_card
from bot.conversations.membership.newcomer_cards import odd_card
from bot.conversations.permission.founding_cards import asking_card, parts_of
from bot.conversations.rhythm.standing_still import asked_of
from bot.conversations.saying import texts
from bot.conversations.sessions.closed_cards import asked_for_wrap, wrap_card
from bot.conversations.sessions.preparing import is_time_to_ask, prepare_card, story_of_session
from bot.conversations.sessions.wrapping_up import is_wrapped, missing_card
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


def worries(look: Look) -> Iterator[Card]:
    """Whether they would hear them: nobody else knows that they are asked."""
    for one in asked_to(look.community, look.known):
        if one.person == look.person and one.waits_until > look.at:
            yield hearer_card(look.community, one)


def oddities(look: Look) -> Iterator[Card]:
    """What somebody notices who has not been here for long."""
    for one in look.known.newcomers(look.community):
        if one.person == look.person and one.odd_asked:
            yield odd_card(one)


def own_story(look: Look) -> Iterator[Card]:
    """The day before it opens: whether they are ready."""
    for ahead in look.known.sessions(look.community):
        story = story_of_session(ahead, look.known) if ahead.ahead else None
        if story is None or story.teller != look.person or story.ready or not ahead.held_by:
            continue
        if is_time_to_ask(look.community, ahead, story, look.at, look.known):
            yield prepare_card(look.community, ahead, story, look.known)


def after_a_session(look: Look) -> Iterator[Card]:
    """The four lines, and what will change: from whoever is asked for them."""
    last = look.known.last_closed(look.community)
    if last is None:
        return
    if asked_for_wrap(last) == look.person and not is_wrapped(last, look.known):
        yield wrap_card(last)
    if last.change is None and last.held_by == look.person:
        yield missing_card(look.community, last)


def standstill(look: Look) -> Iterator[Card]:
    if card := asked_of(look.community, look.person, look.known):
        yield card


def _is_asked(one: Try) -> bool:
    return not one.over and one.asked > 0
