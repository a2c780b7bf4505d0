"""How much room people have: what each tapped, and what was told of it."""

from dataclasses import dataclass

from bot.boundary.views import Card, Points, Text
from bot.domain.ids import PersonId
from bot.domain.notes_sheets import Energy
from tests.safety.attack.differencing import as_published


@dataclass(frozen=True, slots=True)
class Spread:
    """One publication. `taps` are everybody's; `keepers` look after the group, and may have tapped, too."""

    taps: tuple[tuple[PersonId, Energy], ...]
    keepers: tuple[PersonId, ...]
    card: Card


def as_meant(spread: Spread) -> bool:
    """Whether the card says of it what the program would say, whole and once: that is what X7 takes apart."""
    answers = [tap for _, tap in spread.taps]
    words = as_published(tuple(answers.count(one) for one in Energy))
    body = (one for one in spread.card.body if isinstance(one, Text | Points))
    said = [
        line for one in body for line in (one.lines if isinstance(one, Points) else (one.text,))
    ]
    return set(words) <= set(said)
