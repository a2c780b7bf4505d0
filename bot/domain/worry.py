"""Something worries a member: what it can be about, and the repair when something has left the group."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.community import Community
from bot.domain.drafting import Route
from bot.domain.ids import PersonId, RecordId
from bot.domain.records import Belonging

ASKED_EVERY = timedelta(days=7)
MOST_ASKED = 3
"""So often those who look after it are asked whether a repair is settled."""


class Worry(StrEnum):
    """What it is about decides who hears it."""

    DANGER = "danger"
    """Someone may be in danger, or is not coping."""
    RULE = "rule"
    """One of our rules was slighted."""
    ELSEWHERE = "elsewhere"
    """Safeguarding, harm, something unlawful: others must hear of it too."""
    PRESSURE = "pressure"
    """Told to attend, or what is said here is used in appraisal."""
    LEFT_HERE = "left_here"
    """Something said here has been heard outside."""
    KEEPERS = "keepers"
    """It is about who looks after this, or about the sponsor."""
    OTHER = "other"
    """Anything else. Nobody needs to find the right word for a worry before they may say it."""


GOES_TO: Mapping[Worry, tuple[Route, ...]] = {
    Worry.DANGER: (Route.DANGER, Route.COPING),
    Worry.ELSEWHERE: (Route.HARMED, Route.COLLEAGUE, Route.UNLAWFUL),
}
"""The rows of *where things go* that fit. For the rest there is no row."""
WITHOUT_NAME = frozenset({Worry.RULE, Worry.PRESSURE, Worry.LEFT_HERE, Worry.KEEPERS, Worry.OTHER})
"""May be said without one's name. Where somebody needs help today, whoever helps must be able to ask back."""


class About(StrEnum):
    """Whom a worry about those who look after it is about."""

    FACILITATOR = "facilitator"
    DEPUTY = "deputy"
    SPONSOR = "sponsor"


def hear_it(
    community: Community, worried: PersonId, about: About | None, trusted: PersonId | None
) -> tuple[PersonId, ...]:
    """Who gets a worry. Never the person it is about, and nobody their own.

    A worry goes to the facilitator, or else to the deputy, or else to the member whom the group trusts with
    it. One about who looks after it, or about the sponsor, goes to the other one and to that member.
    """
    keepers = [who.person for who in community.keepers]
    if about is None:
        others = [one for one in (*keepers, trusted) if one and one != worried]
        return tuple(others[:1])
    of = community.deputy if about is About.DEPUTY else community.facilitator
    hearing = [one for one in keepers if of is None or one != of.person]
    return tuple(one for one in (*hearing, trusted) if one and one != worried)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair(Belonging):
    """Something has left the group: no story is told until it is settled, and then it goes. Who said so is not in it.

    `stopped` is the session that rests for it. `round_open`: the room has been asked what it needs. `settled`: the
    ids of those who had walked in, whose cards say that stories still wait.
    """

    said_at: datetime
    stopped: RecordId | None = None
    round_open: bool = False
    settled: tuple[RecordId, ...] = ()
    asked: int = 0
    asks_at: datetime | None
    """When those who look after it are asked again whether it is settled."""

    def asked_again(self, at: datetime) -> "Repair":
        """Once a week, and not for ever."""
        asked = self.asked + 1
        return replace(self, asked=asked, asks_at=at + ASKED_EVERY if asked < MOST_ASKED else None)

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.asks_at, AlarmKind.REPAIR_WAITS)
