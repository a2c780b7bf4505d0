"""Names of things. All are opaque: nothing may be read out of an id but what a function here gives."""

from dataclasses import dataclass
from typing import NewType

Platform = NewType("Platform", str)
"""Which chat world something belongs to. The core compares platforms; it never names one."""

PersonId = NewType("PersonId", str)
"""One person on one platform: `platform/workspace/user`."""

RecordId = NewType("RecordId", str)
"""Any kept record's id: at most 24 characters, letters and digits, from the `Mint`."""

CommunityId = NewType("CommunityId", RecordId)

PostName = NewType("PostName", str)
"""What the core calls a post, so that it can be changed in place: `session:<id>`. One per place."""

Address = NewType("Address", str)
"""What the platform calls a post, once it stands there."""


@dataclass(frozen=True, slots=True, order=True)
class Room:
    """A shared place: a channel. A community has one or more."""

    platform: Platform
    workspace: str
    channel: str


@dataclass(frozen=True, slots=True, order=True)
class Direct:
    """The private place between the bot and one person."""

    person: PersonId


Place = Room | Direct


def person_id(platform: str, workspace: str, user: str) -> PersonId:
    """`workspace` and `platform` hold no slash; `user` may hold anything."""
    return PersonId(f"{platform}/{workspace}/{user}")


def platform_of(place: Place) -> Platform:
    match place:
        case Room(platform=platform):
            return platform
        case Direct(person=person):
            return Platform(person.split("/", 2)[0])


def workspace_of(place: Place) -> str:
    match place:
        case Room(workspace=workspace):
            return workspace
        case Direct(person=person):
            return person.split("/", 2)[1]


def user_of(person: PersonId) -> str:
    """The platform's own id of this person."""
    return person.split("/", 2)[2]


def place_key(place: Place) -> str:
    """One string for a place: what storage and lanes call it. Reversed by `place_from`."""
    match place:
        case Room(platform=platform, workspace=workspace, channel=channel):
            return f"room/{platform}/{workspace}/{channel}"
        case Direct(person=person):
            return f"direct/{person}"


def place_from(key: str) -> Place:
    kind, rest = key.split("/", 1)
    if kind == "direct":
        return Direct(PersonId(rest))
    platform, workspace, channel = rest.split("/", 2)
    return Room(Platform(platform), workspace, channel)
