"""What somebody has written in private for a round that appears all at once."""

from dataclasses import dataclass

from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.ids import PersonId, RecordId
from bot.domain.marks import mark_of
from bot.domain.records import Belonging


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Belonging):
    """Theirs alone until the round closes. Then it is shown with all the others, and this is forgotten."""

    session: RecordId
    part: Part
    author: PersonId
    text: str

    @property
    def of(self) -> RecordId:
        return self.session


def written_id(community: Community, session: RecordId, part: Part, author: PersonId) -> RecordId:
    """One for each person and round: written again, it takes the place of what was there."""
    return RecordId("o" + mark_of(community, author, session, part))
