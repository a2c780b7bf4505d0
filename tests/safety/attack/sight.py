"""What one attacker sees of one window, and of which notes they ask who wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from bot.domain.ids import PersonId
from tests.safety.attack.dumps import Series
from tests.safety.attack.evidence import Spell
from tests.safety.attack.logs import Line
from tests.safety.attack.platform import Event

Numbers = dict[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """`presses` is empty for whoever does not have the platform's log. `orders`: the notes in every order in
    which they were seen. `series`: dumps one after the other, the first from before the window."""

    texts: Sequence[str]
    circle: Sequence[PersonId]
    presses: Mapping[PersonId, datetime] = field(default_factory=dict)
    presence: Mapping[PersonId, Sequence[Spell]] = field(default_factory=dict)
    events: Sequence[Event] = ()
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    secrets: frozenset[bytes] = frozenset()

    def each(self, values: Mapping[PersonId, float]) -> np.ndarray:
        """The same for every note."""
        row = np.array([values.get(one, 0.0) for one in self.circle])
        return np.tile(row, (len(self.texts), 1))

    def nothing(self) -> np.ndarray:
        return np.zeros((len(self.texts), len(self.circle)))
