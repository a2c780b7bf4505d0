"""The group has agreed on somebody new, or has not. Who was agreed on is asked; nothing else of it stays."""

from datetime import datetime

from bot.boundary.decision import Decision, Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Card
from bot.conversations.consent.proposing import ends
from bot.conversations.known import Known
from bot.conversations.membership.invitation_cards import invitation, invitation_name
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.conversations.saying import (
    button,
    in_good_time,
    in_rooms,
    met_in,
    revised,
    texts,
    texts_in,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Member, Standing
from bot.domain.proposal import Proposal
from bot.words import say
from bot.words.times import moment_words

DAYS_TO_TIDY = 2
"""Working days in which those who are here can take out of the room what a newcomer would read."""
ALREADY_IN = frozenset({Standing.JOINED, Standing.ASKED})


def invited(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """The room hears who will be able to read it, and from when; then they are asked."""
    person = PersonId(proposal.about)
    if key := _why_not(community, person):
        return _suggester_told(community, proposal, key, at, known)
    opens = ends(community, DAYS_TO_TIDY, at, known)
    member = Member(person=person, name=proposal.words, may_join_from=opens)
    changed = community.with_member(member)
    about = known.mint.id()
    card = invitation(
        changed, person, about, proposal.why, agreed=known.agreements(community), begun=True
    )
    asked = in_good_time(changed, person, invitation_name(about), card, opens, known)
    said = (*_room_told(changed, member, about, known), asked)
    return Decision(keep=(changed,), say=(*said, *_season_offered(changed, member, at, known)))


def not_taken_up(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """Whoever suggested it hears so in private: no name, and no reason."""
    return _suggester_told(community, proposal, "suggest.not_taken_up", at, known)


def will_read_name(about: str) -> str:
    """What the room was told when somebody was asked to join."""
    return f"will_read:{about}"


def size(community: Community) -> int:
    """Members, and those who have been asked to be."""
    return sum(member.standing in ALREADY_IN for member in community.members)


def is_in(community: Community, person: PersonId) -> bool:
    member = community.member(person)
    return member is not None and member.standing in ALREADY_IN


def _why_not(community: Community, person: PersonId) -> str:
    """What has come between meanwhile."""
    if community.stage is Stage.ENDING:
        return "suggest.not_now_ending"
    if is_in(community, person):
        return "suggest.here_meanwhile"
    return "suggest.not_now_full" if size(community) >= MOST_MEMBERS else ""


def has_come(community: Community, member: Member, about: str) -> Revise:
    """Nobody has to tidy up any more, and nobody is still to be asked."""
    return revised(
        community, will_read_name(about), Card("", texts("newcomer.has_come", name=member.name))
    )


def _room_told(community: Community, member: Member, about: str, known: Known) -> tuple[Post, ...]:
    assert member.may_join_from is not None
    when = moment_words(member.may_join_from, community.rhythm.hours.zone)
    here = any(one.person == member.person for one in known.walked_in(community))
    reads = "newcomer.reads_already" if here else "newcomer.will_read"
    words = texts(reads, name=member.name, when=when)
    card = Card(say("newcomer.will_read_title", name=member.name), words)
    return in_rooms(community, will_read_name(about), card)


def _season_offered(
    community: Community, member: Member, at: datetime, known: Known
) -> tuple[Post, ...]:
    """For whoever looks after it: a fresh room in place of tidying this one."""
    card = Card(
        say("newcomer.will_read_title", name=member.name),
        texts_in(met_in(community), "season.offered", name=member.name),
        (button("new_season", Act.SEASON, community.id, asks=True),),
    )
    name = f"season:{known.mint.id()}"
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers[:1]
    )


def _suggester_told(
    community: Community, proposal: Proposal, key: str, at: datetime, known: Known
) -> Decision:
    person = proposal.proposer
    if not community.takes_part(person) and person != community.convenor:
        return Decision()
    card = Card(say("suggest.your_title"), texts(key))
    name = f"suggested:{known.mint.id()}"
    return Decision(say=(in_good_time(community, person, name, card, at, known),))
