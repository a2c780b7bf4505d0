"""What somebody does is handed in once, and they see in time what comes of it."""

import asyncio
from dataclasses import replace

import pytest

from adapters.slack import taking as slack_taking
from adapters.slack.taking import BROKEN, Taking
from bot.boundary.arrivals import DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import FormErrors, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Text
from bot.domain.ids import Direct, PersonId
from tests.adapters.slow_desk import THANKS, SlowDesk
from tests.box import MONDAY

ONE = DeliveryId("1")
ANN = PersonId("slack/T1/U1")
FORM = FormSubmitted(
    id=ONE, at=MONDAY, who=Who(ANN, "Ann"), place=Direct(ANN), token="rename.c1", given=Given()
)


@pytest.fixture
def desk() -> SlowDesk:
    return SlowDesk()


@pytest.fixture
def taking(desk: SlowDesk, monkeypatch: pytest.MonkeyPatch) -> Taking:
    """Whatever has to wait at all is slow."""
    monkeypatch.setattr(slack_taking, "SLOW", 0.0)
    return Taking(desk.take)


async def a_moment() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_whoever_presses_a_slow_form_again_has_its_answer_and_it_counts_once(
    desk: SlowDesk, taking: Taking
) -> None:
    first = await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    assert first is None
    assert await taking.in_time(FORM) == THANKS
    assert desk.came == [ONE]


async def test_the_answer_to_a_slow_form_does_not_wait_for_ever(
    desk: SlowDesk, taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_taking, "REMEMBERED", 0.0)
    await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    await taking.in_time(FORM)

    assert desk.came == [ONE, ONE]


async def test_of_a_slow_form_without_a_trace_nothing_is_remembered(
    desk: SlowDesk, taking: Taking
) -> None:
    """The answer has six words in it. Whoever presses again is known by the door."""
    desk.lasting = False
    form = replace(FORM, token=Token(Act.CHECK_IN_DONE, ("w1",)).pack())
    await taking.in_time(form)
    desk.may.set()
    await a_moment()

    assert taking._under_way == {}
    await taking.in_time(form)
    assert desk.came == [ONE, ONE]


async def test_only_whoever_has_to_wait_is_asked_to(desk: SlowDesk, taking: Taking) -> None:
    asked = list[str]()
    waiting = asyncio.ensure_future(taking.answered(FORM, lambda: asked.append("slow")))
    await a_moment()
    desk.may.set()
    await waiting
    await taking.answered(FORM, lambda: asked.append("at once"))
    await a_moment()

    assert asked == ["slow"]


async def test_what_fails_is_said_where_it_was_done(desk: SlowDesk, taking: Taking) -> None:
    desk.breaks = True
    desk.may.set()

    (said,) = await taking.answered(FORM, lambda: None)

    assert said == Whisper(Card("", (Text(BROKEN),)))


async def test_of_a_form_that_fails_it_is_said_in_the_form(desk: SlowDesk, taking: Taking) -> None:
    desk.breaks = True
    await taking.in_time(FORM)
    desk.may.set()
    await a_moment()

    assert await taking.in_time(FORM) == (FormErrors({"": BROKEN}),)
