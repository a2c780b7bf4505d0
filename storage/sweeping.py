"""Whose old rows must not be found behind a decision: those of what is without a name."""

from collections.abc import Mapping

from sqlalchemy import Table

from bot.boundary.decision import Decision
from bot.boundary.notes import (
    DestroyBox,
    ForgetNotes,
    KeepNotes,
    LayAnew,
    OfNotes,
    OpenBox,
    Pass,
)
from bot.domain.community import Community
from storage.unsigned import UNSIGNED, box, box_slip, note, window_box, window_door, window_key

LEFT_BY: Mapping[type[OfNotes], frozenset[Table]] = {
    OpenBox: frozenset(),
    Pass: frozenset({window_box, window_door}),
    LayAnew: frozenset({window_box}),
    DestroyBox: frozenset({window_key, window_box, window_door}),
    KeepNotes: frozenset({note}),
    ForgetNotes: frozenset({note}),
}
"""With a box as it was before and after a pass, whoever has the master key too knows whose each leaf is. So it is
with slips: the old row of a poll beside them tells who voted just then."""


def left_by(decision: Decision) -> frozenset[Table]:
    """Tables that this decision leaves old rows in."""
    if any(isinstance(one, Community) for one in decision.forget):
        return frozenset(UNSIGNED)
    emptied = frozenset({box, box_slip}) if decision.empty else frozenset[Table]()
    laid_anew = frozenset({box_slip}) if decision.drop else frozenset[Table]()
    return emptied.union(laid_anew, *(LEFT_BY[type(one)] for one in decision.notes))
