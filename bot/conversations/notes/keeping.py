"""Notes that have come out of their box, as the core reads them and as storage keeps them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from bot.boundary.notes import ForgetNotes, KeepNotes, Note, OfNotes
from bot.domain.ids import CommunityId
from bot.domain.unsigned import Unsigned, leaf_of, read_note


def read_notes(notes: Iterable[Note]) -> tuple[Unsigned, ...]:
    return tuple(read_note(one.key, int(one.window), one.leaf) for one in notes)


def kept(
    community: CommunityId, notes: Sequence[Unsigned], gone: Collection[str] = ()
) -> tuple[OfNotes, ...]:
    """What storage is to do; nothing at all where nothing has changed."""
    written = tuple(_note(community, one) for one in notes)
    return (
        *((ForgetNotes(community=community, keys=tuple(gone)),) if gone else ()),
        *((KeepNotes(community=community, notes=written),) if written else ()),
    )


def new_key(id: Callable[[], str]) -> str:
    """A UUID of the fourth version: chance and nothing else. `id` is a mint's."""
    chance = sha256(f"{id()}{id()}{id()}".encode()).digest()
    return str(UUID(bytes=chance[:16], version=4))


def _note(community: CommunityId, one: Unsigned) -> Note:
    return Note(community=community, key=one.key, window=str(one.session), leaf=leaf_of(one))
