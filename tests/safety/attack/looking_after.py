"""Whoever looks after the group reads the notes, and holds the session."""

from dataclasses import dataclass

from bot.boundary.tokens import Act
from bot.boundary.views import Card
from bot.domain.ids import PersonId
from tests.safety.attack.evidence import Lived
from tests.safety.attack.house import House
from tests.safety.attack.passing import cards_of, has
from tests.safety.attack.people import Chance

RETURNED, HELD = 0.03, 0.02


@dataclass
class Keeper:
    house: House
    chance: Chance
    person: PersonId

    def reads(self, lived: Lived) -> None:
        for card in cards_of(self.house, self.person, "read_notes"):
            if has(card, Act.READ_NOTES):
                self._read(lived, self.person, card)
                return

    def holds(self) -> None:
        for card in cards_of(self.house, self.person, "hold"):
            if has(card, Act.HOLD):
                self.house.button(self.person, card, Act.HOLD)
                return

    def _read(self, lived: Lived, reader: PersonId, card: Card) -> None:
        self.house.button(reader, card, Act.READ_NOTES)
        while (form := self.house.form) and (
            fields := [f.name for f in form.fields if f.name[:3] == "do_"]
        ):
            labels = [one.label for one in form.fields if one.name in fields]
            lived.read += [label.partition(": ")[2] for label in labels]
            chosen = {one: self._judged() for one in fields}
            self.house.submit(reader, form, **chosen)

    def _judged(self) -> str:
        if self.chance.of(HELD):
            return "hold"
        return "points" if self.chance.of(RETURNED) else "release"
