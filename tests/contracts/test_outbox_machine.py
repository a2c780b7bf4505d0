"""Whatever happens, in whatever order: nothing is carried twice, nothing is lost, the order is kept.

A platform that can be asked; couriers that fall over at any moment; clocks that jump.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.boundary.decision import Care, Post, Revise
from bot.boundary.delivery import Absent, Carried, Doubted, Errand, NotTaken, Outcome
from bot.boundary.views import Card
from bot.domain.ids import Address, Place, PostName
from tests.contracts.given import HOME, NOW, ROOM, Rig, card, direct, post

PLACES = (ROOM, direct(1), direct(2))
Key = tuple[str, Place]
places = st.sampled_from(PLACES)
rarely = st.sampled_from([False, False, True])
fate = st.sampled_from(["carried", "carried", "slow", "lost", "busy", "refused", "crashed"])
seconds = st.integers(0, 90)


class Platform:
    """Remembers what stands where, and in which order it came."""

    def __init__(self) -> None:
        self.stands: dict[Key, Card] = {}
        self.arrived: list[Key] = []

    def take(self, errand: Errand) -> Carried:
        key = (errand.name, errand.place)
        if errand.address is None:
            self.arrived.append(key)
        self.stands[key] = errand.card
        return Carried(errand, errand.address or Address(f"{errand.name}@{errand.place}"))

    def find(self, errand: Errand) -> Outcome:
        if errand.address is not None:
            return self.take(errand)
        if (errand.name, errand.place) in self.stands:
            return Carried(errand, Address(f"{errand.name}@{errand.place}"))
        return Absent(errand)


class Machine(RuleBasedStateMachine):
    """The outbox under a rough life."""

    def __init__(self, rig: Rig) -> None:
        super().__init__()
        self.rig = rig
        rig.meddle("DELETE FROM outbox")
        self.now = NOW
        self.platform = Platform()
        self.said: dict[Key, Post] = {}
        self.wanted: dict[Key, Card] = {}
        self.on_the_way: list[Errand] = []

    @initialize()
    def have_something_to_do(self) -> None:
        for place in (ROOM, ROOM, ROOM, direct(1)):
            self._say(place, under=False, held=0)

    @rule(place=places, under=rarely, held=st.sampled_from([0, 0, 0, 45]))
    def say(self, place: Place, under: bool, held: int) -> None:
        self._say(place, under=under, held=held)

    def _say(self, place: Place, *, under: bool, held: int) -> None:
        name = PostName(f"p{len(self.said):03}")
        parent = next((key[0] for key in self.said if key[1] == place), None) if under else None
        said = post(
            name,
            place,
            f"{name} first",
            under=parent,
            care=Care.REPEAT,
            not_before=self.now + timedelta(seconds=held) if held else None,
        )
        self.said[name, place] = said
        self.wanted[name, place] = said.card
        self.rig.say(said, at=self.now)

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def say_again(self, data: st.DataObject) -> None:
        self.rig.say(data.draw(st.sampled_from(list(self.said.values()))), at=self.now)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), words=st.integers())
    def revise(self, data: st.DataObject, words: int) -> None:
        name, place = data.draw(st.sampled_from(list(self.said)))
        self.wanted[name, place] = card(str(words))
        revise = Revise(community=HOME, name=PostName(name), card=card(str(words)), to=place)
        self.rig.say(revise, at=self.now)

    @rule(most=st.integers(1, 5), fates=st.lists(fate, min_size=5, max_size=5), data=st.data())
    def a_courier_goes(self, most: int, fates: list[str], data: st.DataObject) -> None:
        """Those that are on their way from earlier go on too, in any order."""
        self.on_the_way += self.rig.claim(self.now, most)
        going = data.draw(st.permutations(self.on_the_way))
        for errand, fate in zip(going, fates, strict=False):
            self._meet(errand, fate)

    def _meet(self, errand: Errand, fate: str) -> None:
        if fate == "slow":
            return
        self.on_the_way.remove(errand)
        match fate:
            case "carried":
                self.rig.settle(self.platform.take(errand), at=self.now)
            case "lost":
                self.platform.take(errand)
                self.rig.settle(Doubted(errand), at=self.now)
            case "busy":
                self.rig.settle(NotTaken(errand, "busy", after=2.0), at=self.now)
            case "refused":
                self.rig.settle(NotTaken(errand, "no"), at=self.now)
            case "crashed":
                self.platform.take(errand)

    @rule(answered=st.booleans())
    def look_for_the_doubtful(self, answered: bool) -> None:
        for errand in self.rig.outbox.doubtful(self.now, 10):
            outcome = self.platform.find(errand) if answered else Doubted(errand)
            self.rig.settle(outcome, at=self.now)

    @rule(by=seconds)
    def time_passes(self, by: int) -> None:
        """A courier gives a post up long before its lease ends, so none is on its way after it."""
        self.now += timedelta(seconds=by)
        self.on_the_way = [
            errand
            for errand in self.on_the_way
            if self.now < errand.claimed_at + timedelta(seconds=30)
        ]

    @invariant()
    def nothing_stands_twice(self) -> None:
        assert len(self.platform.arrived) == len(set(self.platform.arrived))

    @invariant()
    def nothing_is_on_its_way_twice(self) -> None:
        ids = [errand.id for errand in self.on_the_way]
        assert len(ids) == len(set(ids))

    @invariant()
    def what_was_said_first_arrives_first(self) -> None:
        """Among posts of one place that were neither held back nor hung under another."""
        plain = [
            key
            for key in self.platform.arrived
            if self.said[key].not_before is None and self.said[key].under is None
        ]
        for place in PLACES:
            arrived = [key for key in plain if key[1] == place]
            assert arrived == sorted(arrived)

    @invariant()
    def no_child_comes_before_its_parent(self) -> None:
        for place, key in enumerate(self.platform.arrived):
            parent = self.said[key].under
            assert parent is None or (parent, key[1]) in self.platform.arrived[:place]

    def teardown(self) -> None:
        """In the end everything stands once, with the newest words."""
        for _ in range(1000):
            self.now += timedelta(minutes=61)
            doubtful = self.rig.outbox.doubtful(self.now, 100)
            self.rig.settle(*(self.platform.find(errand) for errand in doubtful), at=self.now)
            claimed = self.rig.claim(self.now)
            self.rig.settle(*(self.platform.take(errand) for errand in claimed), at=self.now)
            if not (doubtful or claimed) and self.rig.outbox.next_due(self.now) is None:
                break
        assert self.platform.stands == self.wanted
        self.nothing_stands_twice()


@pytest.mark.parametrize(("engine", "examples"), [("sqlite", 25), ("postgres", 25)])
def test_the_outbox_keeps_its_promises(
    request: pytest.FixtureRequest, engine: str, examples: int
) -> None:
    rig = Rig(request.getfixturevalue(f"fresh_{engine}")())

    run_state_machine_as_test(
        lambda: Machine(rig),
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    rig.close()
