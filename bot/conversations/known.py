"""What a conversation may read: the records, the calendar, and where ids come from."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.boundary.arrivals import Who
from bot.boundary.ports import Calendar, Mint, Records
from bot.domain.agreement import MANY_STAND, Agreement, Matter
from bot.domain.codesign import Codesign
from bot.domain.community import Community
from bot.domain.contacts import AS_THEY_COME, Contacts
from bot.domain.days import Days
from bot.domain.drafting import Gathered, Suggested
from bot.domain.hours import humane
from bot.domain.ids import CommunityId, Direct, PersonId, Place, RecordId, Room
from bot.domain.learning import Kept, Try
from bot.domain.message import Message
from bot.domain.newcomer import Newcomer
from bot.domain.poll import Poll
from bot.domain.proposal import Proposal
from bot.domain.records import Record
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.sponsorship import Brief
from bot.domain.standstill import Standstill
from bot.domain.story import Story
from bot.domain.walked_in import WalkedIn
from bot.domain.worry import Repair

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Known:
    """Reading only: nothing here changes anything."""

    records: Records
    calendar: Calendar
    mint: Mint
    contacts: Contacts = AS_THEY_COME

    def community(self, id: str) -> Community:
        """The community that a button names; one that is gone is refused kindly."""
        try:
            return self.records.community(CommunityId(RecordId(id)))
        except KeyError:
            raise Refused(Reason.BUTTON_TOO_OLD) from None

    def community_at(self, place: Place, who: Who) -> Community:
        """The community that a command means: the room's, or in private the person's only one."""
        match place:
            case Room():
                found = self.records.community_in(place)
                if found is None:
                    raise self.none_here(who.person)
                return found
            case Direct():
                return self._only_community_of(who.person)

    def communities_at(self, place: Place, who: Who) -> tuple[Community, ...]:
        """For what is only read: the room's community, or in private every one that the person has a part in."""
        match place:
            case Room():
                found = self.records.community_in(place)
                return (found,) if found else ()
            case Direct():
                return self.records.communities_of(who.person)

    def none_here(self, person: PersonId) -> Refused:
        """Theirs may meet elsewhere, perhaps since a new season: nobody is sent to begin another."""
        theirs = [one for one in self.records.communities_of(person) if one.belongs(person)]
        if len(theirs) != 1:
            return Refused(Reason.NO_COMMUNITY_HERE)
        return Refused(Reason.MEETS_ELSEWHERE, name=theirs[0].name)

    def session(self, id: str) -> tuple[Community, Session]:
        return self.held(Session, id)

    def story(self, id: str) -> tuple[Community, Story]:
        return self.held(Story, id)

    def sessions(self, community: Community) -> tuple[Session, ...]:
        """All of them, the oldest first."""
        return self.records.all(Session, RecordId(community.id))

    def current(self, community: Community) -> Session | None:
        """The session that runs, or else the next one ahead."""
        alive = [one for one in self.sessions(community) if not one.ended]
        return min(alive, key=lambda one: (one.ahead, one.number), default=None)

    def last_closed(self, community: Community) -> Session | None:
        closed = [one for one in self.sessions(community) if one.closed_at]
        return max(closed, key=lambda one: one.number, default=None)

    def stories(self, community: Community) -> tuple[Story, ...]:
        return self.records.all(Story, RecordId(community.id))

    def agreements(self, community: Community) -> tuple[Agreement, ...]:
        """What stands, the oldest first."""
        found = self.records.all(Agreement, RecordId(community.id))
        return tuple(one for one in found if not one.ended)

    def agreed(self, community: Community, matter: Matter) -> Agreement | None:
        """The agreement on this matter that stands."""
        found = [one for one in self.agreements(community) if one.matter is matter]
        return found[-1] if found else None

    def stands(self, community: Community, matter: Matter, about: str) -> Agreement | None:
        """What would give way to a new agreement on this."""
        same = [
            one
            for one in self.agreements(community)
            if one.matter is matter and (matter not in MANY_STAND or one.about == about)
        ]
        return same[-1] if same else None

    def proposals(self, community: Community) -> tuple[Proposal, ...]:
        """Those that are not decided."""
        found = self.records.all(Proposal, RecordId(community.id))
        return tuple(one for one in found if not one.decided)

    def proposal(self, id: str) -> tuple[Community, Proposal]:
        return self.held(Proposal, id)

    def codesign(self, community: Community) -> Codesign | None:
        """Where the group stands in working out what it needs; None: it has not begun."""
        found = self.records.all(Codesign, RecordId(community.id))
        return found[-1] if found else None

    def gathered(self, community: Community) -> Gathered | None:
        """What people said they need, while rules are being drafted."""
        found = self.records.all(Gathered, RecordId(community.id))
        return found[-1] if found else None

    def suggested(self, community: Community) -> Suggested | None:
        """What people would do with what should not stay here, until that is agreed."""
        found = self.records.all(Suggested, RecordId(community.id))
        return found[-1] if found else None

    def polls(self, community: Community) -> tuple[Poll, ...]:
        """Those that are not over, the oldest first."""
        found = self.records.all(Poll, RecordId(community.id))
        return tuple(one for one in found if not one.over)

    def poll(self, id: str) -> tuple[Community, Poll]:
        return self.held(Poll, id)

    def tries(self, community: Community) -> tuple[Try, ...]:
        """All of them, the oldest first."""
        return self.records.all(Try, RecordId(community.id))

    def kept_lines(self, community: Community) -> tuple[Kept, ...]:
        """Those whose author has said yes, the oldest first."""
        found = self.records.all(Kept, RecordId(community.id))
        return tuple(one for one in found if not one.waiting)

    def messages(self, community: Community) -> tuple[Message, ...]:
        """What was sent to the organisation, the oldest first."""
        return self.records.all(Message, RecordId(community.id))

    def newcomers(self, community: Community) -> tuple[Newcomer, ...]:
        """Those who joined after the start and are still finding their way, the first first."""
        return self.records.all(Newcomer, RecordId(community.id))

    def walked_in(self, community: Community) -> tuple[WalkedIn, ...]:
        """Who can read the room and was not invited; while there is anyone, no story is told."""
        return self.records.all(WalkedIn, RecordId(community.id))

    def repair(self, community: Community) -> Repair | None:
        """Something has left the group, and it is not settled; while it is there, no story is told."""
        return next(iter(self.records.all(Repair, RecordId(community.id))), None)

    def standstills(self, community: Community) -> tuple[Standstill, ...]:
        """At most one: nothing is planned, and in time somebody is asked how it goes on."""
        return self.records.all(Standstill, RecordId(community.id))

    def may_tell(self, community: Community) -> bool:
        """Nothing is told before the group has agreed where things go that should not stay in it."""
        return self.agreed(community, Matter.ROUTES) is not None

    def stories_rest(self, community: Community) -> bool:
        """Whether no story may be told just now."""
        return bool(self.walked_in(community)) or self.repair(community) is not None

    def trusted(self, community: Community) -> PersonId | None:
        """Whom the group has agreed on to hear a worry about those who look after it, while they are a member."""
        agreed = self.agreed(community, Matter.TRUSTED)
        if agreed is None:
            return None
        person = PersonId(agreed.about) if agreed.about else community.named(agreed.words)
        return person if person and community.can_be_trusted(person) else None

    def held(self, kind: type[R], id: str) -> tuple[Community, R]:
        """The record of this kind that a button names, and its community, held for this transaction."""
        found = self.records.one(kind, RecordId(id))
        if found is None:
            raise Refused(Reason.BUTTON_TOO_OLD)
        return self.community(found.community), found

    def brief(self, community: Community) -> Brief | None:
        """What the sponsor of now has said; or, without one, what the group promised itself."""
        sponsor = community.sponsor.person if community.sponsor else None
        found = self.records.all(Brief, RecordId(community.id))
        return next((one for one in reversed(found) if one.sponsor == sponsor), None)

    def days(self, community: Community) -> Days:
        members = (member.hours for member in community.joined)
        keepers = (who.hours for who in community.keepers)
        own = tuple(hours for hours in (*members, *keepers) if hours)
        return Days(community.rhythm, self.calendar, own)

    def humane_hour(self, community: Community, person: PersonId, at: datetime) -> datetime:
        """The first moment from `at` on when this person may be spoken to of the bot's own accord."""
        hours = community.hours_of(person)
        return humane(hours, at, self.calendar, community.rhythm.region)

    def communal_hour(self, community: Community, at: datetime) -> datetime:
        """The first moment from `at` on when the room may be spoken to of the bot's own accord."""
        return humane(community.rhythm.hours, at, self.calendar, community.rhythm.region)

    def _only_community_of(self, person: PersonId) -> Community:
        found = self.records.communities_of(person)
        if len(found) > 1:
            raise Refused(Reason.WHICH_COMMUNITY)
        for only in found:
            return self.community(only.id)
        raise Refused(Reason.NO_COMMUNITY_OF_YOURS)
