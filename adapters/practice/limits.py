"""How fast the practice room can be spoken to: as fast as you like."""

from bot.boundary.delivery import Lane, Step
from bot.domain.ids import Place


def limits(place: Place, step: Step) -> tuple[Lane, ...]:  # noqa: ARG001 - all is alike here
    return ()
