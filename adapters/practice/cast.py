"""Who can be played in the practice room, and the places they can be in."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.practice.sorry import not_found, not_yours
from bot.boundary.arrivals import Who
from bot.boundary.trouble import Trouble
from bot.domain.ids import Direct, PersonId, Place, Platform, Room, person_id

PLATFORM = Platform("practice")
WORKSPACE = "practice"
CHANNELS = ("room", "room2", "room3")
"""All that there can be. The first is always there; the others are made when somebody wants one."""


def channel(id: str) -> Room:
    return Room(PLATFORM, WORKSPACE, id)


ROOM = channel(CHANNELS[0])
NAMES = {"room2": "Second channel", "room3": "Third channel"}
"""The first one's name is the cast's."""

Walked = Mapping[str, bool]
"""Who has walked into a channel, or out of it, by the channel's id."""


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
    walked: Walked = field(default_factory=dict)
    """Where they have walked in, or out; otherwise they are where their role is."""

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
        """Where they are, the first channel first."""
        return (*(channel(id) for id in CHANNELS if self.is_in(id)), self.direct)

    def is_in(self, id: str) -> bool:
        """Whether they are in this channel. A sponsor gives permission, and does not sit there; into a new
        one everybody must be let."""
        begins_there = id == CHANNELS[0] and self.role not in (Role.SPONSOR, Role.VISITOR)
        return self.walked.get(id, begins_there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the practice room, what its first channel is called, and the zone its clock is shown in.

    `channels` are those that there are by now.
    """

    people: tuple[Person, ...]
    room: str
    zone: str
    channels: tuple[str, ...] = CHANNELS[:1]

    def find(self, id: str) -> Person | None:
        return next((person for person in self.people if person.id == id), None)

    def person(self, id: str) -> Person:
        if found := self.find(id):
            return found
        everyone = ", ".join(person.id for person in self.people)
        raise not_found(f"Nobody here is called “{id[:40]}”. Choose one of these: {everyone}.")

    def with_walked(self, channels: Collection[str], walked: Mapping[str, Walked]) -> "Cast":
        """With these channels, and with these people where they have walked."""
        people = (replace(one, walked=walked.get(one.id, one.walked)) for one in self.people)
        there = tuple(id for id in CHANNELS if id == CHANNELS[0] or id in channels)
        return replace(self, people=tuple(people), channels=there)

    def name_of(self, channel: str) -> str:
        return NAMES.get(channel, self.room)

    def channel_named(self, said: str) -> str | None:
        """The id of the channel that a script means, by its name or its id; also of one that is not made yet."""
        return next((id for id in CHANNELS if said in (id, self.name_of(id))), None)

    def in_channel(self, id: str) -> tuple[Person, ...]:
        return tuple(one for one in self.people if one.is_in(id))

    @property
    def next_channel(self) -> str | None:
        """The one that would be made now."""
        return next((id for id in CHANNELS if id not in self.channels), None)

    def named(self, person: PersonId) -> Person | None:
        return next((one for one in self.people if one.person == person), None)

    def place_for(self, person: Person, id: str) -> Place:
        """The place that `person` calls `id`: their own, or a sentence that says where they can be."""
        mine = {place_id(place): place for place in person.places}
        if id in mine:
            return mine[id]
        where = " or ".join(f"“{known}”" for known in mine)
        known = {*self.channels, *(place_id(one.direct) for one in self.people)}
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
        why = str(problem.strerror).lower()
        raise CastUnreadable(
            f"The script {path} can't be read ({why}). Look at its name, and at the folder you are in."
        ) from None
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
