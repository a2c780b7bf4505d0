"""Everything that a community may take with it, put together."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from bot.domain.cadence import Monthly, Weekly
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.rhythm import Rhythm
from bot.domain.sponsorship import Brief
from bot.takeaway.parts import SESSIONS, TITLES, Sheaf, agreed_to_keep, harvest
from bot.takeaway.sessions import Reads, SessionTaken, session_taken, sessions_held

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Names stand here only where the charter card in the room shows them too."""

    name: str
    purpose: str
    roles: str
    permission: str
    permission_in_their_words: str
    looked_after_by: tuple[str, ...]
    meets: str
    zone: str
    sessions: tuple[SessionTaken, ...]
    harvest: tuple[Sheaf, ...]

    def as_plain(self) -> dict[str, object]:
        """As JSON can say it."""
        return asdict(self)


def taken(community: Community, records: Reads) -> Taken:
    """Once the group has agreed to end, only what it agreed to keep (docs/decisions/0012)."""
    parts = _may_take(community, records)
    held = sessions_held(community, records) if SESSIONS in parts else ()
    kept = (one for one in harvest(community, records) if one.title in parts)
    return Taken(
        name=community.name,
        purpose=community.purpose,
        roles=community.roles,
        permission=_permission(community),
        permission_in_their_words=_why(community, records),
        looked_after_by=tuple(keeper.name for keeper in community.keepers),
        meets=meets(community.rhythm),
        zone=community.rhythm.hours.zone,
        sessions=tuple(session_taken(session, community.rhythm, records) for session in held),
        harvest=tuple(one for one in kept if one.title != SESSIONS),
    )


def meets(rhythm: Rhythm) -> str:
    """Such as `every 2 weeks on Monday at 10:00`."""
    match rhythm.cadence:
        case Weekly(weeks=1, weekday=weekday):
            day = f"every week on {WEEKDAYS[weekday]}"
        case Weekly(weeks=weeks, weekday=weekday):
            day = f"every {weeks} weeks on {WEEKDAYS[weekday]}"
        case Monthly(nth=nth, weekday=weekday):
            day = f"on the {NTH[nth]} {WEEKDAYS[weekday]} of each month"
    return f"{day} at {rhythm.opens:%H:%M}"


def _may_take(community: Community, records: Reads) -> Collection[str]:
    return agreed_to_keep(community, records) if community.stage is Stage.ENDING else TITLES


def _permission(community: Community) -> str:
    sponsor = community.sponsor
    if community.self_authorised:
        return "the group gave itself permission"
    if sponsor is None:
        return "not settled yet"
    return f"given by {sponsor.name}" if sponsor.accepted else f"asked of {sponsor.name}"


def _why(community: Community, records: Reads) -> str:
    """The words of whoever sponsors it now, or the group's own."""
    sponsor = community.sponsor.person if community.sponsor else None
    briefs = records.all(Brief, RecordId(community.id))
    return next((one.why for one in briefs if one.given and one.sponsor == sponsor), "")
