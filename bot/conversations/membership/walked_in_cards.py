"""The cards about somebody who can read the room and was not invited, once that is settled."""

from collections.abc import Iterable

from bot.boundary.decision import Revise
from bot.boundary.views import Card
from bot.conversations.saying import revised, texts
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.walked_in import WalkedIn


def room_name(id: RecordId) -> str:
    return f"walked_in:{id}"


def keepers_name(id: RecordId) -> str:
    return f"walked_in:{id}:keepers"


def shown_settled(community: Community, walked_in: WalkedIn, key: str) -> tuple[Revise, ...]:
    return _shown(community, walked_in.id, Card("", texts(key, name=walked_in.name)))


def wait_no_more(community: Community, settled: Iterable[RecordId]) -> tuple[Revise, ...]:
    """They said that stories still wait for something else. Now that is settled too."""
    card = Card("", texts("walked_in.has_left"))
    return tuple(one for id in settled for one in _shown(community, id, card))


def _shown(community: Community, id: RecordId, card: Card) -> tuple[Revise, ...]:
    return tuple(revised(community, name, card) for name in (room_name(id), keepers_name(id)))
