"""No letter is one too many, whatever the network does; and nobody who waits is held up by letters."""

import asyncio
import selectors
from collections.abc import Coroutine, Sequence
from itertools import chain
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.pace import (
    HELD,
    LONGEST,
    MOST_IN_A_TENANT,
    MOST_WAITING,
    SECOND,
    Pace,
    unhurried,
)
from bot.boundary.delivery import Undelivered
from tests.adapters.teams.test_limits import most_within

T = TypeVar("T")

HERE, THERE = "contoso", "fabrikam"
LETTERS = 220


class Skipping(selectors.DefaultSelector):
    """Nobody has to wait: where all would, it is later at once."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.skipped += max(timeout or 0.0, 0.0)
        return super().select(0)


def lived(work: Coroutine[Any, Any, T]) -> T:
    """In a time of its own, which begins at 0."""
    selector = Skipping()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.skipped  # type: ignore[method-assign]
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def now() -> float:
    return asyncio.get_running_loop().time()


async def asked(pace: Pace, until: float = 0.0, after: float = 0.0, tenant: str = HERE) -> float:
    """When Teams counted it."""
    async with pace.turn(tenant):
        await asyncio.sleep(until)
        counted = now()
        await asyncio.sleep(after)
    return counted


async def letter(pace: Pace, until: float = 0.0, after: float = 0.0, tenant: str = HERE) -> float:
    with unhurried():
        return await asked(pace, until, after, tenant)


async def carried(pace: Pace, until: float, after: float) -> float:
    while True:
        try:
            return await letter(pace, until, after)
        except Undelivered as refused:
            await asyncio.sleep(refused.after or 0.0)


async def all_of(letters: Sequence[tuple[float, float]]) -> list[float]:
    """As the courier carries them: a hundred at the same time, and those that are put off a little later."""
    pace, rest = Pace(), iter(letters)

    async def one_after_the_other() -> list[float]:
        return [await carried(pace, *one) for one in rest]

    return sorted(chain(*await asyncio.gather(*(one_after_the_other() for _ in range(100)))))


@given(st.integers(0), st.sampled_from((0.0, 0.01, 0.1, 0.4)))
@settings(max_examples=40)
def test_no_second_has_more_letters_than_teams_takes(seed: int, slow: float) -> None:
    """Until one is counted, and then until it is answered, passes some time."""
    chance = Random(seed)
    letters = [(slow * chance.random(), slow * chance.random()) for _ in range(LETTERS)]

    counted = lived(all_of(letters))

    assert len(counted) == LETTERS
    assert most_within(SECOND, counted) <= MOST_IN_A_TENANT


def test_letters_are_carried_as_fast_as_they_may_be() -> None:
    counted = lived(all_of([(0.01, 0.01)] * 550))

    assert counted[-1] - counted[0] <= 550 / MOST_IN_A_TENANT


def test_what_somebody_waits_for_goes_at_once_and_letters_make_room_for_it() -> None:
    async def both() -> tuple[list[float], list[float]]:
        pace = Pace(most=5)
        hasty = [await asked(pace) for _ in range(2)]
        letters = [await letter(pace) for _ in range(4)]
        return [*hasty, await asked(pace)], letters

    hasty, letters = lived(both())

    assert letters == [0.0, 0.0, 0.0, HELD]
    assert hasty == [0.0, 0.0, HELD]


def test_what_somebody_waits_for_goes_at_once_even_where_it_is_too_much() -> None:
    async def many() -> list[float]:
        pace = Pace(most=1)
        return [await asked(pace) for _ in range(9)]

    assert lived(many()) == [0.0] * 9


def test_who_is_first_goes_first() -> None:
    async def in_order() -> list[int]:
        pace, went = Pace(most=1), list[int]()

        async def goes(number: int) -> None:
            await letter(pace)
            went.append(number)

        await asyncio.gather(*map(goes, range(3)))
        return went

    assert lived(in_order()) == [0, 1, 2]


def test_another_tenant_has_places_of_its_own() -> None:
    async def elsewhere() -> float:
        pace = Pace(most=1)
        await letter(pace)
        return await letter(pace, tenant=THERE)

    assert lived(elsewhere()) == 0.0


def test_a_letter_that_finds_no_place_in_time_is_put_off_and_was_never_sent() -> None:
    async def crowded() -> float | None:
        pace = Pace(most=1)
        holds = asyncio.create_task(letter(pace, until=10 * LONGEST))
        await asyncio.sleep(0)
        with pytest.raises(Undelivered) as refused:
            await letter(pace)
        holds.cancel()
        return refused.value.after

    assert lived(crowded()) == SECOND


def test_where_many_wait_already_a_letter_goes_back_to_the_outbox_at_once() -> None:
    async def crowded() -> tuple[float, float | None]:
        pace = Pace(most=20)
        waiting = [asyncio.create_task(letter(pace)) for _ in range(20 + MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Undelivered) as refused:
            await letter(pace)
        at = now()
        await asyncio.gather(*waiting)
        return at, refused.value.after

    assert lived(crowded()) == (0.0, MOST_WAITING / 20)


@pytest.mark.parametrize("steps", range(4))
def test_a_letter_that_is_called_off_leaves_its_place_to_the_next(steps: int) -> None:
    """However far it had come: in the queue, just let in, on its way."""

    async def called_off() -> float:
        pace = Pace(most=1)
        await letter(pace)
        second = asyncio.create_task(letter(pace, until=0.5))
        await asyncio.sleep(HELD if steps else 0.5)
        for _ in range(steps):
            await asyncio.sleep(0)
        second.cancel()
        return await letter(pace)

    assert lived(called_off()) <= 2 * HELD


def test_a_letter_that_is_called_off_in_the_moment_in_which_it_is_let_in_keeps_no_place() -> None:
    async def called_off() -> float:
        pace = Pace(most=1)
        await letter(pace)
        second = asyncio.create_task(letter(pace))
        asyncio.get_running_loop().call_later(HELD + 1e-10, second.cancel)
        await asyncio.wait({second})
        assert second.cancelled()
        return await letter(pace)

    assert lived(called_off()) <= 2 * HELD
