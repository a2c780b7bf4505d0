"""Marks that name what is somebody's, for what is not sealed: the ids of records, and the names of posts."""

from hashlib import sha256

from bot.domain.community import Community
from bot.domain.ids import PersonId

LENGTH = 20


def mark_of(community: Community, person: PersonId, *about: str) -> str:
    """The same for the same person and matter. Without the community's record, where what came by chance lies
    sealed, it leads to nobody: who has the list of an organisation's people can't try them one by one."""
    words = "/".join((community.chance, community.id, person, *about))
    return sha256(words.encode()).hexdigest()[:LENGTH]
