"""What somebody does is handed in once, and they see in time what comes of it."""

import asyncio
from dataclasses import dataclass, field

import pytest

from adapters.slack import taking as slack_taking
from adapters.slack.taking import BROKEN, Taking
from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import FormErrors, Reply, Whisper
from bot.boundary.views import Card, Text
from bot.domain.ids import Direct, PersonId
from tests.adapters.teams.incoming import AT

ONE = DeliveryId("1")
ANN = PersonId("slack/T1/U1")
FORM = FormSubmitted(
    id=ONE, at=AT, who=Who(ANN, "Ann"), place=Direct(ANN), token="rename.c1", given=Given()
)
THANKS: tuple[Reply, ...] = (Whisper(Card("", (Text("Thank you."),))),)


@dataclass
class Desk:
    """Answers a delivery once, when it may; and then with nothing new."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    came: list[DeliveryId] = field(default_factory=list)
    breaks: bool = False

    async def take(self, arrival: Arrival) -> tuple[Reply, ...]:
        known = arrival.id in self.came
        self.came.append(arrival.id)
        await self.may.wait()
        if self.breaks:
            raise ZeroDivisionError
        return () if known else THANKS


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def taking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Taking:
    """Whatever has to wait at all is slow."""
    monkeypatch.setattr(slack_taking, "SLOW", 0.0)
    return Taking(desk.take)


async def a_moment() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_whoever_presses_a_slow_form_again_has_its_answer_and_it_counts_once(
    desk: Desk, taking: Taking
) -> None:
    first = await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    assert first is None
    assert await taking.in_time(FORM) == THANKS
    assert desk.came == [ONE]


async def test_the_answer_to_a_slow_form_does_not_wait_for_ever(
    desk: Desk, taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_taking, "REMEMBERED", 0.0)
    await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    await taking.in_time(FORM)

    assert desk.came == [ONE, ONE]


async def test_only_whoever_has_to_wait_is_asked_to(desk: Desk, taking: Taking) -> None:
    asked = list[str]()
    waiting = asyncio.ensure_future(taking.answered(FORM, lambda: asked.append("slow")))
    await a_moment()
    desk.may.set()
    await waiting
    await taking.answered(FORM, lambda: asked.append("at once"))
    await a_moment()

    assert asked == ["slow"]


async def test_what_fails_is_said_where_it_was_done(desk: Desk, taking: Taking) -> None:
    desk.breaks = True
    desk.may.set()

    (said,) = await taking.answered(FORM, lambda: None)

    assert said == Whisper(Card("", (Text(BROKEN),)))


async def test_of_a_form_that_fails_it_is_said_in_the_form(desk: Desk, taking: Taking) -> None:
    desk.breaks = True
    await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    assert await taking.in_time(FORM) == (FormErrors({"": BROKEN}),)
