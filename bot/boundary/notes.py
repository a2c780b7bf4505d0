"""What lies behind the door: sealed leaves without a name, as they cross the wall to storage.

A window has one box and one door. The box is one value of a fixed size, laid anew as a whole at every
pass, so that it has no order and no times. The door knows who has passed, by a mark that dies with the
window's key. Nothing joins the two (docs/decisions/0016).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.boundary.arrivals import DeliveryId
from bot.domain.ids import CommunityId, PersonId

Leaf = Mapping[str, str]
"""One sheet in the box. The core alone knows what its words mean; storage gives each the same size."""

LEAF_SIZE = 2048
"""Bytes of every leaf, written as JSON in UTF-8: 400 characters of any script, and what belongs to them."""


def as_bytes(leaf: Leaf) -> bytes:
    """As it is measured and laid down."""
    written = json.dumps(dict(leaf), ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "replace")


def must_fit(leaves: Collection[Leaf], slots: int) -> None:
    """`ValueError`, which quotes nothing, when there are too many for the box, or one is over its size."""
    if len(leaves) > slots:
        raise ValueError(f"{len(leaves)} leaves for {slots} slots")
    longest = max((len(as_bytes(leaf)) for leaf in leaves), default=0)
    if longest > LEAF_SIZE:
        raise ValueError(f"a leaf of {longest} bytes")


class Passage(StrEnum):
    """How a person stands to a window's door."""

    FREE = "free"
    PASSED = "passed"
    AGAIN = "again"
    """By this very delivery, which has come a second time: it is answered as it was."""
    NO_WAY = "no_way"
    """The window is over, or they were not a member when it opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBox:
    """A new key, a door with a mark for each of `people` in an order of chance, and a box of `slots` leaves,
    of which `leaves` are written on. A window that is open already stays as it is."""

    community: CommunityId
    window: str
    people: tuple[PersonId, ...]
    slots: int
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """`person` goes through the door, and the box is laid anew with exactly `leaves` in it.

    Whether something was written or not: the same work, the same size, the same statements. More leaves
    than slots, one over its size, or a person who is not `FREE` to pass is a bug of ours and raises
    `ValueError`.
    """

    window: str
    person: PersonId
    delivery: DeliveryId
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayAnew:
    """The box is laid anew with exactly `leaves`; nobody goes through the door."""

    window: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyBox:
    """The box, its door and its key are gone. What is to live on of it is kept as `Note`s beside this."""

    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note that has come out of its box. `key` is made by chance (UUID4) and tells nothing; `window` is the
    label of the window it was written in. It has no person, no time and no order. What has been added to
    its leaf since may be over `LEAF_SIZE`: it takes the next multiple then."""

    community: CommunityId
    key: str
    window: str
    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepNotes:
    """Write these down, in an order of chance; those whose `key` is there already are replaced, and all of
    the community's notes are laid anew with them, so that no row tells when it was touched."""

    community: CommunityId
    notes: tuple[Note, ...]

    def __post_init__(self) -> None:
        if any(note.community != self.community for note in self.notes):
            raise ValueError("a note of another community")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetNotes:
    """Delete these, and lay the others anew."""

    community: CommunityId
    keys: tuple[str, ...]


OfNotes = OpenBox | Pass | LayAnew | DestroyBox | KeepNotes | ForgetNotes
