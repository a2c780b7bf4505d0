"""Whose own page a decision may change: for chats that show one, and draw it again."""

from dataclasses import dataclass

from bot.boundary.decision import Decision
from bot.domain.community import Community
from bot.domain.ids import CommunityId, PersonId


@dataclass(frozen=True, slots=True)
class Touched:
    """Everybody whose page tells of these communities, and these people."""

    communities: frozenset[CommunityId]
    people: frozenset[PersonId]


def touched_by(*decisions: Decision) -> Touched:
    """What is dropped into a box, or lies behind a window's door, is on nobody's page and touches none."""
    changed = [one for each in decisions for one in (*each.keep, *each.forget)]
    people = (one.people for one in changed if isinstance(one, Community))
    return Touched(
        frozenset(one.community for one in changed), frozenset[PersonId]().union(*people)
    )
