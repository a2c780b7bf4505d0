"""Whether somebody may join: what becomes of the asking as its time passes.

What the room reads is the same, and moves on at the same hour, whether few have answered or somebody would
rather not. So nobody can tell from it that there is a reservation.
"""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision, Post, Said
from bot.boundary.views import Card
from bot.conversations.consent.agreeing import not_agreed
from bot.conversations.consent.proposal_cards import (
    consent_card,
    consent_name,
    way_on_card,
    way_on_name,
)
from bot.conversations.consent.proposing import asked_alone, ends
from bot.conversations.consent.turns import (
    LONGER,
    let_rest,
    settle,
    stands_still,
    way_on_closed,
)
from bot.conversations.known import Known
from bot.conversations.membership.suggestion_cards import reader_of
from bot.conversations.saying import in_good_time, in_rooms, revised, texts
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.proposal import BROUGHT_BACK_EVERY, MOST_REMINDERS, STOPPED, Proposal, ProposalState
from bot.words.times import moment_words


def moves_on(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Its day has come: agreed, or asked for longer, or let go."""
    if proposal.enough_answered(community.circle) and not proposal.objectors:
        return settle(community, proposal, at, known)
    if proposal.reminders >= MOST_REMINDERS:
        return let_rest(community, proposal, at) + not_agreed(community, proposal, at, known)
    longer = _another_day(community, proposal, at, known)
    shown = revised(community, consent_name(longer), consent_card(community, longer))
    tells = _all_told if longer.reminders == proposal.reminders else _reader_asked
    return Decision(keep=(longer,), say=(shown, *tells(community, longer, at, known)))


def reads_it_now(community: Community, person: PersonId, at: datetime, known: Known) -> Decision:
    """Somebody walks into the room who is being decided about there: from now on each is asked in private."""
    return sum(
        (
            _taken_out(community, one, at, known)
            for one in known.proposals(community)
            if one.about_a_person and one.about == person and not one.quietly
        ),
        Decision(),
    )


def _another_day(community: Community, proposal: Proposal, at: datetime, known: Known) -> Proposal:
    """Two working days more at first, and then a week at a time."""
    if not proposal.extended:
        return replace(proposal, extended=True, until=ends(community, LONGER, at, known))
    state = ProposalState.OBJECTED if proposal.objectors else ProposalState.CALL
    return replace(
        proposal, state=state, reminders=proposal.reminders + 1, until=at + BROUGHT_BACK_EVERY
    )


def _all_told(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> tuple[Post, ...]:
    """Once. Who is asked in private sees the new day on their own card."""
    if proposal.quietly:
        return ()
    assert proposal.until is not None
    when = moment_words(proposal.until, community.rhythm.hours.zone)
    return in_rooms(
        community, f"longer:{proposal.id}", Card("", texts("suggest.longer", when=when))
    )


def _reader_asked(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> tuple[Post, ...]:
    reader, name = reader_of(community, proposal), way_on_name(proposal, proposal.reminders)
    card = way_on_card(community, proposal)
    return (in_good_time(community, reader, name, card, at, known),)


def _taken_out(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """The card in the room says nothing of them any more. What has been answered counts."""
    private = replace(proposal, quietly=True, draft=proposal.draft + 1)
    gone = Card("", texts("suggest.asked_in_private"))
    said: tuple[Said, ...] = (
        revised(community, consent_name(proposal), gone),
        *way_on_closed(community, proposal),
        *asked_alone(community, private, at, known),
        *(stands_still(community, private) if private.state in STOPPED else ()),
    )
    return Decision(keep=(private,), say=said)
