"""What becomes of a proposal as its time passes. Silence is never taken for a yes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision, Revise, Said
from bot.boundary.views import Card
from bot.conversations.consent.agreeing import agreed, not_agreed
from bot.conversations.consent.proposal_cards import (
    consent_card,
    consent_name,
    proposal_title,
    redraft_card,
    redraft_name,
    settled_card,
    talk_card,
    talk_name,
    trial_name,
    way_on_card,
    way_on_name,
)
from bot.conversations.consent.proposing import DAYS, ends, opened
from bot.conversations.known import Known
from bot.conversations.membership.suggestion_cards import (
    reader_of,
    reservation_names,
    settled_suggestion,
)
from bot.conversations.saying import in_good_time, in_rooms, privately, revised, texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.proposal import BROUGHT_BACK_EVERY, MOST_REMINDERS, Proposal, ProposalState
from bot.words.times import moment_words

LOOKED_AT_AGAIN = 1
"""Working day once nobody objects any more."""
LONGER = 2
"""Working days more, once, when too few have answered."""


def settle(
    community: Community,
    proposal: Proposal,
    at: datetime,
    known: Known,
    *,
    told_by: PersonId | None = None,
) -> Decision:
    """Agreed: what follows from it is kept in the same transaction. `told_by`: who says that a conversation
    came to it; None: the answers did."""
    done = proposal.decided_as(ProposalState.AGREED, at)
    return _decided(community, done, told_by) + agreed(community, done, at, known)


def let_rest(community: Community, proposal: Proposal, at: datetime) -> Decision:
    """Nothing changes, and everyone can read so."""
    return _decided(community, proposal.decided_as(ProposalState.ENDED, at))


def ask_everyone(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """The present words are put to everyone; the cards of the talk before give way."""
    asking = replace(
        proposal,
        state=ProposalState.OBJECTIONS,
        until=ends(community, proposal.days, at, known),
        reminders=0,
    )
    talk = revised(community, talk_name(asking), _moved_on(asking, "proposal.talked_over"))
    redraft = revised(community, redraft_name(asking), _moved_on(asking, "proposal.words_kept"))
    return Decision(keep=(asking,), say=(talk, redraft, *opened(community, asking)))


def taken_to_call(community: Community, proposal: Proposal, at: datetime, why: str) -> Decision:
    called = replace(proposal, state=ProposalState.CALL, until=at + BROUGHT_BACK_EVERY, reminders=0)
    card = Card(
        "",
        texts(why, title=proposal.title, name=community.name_of(said_to_carry(community, called))),
    )
    name = f"call:{called.id}:{called.draft}"
    return Decision(
        keep=(called,), say=(*in_rooms(community, name, card), *stands_still(community, called))
    )


def starts_again(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """No objection is left. A working day more, so that everyone sees what it has become. About a person
    nothing was said aloud, and nothing moves that the room can see."""
    if proposal.about_a_person:
        as_before = replace(proposal, state=ProposalState.OBJECTIONS)
        return Decision(keep=(as_before,), say=way_on_closed(community, as_before))
    until = ends(community, LOOKED_AT_AGAIN, at, known)
    going = replace(proposal, state=ProposalState.OBJECTIONS, until=until)
    card = revised(community, consent_name(going), consent_card(community, going))
    told = Card("", texts("proposal.goes_on", title=going.title))
    name = f"again:{known.mint.id()}"
    posts = in_rooms(community, name, told, under=consent_name(going))
    return Decision(keep=(going,), say=(card, *posts, *way_on_closed(community, going)))


def stands_still(community: Community, proposal: Proposal) -> tuple[Said, ...]:
    """The room's card says that the clock has stopped; whoever carries it on sees the ways on. What
    concerns a person stays in private: the room's card does not change."""
    card, name = way_on_card(community, proposal), way_on_name(proposal)
    carriers = _carriers(community, proposal)
    shown = revised(community, consent_name(proposal), consent_card(community, proposal))
    return (
        *(() if proposal.about_a_person else (shown,)),
        *(privately(community, carrier, name, card) for carrier in carriers),
        revised(community, name, card),
    )


def carried_by(community: Community, proposal: Proposal) -> PersonId:
    """The proposer; once they have gone, whoever looks after the community. A suggestion of somebody
    new is never carried by who suggested it."""
    if proposal.about_a_person:
        return reader_of(community, proposal)
    if community.takes_part(proposal.proposer) or not community.keepers:
        return proposal.proposer
    return community.keepers[0].person


def said_to_carry(community: Community, proposal: Proposal) -> PersonId:
    """Who is said aloud to carry it on. Who wrote a message to the organisation, or suggested somebody, is
    said to nobody."""
    hidden = proposal.matter is Matter.MESSAGE or proposal.about_a_person
    if hidden and community.keepers:
        return community.keepers[0].person
    return carried_by(community, proposal)


def _carriers(community: Community, proposal: Proposal) -> tuple[PersonId, ...]:
    """Who sees the ways on. Whoever is to find a time for a conversation must see them too."""
    if proposal.state is not ProposalState.CALL:
        return (carried_by(community, proposal),)
    both = (carried_by(community, proposal), said_to_carry(community, proposal))
    return tuple(dict.fromkeys(both))


def _talk_on(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Questions are over: reactions. They are asked for under the same post."""
    state = ProposalState.REACTIONS
    next_ = replace(proposal, state=state, until=ends(community, DAYS[state], at, known))
    card = talk_card(community, next_)
    asked = Card("", texts("proposal.now_reactions"))
    under = in_rooms(community, f"react:{next_.id}", asked, under=talk_name(next_))
    return Decision(keep=(next_,), say=(revised(community, talk_name(next_), card), *under))


def _redraft(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """The proposer may change the words; who says nothing keeps them."""
    state = ProposalState.REDRAFT
    next_ = replace(proposal, state=state, until=ends(community, DAYS[state], at, known))
    carrier = carried_by(community, next_)
    asked = in_good_time(community, carrier, redraft_name(next_), redraft_card(next_), at, known)
    talk = revised(community, talk_name(next_), talk_card(community, next_))
    return Decision(keep=(next_,), say=(talk, asked))


def _close(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """No objection, and enough have answered: agreed. Too few: longer, once; then a conversation."""
    if proposal.enough_answered(community.circle):
        return settle(community, proposal, at, known)
    if not proposal.extended:
        return _extended(community, proposal, at, known)
    return taken_to_call(community, proposal, at, "proposal.too_few")


def _extended(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    longer = replace(proposal, extended=True, until=ends(community, LONGER, at, known))
    assert longer.until is not None
    when = moment_words(longer.until, community.rhythm.hours.zone)
    told = Card("", texts("proposal.longer", title=proposal.title, when=when))
    name = f"longer:{longer.id}:{longer.draft}"
    card = revised(community, consent_name(longer), consent_card(community, longer))
    return Decision(keep=(longer,), say=(card, *in_rooms(community, name, told)))


def _bring_back(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Once a week, in private, to whoever carries it; after three times it rests."""
    if proposal.reminders >= MOST_REMINDERS:
        return let_rest(community, proposal, at) + not_agreed(community, proposal, at, known)
    again = replace(proposal, reminders=proposal.reminders + 1, until=at + BROUGHT_BACK_EVERY)
    name = way_on_name(again, again.reminders)
    card = way_on_card(community, again)
    asked = tuple(
        in_good_time(community, carrier, name, card, at, known)
        for carrier in _carriers(community, again)
    )
    return Decision(keep=(again,), say=asked)


def _nothing(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    return Decision()


def _decided(community: Community, done: Proposal, told_by: PersonId | None = None) -> Decision:
    """It is kept as it was decided. Of a suggestion of somebody new nothing is kept."""
    if not done.about_a_person:
        return Decision(keep=(done,), say=_settled(community, done, told_by))
    card = settled_suggestion(done)
    read = tuple(revised(community, name, card) for name in reservation_names(done))
    room = revised(community, consent_name(done), card)
    return Decision(forget=(done,), say=(room, *read, *way_on_closed(community, done)))


def _settled(community: Community, done: Proposal, told_by: PersonId | None) -> tuple[Said, ...]:
    card = settled_card(community, done, told_by)
    return (
        revised(community, consent_name(done), card),
        *in_rooms(community, f"settled:{done.id}", card),
        *way_on_closed(community, done),
    )


def way_on_closed(community: Community, proposal: Proposal) -> tuple[Revise, ...]:
    """The private cards with the ways on have none left: the weekly ones, and those of whoever objects."""
    closed = _moved_on(proposal, "proposal.goes_on_without_you")
    weekly = (way_on_name(proposal, again) for again in range(proposal.reminders + 1))
    ways = tuple(revised(community, name, closed) for name in (redraft_name(proposal), *weekly))
    return (*ways, *trials_over(community, proposal, proposal.objectors))


def trials_over(
    community: Community, proposal: Proposal, people: Iterable[PersonId]
) -> tuple[Revise, ...]:
    """These were asked whether a trial would be bearable, and need not say so any more."""
    closed, name = _moved_on(proposal, "proposal.goes_on_without_you"), trial_name(proposal)
    return tuple(revised(community, name, closed, to=one) for one in people)


def _moved_on(proposal: Proposal, key: str) -> Card:
    return Card(proposal_title(proposal), texts(key))


NEXT: Mapping[ProposalState, Callable[[Community, Proposal, datetime, Known], Decision]] = {
    ProposalState.QUESTIONS: _talk_on,
    ProposalState.REACTIONS: _redraft,
    ProposalState.REDRAFT: ask_everyone,
    ProposalState.OBJECTIONS: _close,
    ProposalState.OBJECTED: _bring_back,
    ProposalState.CALL: _bring_back,
    ProposalState.AGREED: _nothing,
    ProposalState.ENDED: _nothing,
}
"""When its day has come. Whether somebody may join has turns of its own (`somebody_new`)."""
