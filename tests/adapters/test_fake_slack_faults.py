"""How often one may call, and what can go wrong with a call, as Slack's own client meets it."""

import asyncio

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from tests.adapters.fake_slack import Limits
from tests.adapters.fake_slack_house import House, client_of, house, refused
from tests.adapters.waiting import until


async def limited(call: object) -> int:
    """The `Retry-After` of a call that comes too often."""
    with pytest.raises(SlackApiError) as no:
        await call  # type: ignore[misc]
    assert no.value.response.status_code == 429
    assert no.value.response["error"] == "ratelimited"
    return int(no.value.response.headers["Retry-After"])


async def test_a_method_may_be_called_as_often_as_its_tier_says() -> None:
    async with house(limits=Limits()) as there:
        for _ in range(20):
            await there.client.conversations_list()
        assert await limited(there.client.conversations_list()) == 60
        await there.slack.clock.forward(59)
        assert await limited(there.client.conversations_list()) == 1
        await there.slack.clock.forward(1)

        assert (await there.client.conversations_list())["ok"]


async def test_limits_are_apart_by_method_and_by_workspace() -> None:
    async with house(limits=Limits()) as there:
        beta = there.slack.workspace("beta")
        for _ in range(20):
            await there.client.conversations_list()
        async with client_of(there.slack, beta.token) as elsewhere:
            assert (await elsewhere.conversations_list())["ok"]

        assert (await there.client.users_list())["ok"]


async def test_a_channel_takes_a_message_a_second_after_a_burst() -> None:
    async with house(limits=Limits()) as there:
        other = there.acme.channel("other", there.alice, there.acme.bot)
        for _ in range(4):
            await there.posts("Hello")
        assert await limited(there.posts("Hello")) == 1
        assert (await there.client.chat_postMessage(channel=other.id, text="Hello"))["ok"]
        await there.slack.clock.forward(1)
        await there.posts("Hello")

        assert await limited(there.posts("Hello")) == 1


async def test_a_workspace_takes_several_hundred_messages_a_minute() -> None:
    async with house(limits=Limits(posts_per_minute=3)) as there:
        people = [there.acme.person(name) for name in ("ann", "ben", "cat", "dan")]
        for who in people[:3]:
            await there.client.chat_postMessage(channel=who.id, text="Hello")

        posting = there.client.chat_postMessage(channel=people[3].id, text="Hello")
        assert await limited(posting) == 60
        assert there.slack.limits.refusals == 1


async def test_slacks_own_retry_waits_as_long_as_it_is_told() -> None:
    async with house() as there:
        there.client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
        there.slack.faults.limit("chat.postMessage", retry_after=0)
        await there.posts("Hello")

        assert [call.ok for call in there.slack.called("chat.postMessage")] == [False, True]


async def test_an_answer_may_be_late() -> None:
    async with house() as there:
        there.slack.faults.slow("chat.postMessage", 20)
        posting = asyncio.ensure_future(there.posts("Hello"))
        await until(lambda: there.alice.sees(there.room))
        await there.slack.clock.forward(19)
        assert not posting.done()
        await there.slack.clock.forward(2)

        await posting


@pytest.mark.parametrize("after", [True, False])
async def test_a_connection_is_lost_before_or_after_the_message_was_accepted(after: bool) -> None:
    async with house() as there:
        there.slack.faults.lose("chat.postMessage", after_accepting=after)
        with pytest.raises(ClientError):
            await there.posts("Hello")

        assert len(there.alice.sees(there.room)) == (1 if after else 0)
        await there.posts("Hello again")


@pytest.mark.parametrize("after", [True, False])
async def test_a_failure_comes_before_or_after_the_work_was_done(after: bool) -> None:
    async with house() as there:
        there.slack.faults.fail("chat.postMessage", 503, after=after)
        with pytest.raises(SlackApiError) as failed:
            await there.posts("Hello")

        assert failed.value.response.status_code == 503
        assert len(there.alice.sees(there.room)) == (1 if after else 0)


async def test_half_an_answer_may_come() -> None:
    async with house() as there:
        there.slack.faults.break_json("chat.postMessage")
        with pytest.raises(SlackApiError):
            await there.posts("Hello")

        assert len(there.alice.sees(there.room)) == 1


async def test_any_refusal_can_be_asked_for_as_often_as_a_test_wants() -> None:
    async with house() as there:
        there.slack.faults.refuse("*", "internal_error", times=None)
        assert await refused(there.client.auth_test()) == "internal_error"
        assert await refused(there.client.users_list()) == "internal_error"
        there.slack.faults.clear()

        assert (await there.client.auth_test())["ok"]


async def test_a_fault_may_wait_for_one_message_among_many() -> None:
    async with house() as there:
        there.slack.faults.lose("chat.postMessage", when=lambda args: args.text("text") == "two")
        await there.posts("one")
        with pytest.raises(ClientError):
            await there.posts("two")

        assert await _texts(there) == ["one", "two"]


async def _texts(there: House) -> list[str]:
    return [seen.words for seen in there.alice.sees(there.room)]
