"""Teams is answered in time and in a form it knows, whatever happens in the house."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.teams import site
from adapters.teams.answer import Answer
from adapters.teams.site import Patience
from adapters.teams.sorry import BROKEN, SILENT, SLOW
from adapters.teams.transport import Incoming
from bot.boundary.delivery import Undelivered
from tests.adapters.teams.authority import Authority, open_authority
from tests.adapters.teams.doors import Door, good_token, invoke, message, open_door

AT_ONCE = Patience(invoke=0.01, message=0.01)
CARD = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": {"v": "ä"}}
DIALOG = {"task": {"type": "continue", "value": {"title": "Note", "card": {"content": {}}}}}
ANSWERED = {
    "adaptiveCard/action": lambda words: {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": words,
    },
    "task/fetch": lambda words: {"task": {"type": "message", "value": words}},
    "task/submit": lambda words: {"task": {"type": "message", "value": words}},
    "message/fetchTask": lambda words: {"task": {"type": "message", "value": words}},
    "composeExtension/fetchTask": lambda words: {"task": {"type": "message", "value": words}},
    "composeExtension/submitAction": lambda words: {"task": {"type": "message", "value": words}},
    "composeExtension/query": lambda words: {
        "composeExtension": {"type": "message", "text": words}
    },
    "application/search": lambda _: {
        "statusCode": 200,
        "type": "application/vnd.microsoft.search.searchResponse",
        "value": {"results": []},
    },
    "message/submitAction": lambda _: None,
    "fileConsent/invoke": lambda _: None,
    "": lambda _: None,
}
"""What each kind of `invoke` understands as words, or at least as an answer."""


@pytest.fixture(scope="module")
async def authority() -> AsyncIterator[Authority]:
    async with open_authority() as one:
        yield one


@pytest.fixture
async def door(authority: Authority) -> AsyncIterator[Door]:
    async with open_door(authority) as one:
        yield one


@pytest.mark.parametrize("body", [CARD, DIALOG, {"composeExtension": {"type": "result"}}])
async def test_an_answer_goes_out_as_it_was_made(body: dict[str, object], door: Door) -> None:
    async def answers(_: Incoming) -> Answer:
        return Answer(body=body)

    door.heard.answers = answers

    reply = await door.knock(invoke("task/fetch"))

    assert (reply.status, reply.body) == (200, body)


@pytest.mark.parametrize("name", ANSWERED)
async def test_every_invoke_comes_to_the_house(name: str, door: Door) -> None:
    await door.knock(invoke(name, {"data": {"lc": "t"}}))

    (incoming,) = door.heard.incoming
    assert (incoming.kind, incoming.name, incoming.value) == ("invoke", name, {"data": {"lc": "t"}})


@pytest.mark.parametrize("value", [None, "text", 7, [1], {"action": "x"}, {"action": {"verb": []}}])
async def test_an_invoke_with_a_strange_value_is_answered(value: object, door: Door) -> None:
    activity = invoke("adaptiveCard/action") | {"value": value}

    reply = await door.knock(activity)

    assert reply.status == 200
    assert isinstance(door.heard.incoming[0].value, dict)


@pytest.mark.parametrize("name", ANSWERED)
async def test_a_house_that_fails_says_so_in_words(name: str, door: Door) -> None:
    """Never an error: Teams would send the same again, twice over."""
    door.heard.answers = _failing

    reply = await door.knock(invoke(name))

    assert (reply.status, reply.body) == (200, ANSWERED[name](BROKEN))


@pytest.mark.parametrize("name", ANSWERED)
async def test_a_house_that_is_slow_says_so_in_words(name: str, authority: Authority) -> None:
    ends = asyncio.Event()
    async with open_door(authority, patience=AT_ONCE) as door:
        kept: list[str] = []

        async def answers(incoming: Incoming) -> Answer:
            await ends.wait()
            kept.append(incoming.id)
            return Answer()

        door.heard.answers = answers
        reply = await door.knock(invoke(name))

        assert (reply.status, reply.body) == (200, ANSWERED[name](SLOW))
        ends.set()
        await asyncio.sleep(0)
        assert len(kept) == 1


async def test_whoever_begins_to_speak_and_falls_silent_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "READING", 0.05)
    host, _, port = door.url.removeprefix("http://").partition("/")[0].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    said = (
        "POST /teams/api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {good_token()}\r\nContent-Length: 100\r\n\r\n{{"
    )
    writer.write(said.encode())

    first = await asyncio.wait_for(reader.readline(), 10)

    assert first.split()[1] == b"408"
    writer.close()
    await writer.wait_closed()


async def test_an_answer_that_can_not_be_written_is_no_error(door: Door) -> None:
    async def answers(_: Incoming) -> Answer:
        return Answer(body={"value": object()})

    door.heard.answers = answers

    reply = await door.knock(invoke("task/submit"))

    assert (reply.status, reply.body) == (200, ANSWERED["task/submit"](BROKEN))


@pytest.mark.parametrize("name", ["task/fetch", "adaptiveCard/action", "task/submit"])
async def test_where_teams_itself_does_not_answer_nobody_is_sent_to_the_log(
    door: Door, name: str
) -> None:
    """It was asked whether they are in a channel, and wanted a rest."""

    async def asks(_: Incoming) -> Answer:
        raise Undelivered("Teams asks for a rest", after=2.0)

    door.heard.answers = asks

    reply = await door.knock(invoke(name))

    assert (reply.status, reply.body) == (200, ANSWERED[name](SILENT))


async def test_a_message_that_was_not_kept_is_to_come_again(door: Door) -> None:
    door.heard.answers = _failing

    reply = await door.knock(message())

    assert (reply.status, reply.text) == (503, "")


async def test_a_message_that_takes_too_long_is_to_come_again(authority: Authority) -> None:
    async def answers(_: Incoming) -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    async with open_door(authority, patience=AT_ONCE) as door:
        door.heard.answers = answers

        assert (await door.knock(message())).status == 503


async def test_what_is_under_way_ends_before_the_site_is_shut(authority: Authority) -> None:
    ended: list[str] = []
    may_end = asyncio.Event()

    async def answers(incoming: Incoming) -> Answer:
        await may_end.wait()
        ended.append(incoming.id)
        return Answer()

    async with open_door(authority, patience=AT_ONCE) as door:
        door.heard.answers = answers
        await door.knock(invoke("task/submit"))
        asyncio.get_running_loop().call_later(0.1, may_end.set)
        assert ended == []

    assert len(ended) == 1


async def _failing(_: Incoming) -> Answer:
    raise KeyError("a bug")
