"""How things stand while a group works out what it needs: what every turn of it reads."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.conversations.consent.proposing import ends
from bot.conversations.known import Known
from bot.domain.agreement import Matter
from bot.domain.codesign import TOGETHER, Codesign
from bot.domain.community import Community, Stage
from bot.domain.drafting import Gathered
from bot.domain.proposal import Proposal, ProposalState

NOON = time(12)
OURS = frozenset({*TOGETHER, Matter.HEARING, Matter.NOTES})
"""Matters that co-design puts to everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """`gathered` is what people have said, that of this very moment too. `just` was settled in this
    moment, and `agreed` or not: the records do not tell it yet."""

    community: Community
    at: datetime
    known: Known
    gathered: Gathered | None
    just: Matter | None = None
    agreed: bool = False

    @property
    def waits(self) -> bool:
        """The group rests, or comes to its end: nothing is asked of anyone, and nothing is lost."""
        return self.community.stage in (Stage.RESTING, Stage.ENDING)

    @property
    def missing(self) -> tuple[Matter, ...]:
        """What the group has not agreed on yet."""
        stands = {one.matter for one in self.known.agreements(self.community)}
        if self.agreed and self.just:
            stands.add(self.just)
        return tuple(one for one in TOGETHER if one not in stands)

    @property
    def being_decided(self) -> tuple[Proposal, ...]:
        """What of ours is being decided."""
        ours = (one for one in self.known.proposals(self.community) if one.matter in OURS)
        return tuple(one for one in ours if one.matter is not self.just)

    def is_room_taken(self, codesign: Codesign) -> bool:
        """A question stands there, or everyone is being asked for their consent; or all of it waits.

        Talk in a thread takes nothing.
        """
        asked = any(one.state is ProposalState.OBJECTIONS for one in self.being_decided)
        return codesign.asking or asked or self.waits

    def is_free(self, matter: Matter) -> bool:
        """Nobody has put this to everyone."""
        return not any(one.matter is matter for one in self.known.proposals(self.community))

    def is_under_way(self, matter: Matter) -> bool:
        """Agreed already, or being decided: the group came to it by another way."""
        return matter not in self.missing or not self.is_free(matter)

    def ends(self, days: int) -> datetime:
        """At noon, so many working days on; never on somebody's first day back."""
        return ends(self.community, days, self.at, self.known)

    def next_noon(self) -> datetime:
        days = self.known.days(self.community)
        return days.at(days.step(days.day_of(self.at), 1), NOON)


def here_now(community: Community, at: datetime, known: Known) -> Here:
    return Here(community=community, at=at, known=known, gathered=known.gathered(community))
