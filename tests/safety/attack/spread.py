"""How much room people have: what each tapped, and what was told of it."""

from dataclasses import dataclass

from bot.boundary.views import Card
from bot.domain.ids import PersonId
from bot.domain.notes_sheets import Energy


@dataclass(frozen=True, slots=True)
class Spread:
    """One publication. `taps` are everybody's; `keepers` look after the group, and may have tapped, too."""

    taps: tuple[tuple[PersonId, Energy], ...]
    keepers: tuple[PersonId, ...]
    card: Card
