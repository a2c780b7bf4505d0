"""A community: small, and loaded whole."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.hours import Hours
from bot.domain.ids import CommunityId, PersonId, RecordId, Room
from bot.domain.member_card import KEPT_AFTER_LEAVING
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Rhythm

CONVENOR_REMINDED_AFTER = timedelta(days=7)
"""While permission is waited for; once."""
AN_HOUR = timedelta(hours=1)
FEWEST_TO_BEGIN = 3
"""A seed group is three to six people."""


class Stage(StrEnum):
    """A community's life."""

    DRAFT = "draft"
    """Waiting for permission and for people to look after it."""
    GATHERING = "gathering"
    """Permission is there; members are being asked."""
    CODESIGN = "codesign"
    """Members work out together what they need."""
    ACTIVE = "active"
    RESTING = "resting"
    """The group has paused until a day, and nothing is asked of anyone; or, without a day, it has been quiet
    twice, and no session is planned."""
    ENDING = "ending"
    """The group has agreed to end: nothing new is begun, and on a day it is all deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """`roles` are the kinds of role that could belong."""

    id: CommunityId
    name: str
    purpose: str
    roles: str
    convenor: PersonId
    convenor_name: str
    facilitator: Appointment | None = None
    deputy: Appointment | None = None
    sponsor: Appointment | None = None
    self_authorised: bool = False
    keepers_manage: bool = False
    """Somebody who looks after it manages one of those who may join; the charter says so."""
    charter_version: int = 1
    """Counts up with each change of the charter's words after permission was given."""
    rooms: tuple[Room, ...]
    members: tuple[Member, ...] = ()
    rhythm: Rhythm
    stage: Stage = Stage.DRAFT
    waits_until: datetime | None = None
    """While it is a draft: when to tell the convenor that answers are still missing."""
    resumes_at: datetime | None = None
    quiet_sessions: int = 0
    vacant_since: datetime | None = None
    """The facilitator stepped back or left then, and nobody has taken it on for good since."""
    less_of: frozenset[tuple[PersonId, str]] = frozenset()
    """The nudges that somebody asked not to get."""
    chance: str = ""
    """Made by chance when it was begun, and told nobody (bot/domain/marks.py)."""

    @property
    def community(self) -> CommunityId:
        return self.id

    @property
    def of(self) -> RecordId:
        return RecordId(self.id)

    @property
    def people(self) -> frozenset[PersonId]:
        """Everyone with any part in it, the sponsor among them."""
        return frozenset(
            {self.convenor}
            | {who.person for who in self._appointed}
            | {member.person for member in self.members}
        )

    @property
    def joined(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.joined)

    @property
    def circle(self) -> frozenset[PersonId]:
        """Everyone who takes part: those who have joined, and those who look after it."""
        members = {member.person for member in self.joined}
        return frozenset(members | {who.person for who in self.keepers})

    @property
    def arranger(self) -> PersonId:
        """Who sets things up with a sponsor: the convenor or, once they have left, whoever looks after it."""
        if not self._convenor_left or not self.keepers:
            return self.convenor
        return self.keepers[0].person

    @property
    def keepers(self) -> tuple[Appointment, ...]:
        """Those who look after it and have said yes: the facilitator first."""
        return tuple(who for who in (self.facilitator, self.deputy) if who and who.accepted)

    @property
    def permitted(self) -> bool:
        """Permission is real: a sponsor said yes (or the group authorises itself), and two look after it."""
        sponsored = self.self_authorised or bool(self.sponsor and self.sponsor.accepted)
        return sponsored and len(self.keepers) == 2

    @property
    def facilitator_name(self) -> str:
        """Who looks after it, or is asked to; until then the convenor."""
        if self.facilitator and (self.facilitator.accepted or not self.keepers):
            return self.facilitator.name
        return self.keepers[0].name if self.keepers else self.convenor_name

    @property
    def has_begun(self) -> bool:
        """Members work on it together: from now on they decide together who else joins."""
        return self.stage not in (Stage.DRAFT, Stage.GATHERING)

    @property
    def crowd(self) -> tuple[Member, ...]:
        """The members whose presence makes words without a name safe: those who look after it do not count."""
        return tuple(member for member in self.joined if not self.is_kept_by(member.person))

    def crowd_of(self, session: int) -> tuple[Member, ...]:
        """The crowd without those who joined while this session ran: they take part from the next."""
        return tuple(member for member in self.crowd if member.from_session <= session)

    @property
    def _convenor_left(self) -> bool:
        member = self.member(self.convenor)
        return member is not None and member.standing is Standing.LEFT

    @property
    def _appointed(self) -> tuple[Appointment, ...]:
        return tuple(who for who in (self.facilitator, self.deputy, self.sponsor) if who)

    def member(self, person: PersonId) -> Member | None:
        return next((member for member in self.members if member.person == person), None)

    def is_sponsor(self, person: PersonId) -> bool:
        return self.sponsor is not None and self.sponsor.person == person

    def is_kept_by(self, person: PersonId) -> bool:
        return any(who.person == person for who in self.keepers)

    def has_joined(self, person: PersonId) -> bool:
        """They have read what is kept, and have hours of their own."""
        member = self.member(person)
        return bool(member and member.joined)

    def takes_part(self, person: PersonId) -> bool:
        """Joined, or looks after it: may speak in rounds and see what members see."""
        return self.has_joined(person) or self.is_kept_by(person)

    def is_arranged_by(self, person: PersonId) -> bool:
        """The convenor; and whoever looks after it, so that nothing hangs on one person alone."""
        return (person == self.convenor and not self._convenor_left) or self.is_kept_by(person)

    def must_be_arranged_by(self, person: PersonId) -> None:
        if not self.is_arranged_by(person):
            raise Refused(Reason.NOT_YOURS)

    def belongs(self, person: PersonId) -> bool:
        """May be in the room: takes part, has been asked to, or began it. A sponsor may not."""
        member = self.member(person)
        if member is not None and member.standing in (Standing.JOINED, Standing.ASKED):
            return True
        asked = (self.facilitator, self.deputy)
        if any(who and who.person == person and who.answer is not Answer.NO for who in asked):
            return True
        return person == self.convenor and member is None

    def can_be_trusted(self, person: PersonId) -> bool:
        """To hear a worry about those who look after it: a member who has no other part in it."""
        member = self.member(person)
        joined = bool(member and member.joined)
        return joined and not self.is_kept_by(person) and not self.is_sponsor(person)

    def must_be_kept_by(self, person: PersonId) -> None:
        if self.is_kept_by(person):
            return
        if self.is_sponsor(person):
            raise Refused(Reason.SPONSOR_CANNOT)
        raise Refused(Reason.NOT_A_FACILITATOR, facilitator=self.facilitator_name)

    def must_include(self, person: PersonId) -> None:
        if self.takes_part(person):
            return
        if self.is_sponsor(person):
            raise Refused(Reason.SPONSOR_CANNOT)
        raise Refused(Reason.NOT_A_MEMBER, facilitator=self.facilitator_name)

    def must_not_be_ending(self) -> None:
        """Nothing new is begun once the group has agreed to end."""
        if self.stage is Stage.ENDING:
            raise Refused(Reason.COMMUNITY_ENDING)

    def must_have_begun(self) -> None:
        if self.stage in (Stage.DRAFT, Stage.GATHERING):
            raise Refused(Reason.NOT_STARTED_YET)

    def paused_until(self, at: datetime) -> datetime | None:
        """While it pauses nothing is asked of anyone: when to look again. None: it does not pause. That no
        session is planned, since it was quiet, keeps nothing back that was promised for a day."""
        if self.stage is not Stage.RESTING or self.resumes_at is None:
            return None
        return max(self.resumes_at, at + AN_HOUR)

    def name_of(self, person: PersonId) -> str:
        """The name they chose here, else the name they came with."""
        if member := self.member(person):
            return member.name
        if person == self.convenor:
            return self.convenor_name
        return next((who.name for who in self._appointed if who.person == person), "")

    def named(self, name: str) -> PersonId | None:
        """The member who goes by this name here."""
        wanted = name.strip().casefold()
        found = (one.person for one in self.joined if one.name.casefold() == wanted)
        return next(found, None)

    def hours_of(self, person: PersonId) -> Hours:
        """Their own zone, days and quiet hours, or the community's."""
        member = self.member(person)
        own = (who.hours for who in self.keepers if who.person == person)
        return (member and member.hours) or next(own, None) or self.rhythm.hours

    def with_member(self, changed: Member) -> "Community":
        """Replace the member of the same person, or add them at the end."""
        if self.member(changed.person) is None:
            return replace(self, members=(*self.members, changed))
        return replace(
            self,
            members=tuple(
                changed if member.person == changed.person else member for member in self.members
            ),
        )

    def alarms(self) -> tuple[Alarm, ...]:
        if self.stage is Stage.DRAFT and self.waits_until:
            return (Alarm(self.waits_until, AlarmKind.FOUNDING_WAITS, self.id, self.id),)
        if self.stage is Stage.RESTING and self.resumes_at:
            resumes = Alarm(self.resumes_at, AlarmKind.RESUME_COMMUNITY, self.id, self.id)
            return (resumes, *self._forgets())
        return self._forgets()

    def _forgets(self) -> tuple[Alarm, ...]:
        """Two weeks after they left, nothing here knows who it was."""
        days = sorted({one.left_at for one in self.members if one.left_at})
        kind = AlarmKind.FORGET_WHO_LEFT
        return tuple(Alarm(day + KEPT_AFTER_LEAVING, kind, self.id, self.id) for day in days)

    def expires(self) -> datetime | None:
        return None
