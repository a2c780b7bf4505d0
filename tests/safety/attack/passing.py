"""One person goes through the form, as anybody does: all its pages, and what people do besides."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.boundary.tokens import Act
from bot.boundary.views import Card, Form, Quote
from bot.domain.ids import PersonId
from bot.domain.notes_sheets import Deed, Energy
from tests.safety.attack.evidence import Lived, Truth, Written
from tests.safety.attack.footprint import footprint
from tests.safety.attack.house import House
from tests.safety.attack.people import DWELLS, Chance, Person, Plan

LOOKED_AT, NO_TAP = 0.05, 0.25


@dataclass
class Passing:
    """`passed` and `taps` are of the window that is open; receipts last."""

    house: House
    chance: Chance
    members: list[Person]
    truth: Truth
    any_time: bool = False
    types_visibly: bool = False
    receipts: dict[PersonId, str] = field(default_factory=dict)
    taps: dict[PersonId, Energy] = field(default_factory=dict)
    passed: set[PersonId] = field(default_factory=set)

    def begin(self) -> None:
        self.taps, self.passed = {}, set()

    def goes_through(self, lived: Lived, plan: Plan) -> None:
        """All pages of the form, as anybody goes through them."""
        person, house = plan.person.id, self.house
        if self._open(person) is None:
            return
        if plan.looks_up and house.form and house.form.buttons:
            page = house.form
            house.press(person, page.buttons[0].token)
        if plan.opens_twice:
            self._later(5, 60)
        page = self._open(person) if plan.opens_twice or plan.looks_up else house.form
        if page is None:
            return
        tap = (
            None
            if self.chance.of(NO_TAP)
            else self.chance.random.choices(list(Energy), (3, 4, 2, 1))[0]
        )
        texts = [self.chance.token() for _ in range(plan.writes)]
        first = dict(zip(("note", "second"), texts, strict=False))
        old = self.receipts.get(person, "") if plan.uses_receipt else ""
        self._later(*(_visible(plan) if self.types_visibly else DWELLS))
        house.submit(person, page, **first, energy=tap or "", receipt=old)
        second = house.form
        if second is None:
            return
        if second.token.partition(".")[0] != Act.CHECK_IN_DONE:  # not in the product; in leaky ones
            self._been_through(lived, plan, texts, tap)
            return
        self._later(3, 40)
        if self.chance.of(LOOKED_AT):
            with footprint(lived.footprints, house, person):
                self._done(person, second, twice=plan.sent_twice, fails=plan.fails)
        else:
            self._done(person, second, twice=plan.sent_twice, fails=plan.fails)
        self._been_through(lived, plan, texts, tap)

    def _done(self, person: PersonId, page: Form, *, twice: bool, fails: bool) -> None:
        if fails:
            self.house.restart()
        deeds = [one for one in page.fields if one.name == "deed"]
        answers = {"deed": f"1_{Deed.WITHDRAW}"} if deeds and self.chance.of(0.3) else {}
        self.house.submit(person, page, twice=twice, **answers)

    def _been_through(self, lived: Lived, plan: Plan, texts: list[str], tap: Energy | None) -> None:
        """Whoever came too late has not been, and nothing of theirs counts."""
        person, page = plan.person.id, self.house.form
        if page is None:
            return
        words = [one.text for one in page.intro if isinstance(one, Quote)]
        self.passed.add(person)
        if tap:
            self.taps[person] = tap
        if plan.person in self.members:
            lived.crowd |= {person}
            self.truth.crowds[lived.key] = lived.crowd
        for text in texts:
            self.truth.notes[text] = Written(text, person, lived.key)
        if texts and words:
            self.receipts[person] = words[0]
            if plan.in_a_hurry:
                self._takes_back(person, words[0])

    def _takes_back(self, person: PersonId, words: str) -> None:
        self._later(60, 600)
        self.house.command(person, "receipt")
        if self.house.form:
            self.house.submit(person, self.house.form, receipt=words)

    def _open(self, person: PersonId) -> Form | None:
        if self.any_time:
            self.house.command(person, "note")
        else:
            card = next(filter(_opens, cards_of(self.house, person, "check_in")), None)
            if card is None:
                return None
            self.house.button(person, card, Act.CHECK_IN)
        form = self.house.form
        return form if form and form.fields else None

    def _later(self, least: float, most: float) -> None:
        seconds = self.chance.random.uniform(least, most)
        self.house.until(self.house.now + timedelta(seconds=seconds))


def cards_of(house: House, to: str, name: str) -> list[Card]:
    """The newest first."""
    cards = reversed(list(house.platform.cards.items()))
    return [card for (at, of), card in cards if at == to and of.partition(":")[0].startswith(name)]


def has(card: Card, act: Act) -> bool:
    return any(one.token.partition(".")[0] == act for one in card.buttons)


def _opens(card: Card) -> bool:
    return has(card, Act.CHECK_IN)


def _visible(plan: Plan) -> tuple[float, float]:
    return (60, 400) if plan.writes else (5, 40)
