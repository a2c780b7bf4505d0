"""What an attacker has, and what is true. The two never meet but where guesses are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import PersonId
from tests.safety.attack.dumps import Dump
from tests.safety.attack.logs import Line
from tests.safety.attack.platform import Event

Spell = tuple[datetime, datetime]


@dataclass
class Lived:
    """One window: the evidence. `crowd` passed; those who look after the group are not in it.

    `told` are the notes in the order in which the room read them, each by its text.
    """

    key: str
    members: tuple[PersonId, ...]
    keepers: tuple[PersonId, ...]
    opened_at: datetime
    closed_at: datetime
    crowd: frozenset[PersonId] = frozenset()
    present: frozenset[PersonId] = frozenset()
    presence: Mapping[PersonId, Sequence[Spell]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    before: Dump | None = None
    open_dumps: list[Dump] = field(default_factory=list)
    after: Dump | None = None
    backups: list[Dump] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    footprints: list[str] = field(default_factory=list)

    @property
    def presses(self) -> Mapping[PersonId, datetime]:
        """The last form that each handed in while it was open, as the platform's log has it."""
        return {
            one.person: one.at
            for one in self.events
            if one.kind == "form submitted"
            and one.person in self.members
            and one.at <= self.closed_at
        }


@dataclass(frozen=True, slots=True)
class Written:
    """The truth about one note."""

    text: str
    writer: PersonId
    window: str


@dataclass
class Truth:
    """`crowds`: who went through the door of each window."""

    notes: dict[str, Written] = field(default_factory=dict)
    crowds: dict[str, frozenset[PersonId]] = field(default_factory=dict)

    def crowd_of(self, text: str) -> frozenset[PersonId]:
        return self.crowds[self.notes[text].window]
