"""What a conversation may read: the records, the calendar, and where ids come from."""

from dataclasses import dataclass
from datetime import datetime

from bot.boundary.arrivals import Who
from bot.boundary.ports import Calendar, Mint, Records
from bot.domain.community import Community
from bot.domain.ids import CommunityId, Direct, PersonId, Place, RecordId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import humane
from bot.domain.session import Session
from bot.domain.story import Story
from bot.domain.timetable import Days


@dataclass(frozen=True, slots=True)
class Known:
    """Reading only: nothing here changes anything."""

    records: Records
    calendar: Calendar
    mint: Mint

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
                    raise Refused(Reason.NO_COMMUNITY_HERE)
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

    def session(self, id: str) -> tuple[Community, Session]:
        """The session that a button names, and its community, held for this transaction."""
        found = self.records.one(Session, RecordId(id))
        if found is None:
            raise Refused(Reason.BUTTON_TOO_OLD)
        community = self.community(found.community)
        held = self.records.one(
            Session, RecordId(id)
        )  # read again, now that nobody else may change it
        assert held is not None
        return community, held

    def story(self, id: str) -> tuple[Community, Story]:
        """The story that a button names, and its community, held for this transaction."""
        found = self._story(id)
        community = self.community(found.community)
        return community, self._story(id)  # read again: it may have changed, or be gone

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

    def days(self, community: Community) -> Days:
        people = tuple(member.hours for member in community.joined if member.hours)
        return Days(community.rhythm, self.calendar, people)

    def humane_hour(self, community: Community, person: PersonId, at: datetime) -> datetime:
        """The first moment from `at` on when this person may be spoken to of the bot's own accord."""
        hours = community.hours_of(person)
        return humane(hours, at, self.calendar, community.rhythm.region)

    def _story(self, id: str) -> Story:
        found = self.records.one(Story, RecordId(id))
        if found is None:
            raise Refused(Reason.BUTTON_TOO_OLD)
        return found

    def _only_community_of(self, person: PersonId) -> Community:
        found = self.records.communities_of(person)
        if len(found) > 1:
            raise Refused(Reason.WHICH_COMMUNITY)
        for only in found:
            return self.community(only.id)
        raise Refused(Reason.NO_COMMUNITY_OF_YOURS)
