"""Our own pace stays under Slack's, in whichever minute one looks."""

import asyncio
from collections.abc import Iterator

import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.directory import Directory
from adapters.slack.inbound import PLATFORM
from adapters.slack.limits import POSTS_IN_A_WORKSPACE, limits, tier
from adapters.slack.lines import open_lines
from adapters.slack.turns import LONGEST, PER_MINUTE, Turns
from bot.boundary.delivery import Lane, Step, Undelivered
from bot.domain.ids import Direct, Room, person_id
from tests.adapters.fake_slack import Clock, Limits
from tests.adapters.fake_slack.tiers import PER_MINUTE as SLACKS
from tests.adapters.fake_slack_house import house

ROOM = Room(PLATFORM, "T1", "C1")
ANN = Direct(person_id(PLATFORM, "T1", "U1"))


def as_fast_as_it_lets(lane: Lane, seconds: float) -> list[float]:
    """The moments at which a lane lets something through that is always waiting."""
    gap = 1 / lane.per_second
    return [max(0.0, (n - lane.burst + 1) * gap) for n in range(int(seconds / gap) + lane.burst)]


def most_in_a_minute(moments: list[float]) -> int:
    return max(sum(1 for one in moments if start <= one < start + 60) for start in moments)


def every_lane() -> Iterator[tuple[Lane, int]]:
    for step, method in (
        (Step.CHANGE, "chat.update"),
        (Step.LOOK, "conversations.history"),
        (Step.PIN, "pins.add"),
        (Step.LEAVE, "conversations.leave"),
    ):
        (lane,) = limits(ROOM, step)
        yield lane, SLACKS[method]
    for method, per_minute in PER_MINUTE.items():
        yield tier(method, per_minute), SLACKS[method]
    yield Lane("posts", *POSTS_IN_A_WORKSPACE), 300


@pytest.mark.parametrize(
    ("lane", "permitted"), list(every_lane()), ids=lambda one: getattr(one, "key", "")
)
def test_no_minute_has_more_of_it_than_slack_permits(lane: Lane, permitted: int) -> None:
    assert most_in_a_minute(as_fast_as_it_lets(lane, 300)) <= permitted


def test_posts_pass_their_channel_and_their_workspace_and_nothing_else_does() -> None:
    assert [lane.key for lane in limits(ROOM, Step.POST)] == ["slack/T1/C1", "slack/T1"]
    assert [lane.key for lane in limits(ANN, Step.POST)] == ["slack/T1/slack/T1/U1", "slack/T1"]
    assert [lane.key for lane in limits(ANN, Step.CHANGE)] == ["slack/T1/chat.update"]


def test_two_workspaces_have_nothing_in_common() -> None:
    there = Room(PLATFORM, "T2", "C1")

    for step in Step:
        here = {lane.key for lane in limits(ROOM, step)}
        assert here.isdisjoint(lane.key for lane in limits(there, step))


def test_a_call_that_is_no_post_waits_for_its_turn_and_is_put_off_when_that_is_far() -> None:
    turns, lane = Turns(lambda: 0.0), tier("conversations.open", 50)
    waits = [turns.wait("xoxb-1", "conversations.open") for _ in range(lane.burst + 1)]

    assert waits == [0.0] * lane.burst + [pytest.approx(1 / lane.per_second)]
    while turns.wait("xoxb-1", "conversations.open") < LONGEST - 1:
        pass
    with pytest.raises(Undelivered):
        turns.wait("xoxb-1", "conversations.open")
    assert turns.wait("xoxb-2", "conversations.open") == 0.0
    assert turns.wait("xoxb-1", "users.info") == 0.0


async def test_who_does_not_wait_any_longer_gives_their_turn_back() -> None:
    """Else those in a hurry would use up all turns, and nobody would be called by their name."""
    turns, lane = Turns(lambda: 0.0), tier("users.info", PER_MINUTE["users.info"])
    for _ in range(lane.burst + 1):
        turns.wait("xoxb-1", "users.info")
    async with open_lines("http://127.0.0.1:9/", "xoxb-1", turns) as lines:
        for _ in range(10):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(lines.speaking("xoxb-1").users_info(user="U1"), 0.01)

    assert turns.wait("xoxb-1", "users.info") < LONGEST / 2


async def test_nobody_who_acts_waits_until_names_may_be_asked_for_again() -> None:
    """They go by the name that came with what they did, and take nobody's turn."""
    turns, lane = Turns(lambda: 0.0), tier("users.info", PER_MINUTE["users.info"])
    for _ in range(lane.burst + 1):
        turns.wait("xoxb-1", "users.info")
    async with open_lines("http://127.0.0.1:9/", "xoxb-1", turns) as lines:
        directory = Directory(lines.client)
        async with asyncio.timeout(LONGEST / 2):
            people = await asyncio.gather(*(directory.who("T1", f"U{n}", "Mia") for n in range(9)))

    assert {one.name for one in people} == {"Mia"}
    assert turns.wait("xoxb-1", "users.info") < LONGEST / 2


async def test_a_method_that_slack_lets_rest_is_not_called_before() -> None:
    async with house() as there:
        now = Clock(speed=0)
        async with open_lines(there.slack.api_url, there.acme.token, Turns(now.now)) as lines:
            client = await lines.client(there.acme.id)
            there.slack.faults.limit("users.info", 30)
            with pytest.raises(SlackApiError):
                await client.users_info(user=there.alice.id)
            with pytest.raises(Undelivered) as no:
                await client.users_info(user=there.alice.id)
            assert (await client.conversations_open(users=[there.alice.id]))["ok"]
            assert no.value.after == pytest.approx(30, abs=0.1)
            assert len(there.slack.called("users.info")) == 1
            await now.forward(30)

            assert (await client.users_info(user=there.alice.id))["ok"]


async def test_calls_as_fast_as_they_may_come_are_never_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has to wait is told so at once, and Slack's clock goes on by as much."""
    monkeypatch.setattr("adapters.slack.turns.LONGEST", 0.0)
    async with house(limits=Limits()) as there:
        clock = there.slack.clock
        async with open_lines(there.slack.api_url, there.acme.token, Turns(clock.now)) as lines:
            client = await lines.client(there.acme.id)
            while len(there.slack.called("users.info")) < 150:
                try:
                    await client.users_info(user=there.alice.id)
                except Undelivered as later:
                    await clock.forward((later.after or 0.0) + 0.001)

        assert there.slack.limits.refusals == 0
