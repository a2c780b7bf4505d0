"""Who can be played in the practice room, and the places they can be in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.practice.sorry import not_found, not_yours
from bot.boundary.arrivals import Who
from bot.boundary.trouble import Trouble
from bot.domain.ids import Direct, PersonId, Place, Platform, Room, person_id

PLATFORM = Platform("practice")
WORKSPACE = "practice"
ROOM = Room(PLATFORM, WORKSPACE, "room")


class Role(StrEnum):
    """The part a person is meant to play. The bot does not know it: it only knows what people do."""

    SPONSOR = "sponsor"
    FACILITATOR = "facilitator"
    DEPUTY = "deputy"
    MEMBER = "member"
    VISITOR = "visitor"
    """Works nearby, and is not in the channel until they walk in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`id` is short and for addresses (`hannah`); `blurb` is a line about them for whoever plays them."""

    id: str
    name: str
    role: Role
    blurb: str = ""
    walked: bool | None = None
    """Whether they have walked into the channel, or out of it; None: they are where their role is."""

    @property
    def person(self) -> PersonId:
        return person_id(PLATFORM, WORKSPACE, self.id)

    @property
    def who(self) -> Who:
        return Who(self.person, self.name)

    @property
    def direct(self) -> Direct:
        return Direct(self.person)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where they are."""
        return (ROOM, self.direct) if self.inside else (self.direct,)

    @property
    def inside(self) -> bool:
        """Whether they are in the channel. A sponsor gives permission, and does not sit there."""
        if self.walked is not None:
            return self.walked
        return self.role not in (Role.SPONSOR, Role.VISITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the practice room, what the room is called, and the zone its clock is shown in."""

    people: tuple[Person, ...]
    room: str
    zone: str

    def find(self, id: str) -> Person | None:
        return next((person for person in self.people if person.id == id), None)

    def person(self, id: str) -> Person:
        if found := self.find(id):
            return found
        everyone = ", ".join(person.id for person in self.people)
        raise not_found(f"Nobody here is called “{id[:40]}”. Choose one of these: {everyone}.")

    def with_walked(self, walked: Mapping[str, bool]) -> "Cast":
        """With these people in the channel, or out of it."""
        people = (replace(one, walked=walked.get(one.id, one.walked)) for one in self.people)
        return replace(self, people=tuple(people))

    def named(self, person: PersonId) -> Person | None:
        return next((one for one in self.people if one.person == person), None)

    def place_for(self, person: Person, id: str) -> Place:
        """The place that `person` calls `id`: their own, or a sentence that says where they can be."""
        mine = {place_id(place): place for place in person.places}
        if id in mine:
            return mine[id]
        where = " or ".join(f"“{known}”" for known in mine)
        known = {place_id(place) for one in self.people for place in one.places}
        sentence = f"{person.name} is not in “{id[:40]}”. Use {where}."
        raise not_yours(sentence) if id in known else not_found(sentence)


def place_id(place: Place) -> str:
    """What the page and the API call a place: `room`, or `dm:hannah`."""
    match place:
        case Room(channel=channel):
            return channel
        case Direct(person=person):
            return f"dm:{person.rsplit('/', 1)[-1]}"


class CastUnreadable(Trouble):
    """The file can't be used. The sentence is for the person who wrote it."""


def read_cast(path: Path) -> Cast:
    """Read `[[people]]`, `room` and `zone`. Raises `CastUnreadable` with a sentence."""
    try:
        return cast_from(tomllib.loads(path.read_text("utf-8")))
    except OSError as problem:
        raise CastUnreadable(f"The people of the practice room can't be read: {problem}.") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise CastUnreadable(
            f"Something in {path.name} is not as it should be: {problem}."
        ) from None


def cast_from(table: Mapping[str, object]) -> Cast:
    people = table["people"]
    if not isinstance(people, list):
        raise TypeError("people must be written as [[people]]")
    cast = Cast(
        people=tuple(Person(**{**one, "role": Role(one["role"])}) for one in people),
        room=str(table.get("room", "Practice channel")),
        zone=str(ZoneInfo(str(table.get("zone", "Europe/London"))).key),
    )
    if len({person.id for person in cast.people}) != len(cast.people):
        raise ValueError("two people have the same id")
    return cast
