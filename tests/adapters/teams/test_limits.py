"""Our own pace stays under Teams', in whichever stretch of time one looks."""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.inbound import PLATFORM
from adapters.teams.limits import limits
from adapters.teams.pace import MOST_IN_A_TENANT
from bot.boundary.delivery import Lane, Step
from bot.domain.ids import Direct, Room, person_id
from tests.adapters.fake_teams.behind.limits import SENDING

ROOM = Room(PLATFORM, "contoso", "19:ward@thread.tacv2")
ANN = Direct(person_id(PLATFORM, "contoso", "aad-ann"))
CONVERSATION, TENANT = limits(ROOM, Step.POST)

rests = st.lists(st.sampled_from((0.0, 0.02, 0.5, 1.0, 3.0, 29.0, 600.0, 3599.0)), max_size=400)


@given(rests)
@pytest.mark.parametrize(("seconds", "most"), SENDING)
def test_no_stretch_of_time_has_more_messages_in_a_conversation_than_teams_takes(
    seconds: float, most: int, rests: list[float]
) -> None:
    assert most_within(seconds, let_through(CONVERSATION, rests)) <= most


@pytest.mark.parametrize(("seconds", "most"), SENDING)
def test_not_even_when_there_is_always_something_to_say(seconds: float, most: int) -> None:
    assert most_within(seconds, let_through(CONVERSATION, [0.0] * 3000)) <= most


def test_a_tenant_is_written_to_nearly_as_fast_as_it_may_be_and_never_faster_for_long() -> None:
    through = let_through(TENANT, [0.0] * 5_000)

    assert 5_000 / MOST_IN_A_TENANT <= through[-1] <= 5_000 / MOST_IN_A_TENANT * 1.03


def test_what_a_tenant_is_behind_with_after_a_moment_can_be_made_up_for() -> None:
    through = let_through(TENANT, [*[0.0] * 300, 0.2, *[0.0] * 249])

    assert through[-1] <= 550 / MOST_IN_A_TENANT * 1.01


def test_posts_and_changes_count_together_in_their_conversation_and_in_their_tenant() -> None:
    assert limits(ANN, Step.CHANGE) == limits(ANN, Step.POST)
    assert [lane.key for lane in limits(ANN, Step.POST)] == [
        "direct/teams/contoso/aad-ann",
        "teams/contoso",
    ]


def test_two_tenants_have_nothing_in_common() -> None:
    there = Room(PLATFORM, "fabrikam", ROOM.channel)

    here, other = ({lane.key for lane in limits(one, Step.POST)} for one in (ROOM, there))

    assert here & other == set()


@pytest.mark.parametrize("step", [Step.LOOK, Step.PIN, Step.LEAVE])
def test_what_is_never_asked_of_teams_waits_for_nothing(step: Step) -> None:
    assert limits(ROOM, step) == ()


def let_through(lane: Lane, rests: Sequence[float]) -> list[float]:
    """When each goes that wants to go after such rests, each as early as the lane lets it (storage/lanes.py)."""
    gap, tat, through = 1 / lane.per_second, 0.0, list[float]()
    for wanted in accumulate(rests):
        at = max(wanted, tat - (lane.burst - 1) * gap, *through[-1:])
        tat = max(tat, at) + gap
        through.append(at)
    return through


def most_within(seconds: float, moments: Sequence[float]) -> int:
    """In the fullest stretch of so many seconds."""
    most, first = 0, 0
    for last, at in enumerate(moments):
        while moments[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
