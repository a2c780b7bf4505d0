"""What arrives is handed in once, however often Teams brings it, and answered in time."""

import asyncio

import pytest

from adapters.teams import inbound
from adapters.teams.taking import MOST, REMEMBERED, Taking
from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted, Given, Who
from bot.boundary.tokens import Act, Token
from bot.domain.ids import Direct
from tests.adapters.slow_desk import THANKS, SlowDesk
from tests.adapters.teams.hands import Hands
from tests.adapters.teams.incoming import AT
from tests.adapters.waiting import until

ANN = inbound.of("contoso", "aad-ann")
BEN = inbound.of("contoso", "aad-ben")
ONE, OTHER = DeliveryId("1"), DeliveryId("2")


@pytest.fixture
def desk() -> SlowDesk:
    return SlowDesk()


@pytest.fixture
def taking(desk: SlowDesk) -> Taking:
    return Taking(desk.take, clock=lambda: 0.0)


def press(id: DeliveryId = ONE) -> Arrival:
    return inbound.press(id, "vote.p1.yes", Who(ANN, "Ann"), Direct(ANN), AT)


async def test_what_is_under_way_is_waited_for_and_counts_once(
    desk: SlowDesk, taking: Taking
) -> None:
    first = asyncio.ensure_future(taking.answered(press()))
    second = asyncio.ensure_future(taking.answered(press()))
    await asyncio.sleep(0)
    desk.may.set()

    assert (await first, await second) == (THANKS, THANKS)
    assert desk.came == [ONE]


async def test_what_was_kept_is_answered_as_the_first_time(desk: SlowDesk, taking: Taking) -> None:
    desk.may.set()

    answers = [await taking.answered(press()) for _ in range(3)]

    assert answers == [THANKS] * 3


async def test_what_keeps_nothing_is_decided_afresh(desk: SlowDesk, taking: Taking) -> None:
    desk.may.set()
    desk.lasting = False
    await taking.answered(press())
    await taking.answered(press())

    assert desk.came == [ONE, ONE]


async def test_what_failed_is_tried_afresh(desk: SlowDesk, taking: Taking) -> None:
    desk.may.set()
    desk.breaks = True
    with pytest.raises(ZeroDivisionError):
        await taking.answered(press())
    desk.breaks = desk.lasting = False

    assert await taking.answered(press()) == THANKS


async def test_what_is_answered_by_a_message_is_answered_once(
    desk: SlowDesk, taking: Taking
) -> None:
    first = asyncio.ensure_future(taking.once(press()))
    again = asyncio.ensure_future(taking.once(press()))
    await asyncio.sleep(0)
    desk.may.set()

    assert (await first, await again) == (THANKS, ())


async def test_of_a_form_without_a_trace_nothing_is_remembered(
    desk: SlowDesk, taking: Taking
) -> None:
    desk.may.set()
    form = FormSubmitted(
        id=ONE,
        at=AT,
        who=Who(ANN, "Ann"),
        place=Direct(ANN),
        token=Token(Act.CHECK_IN_DONE, ("w1",)).pack(),
        given=Given(),
    )
    await taking.answered(form)
    again = await taking.answered(form)

    assert again == ()


async def test_what_was_answered_is_forgotten_after_a_while(
    desk: SlowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.taking.REMEMBERED", 0.05)
    monkeypatch.setattr("adapters.teams.taking.A_MOMENT", 0.01)
    desk.may.set()
    clock = Hands(0.0)
    taking = Taking(desk.take, clock)
    await taking.once(press(ONE))
    clock.at = 0.03
    await taking.once(press(OTHER))
    assert await taking.once(press(OTHER)) == ()
    assert desk.came == [ONE, OTHER]

    clock.at = 0.06
    await until(lambda: ONE not in taking._under_way)
    assert OTHER in taking._under_way
    clock.at = 0.09
    await until(lambda: OTHER not in taking._under_way)
    for one in (ONE, OTHER):
        await taking.once(press(one))
    assert desk.came == [ONE, OTHER, ONE, OTHER]


async def test_of_many_answers_the_newest_are_remembered(desk: SlowDesk, taking: Taking) -> None:
    desk.may.set()
    all_of_them = [DeliveryId(str(number)) for number in range(MOST + 5)]
    for one in all_of_them:
        await taking.once(press(one))
    desk.came.clear()

    for one in (all_of_them[5], all_of_them[-1], all_of_them[0]):
        await taking.once(press(one))
    assert desk.came == all_of_them[:1]


class TestTheSamePressUnderAnotherId:
    """Teams brings what was not answered again, half a minute later and under a new id."""

    def test_is_the_same(self, taking: Taking) -> None:
        assert taking.same(ANN, "post/vote.yes", ONE) == ONE
        assert taking.same(ANN, "post/vote.yes", OTHER) == ONE

    def test_is_another_when_something_else_was_done_between(self, taking: Taking) -> None:
        taking.same(ANN, "post/vote.yes", ONE)
        taking.same(ANN, "post/vote.no", DeliveryId("between"))

        assert taking.same(ANN, "post/vote.yes", OTHER) == OTHER

    def test_is_another_persons(self, taking: Taking) -> None:
        taking.same(ANN, "post/vote.yes", ONE)

        assert taking.same(BEN, "post/vote.yes", OTHER) == OTHER

    def test_is_another_after_a_while(self, desk: SlowDesk) -> None:
        now = [0.0]
        taking = Taking(desk.take, clock=lambda: now[0])
        taking.same(ANN, "post/vote.yes", ONE)
        now[0] = REMEMBERED + 1

        assert taking.same(ANN, "post/vote.yes", OTHER) == OTHER
