"""Slack's post as the fake carries it: signed, tried again, in any order, and only what is asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from tests.adapters.fake_slack import App, Limits
from tests.adapters.fake_slack.scopes import BOT_EVENTS
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import WAYS, House, house, running


@dataclass
class Heard:
    """What a listener heard: texts, event ids, and how often each was tried before."""

    texts: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tries: list[tuple[str, str]] = field(default_factory=list)

    def note(self, request: AsyncBoltRequest, body: Json) -> None:
        self.texts.append(body["event"].get("text", ""))
        self.ids.append(body["event_id"])
        self.tries.append((_header(request, "num"), _header(request, "reason")))


def _header(request: AsyncBoltRequest, name: str) -> str:
    return str(request.headers.get(f"x-slack-retry-{name}", [""])[0])


def listening(there: House, failing: int = 0) -> Heard:
    """A listener for messages that fails the first few times."""
    heard = Heard()

    @there.app.error
    async def quietly(error: Exception) -> None:
        assert str(error) == "not yet"

    @there.app.event("message")
    async def hears(request: AsyncBoltRequest, body: Json) -> None:
        heard.note(request, body)
        if len(heard.ids) <= failing:
            raise RuntimeError("not yet")

    return heard


async def test_an_event_that_fails_comes_three_times_again() -> None:
    async with house() as there:
        heard = listening(there, failing=4)
        async with running(there, "http"):
            await there.alice.says("Hello", in_=there.room)
            await there.slack.clock.forward(59)
            assert len(heard.ids) == 2
            await there.slack.clock.forward(2)
            assert len(heard.ids) == 3
            await there.slack.clock.forward(600)

        again = [(str(number), "http_error") for number in (1, 2, 3)]
        assert heard.tries == [("", ""), *again]
        assert len(set(heard.ids)) == 1


async def test_in_socket_mode_the_envelope_tells_how_often_it_was_tried() -> None:
    async with house() as there:
        heard = listening(there, failing=2)
        async with running(there, "socket"):
            saying = asyncio.ensure_future(there.alice.says("Hello", in_=there.room))
            while len(heard.ids) < 3:
                await there.slack.clock.forward(3.1)
                await there.slack.clock.forward(57)
            await saying

        assert heard.tries == [("0", ""), ("1", "timeout"), ("2", "timeout")]
        assert len(set(heard.ids)) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_an_event_that_was_kept_does_not_come_again(way: str) -> None:
    async with house() as there:
        heard = listening(there)
        async with running(there, way):
            await there.alice.says("Hello", in_=there.room)
            await there.slack.clock.forward(600)

        assert heard.texts == ["Hello"]


@pytest.mark.parametrize("way", WAYS)
async def test_an_event_may_come_twice_as_if_for_the_first_time(way: str) -> None:
    async with house() as there:
        heard = listening(there)
        async with running(there, way):
            there.slack.mail.twice()
            await there.alice.says("Hello", in_=there.room)
            await there.slack.settled()

        first = {"http": "", "socket": "0"}[way]
        assert heard.tries == [(first, ""), (first, "")]
        assert len(set(heard.ids)) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_events_may_come_out_of_order(way: str) -> None:
    async with house() as there:
        heard = listening(there)
        async with running(there, way):
            there.slack.mail.hold()
            for text in ("one", "two", "three"):
                await there.alice.says(text, in_=there.room)
            await there.slack.mail.release(backwards=True)

        assert heard.texts == ["three", "two", "one"]


async def test_bolt_refuses_what_is_signed_too_long_ago_or_by_somebody_else() -> None:
    async with house() as there:
        heard = listening(there)
        async with running(there, "http"):
            there.slack.signing.age = 301
            await there.alice.says("too old", in_=there.room)
            there.slack.signing.age, there.slack.signing.forged = 0, True
            await there.alice.says("forged", in_=there.room)

        assert heard.texts == []
        assert {attempt.status for sent in there.slack.sent for attempt in sent.attempts} == {401}


async def test_the_request_url_is_verified_before_anything_is_sent() -> None:
    async with house() as there, running(there, "http"):
        assert await there.slack.verifies_request_url()


async def test_nobody_at_home_is_a_failed_connection() -> None:
    async with house() as there:
        there.slack.deliver_to("http://127.0.0.1:9/slack/events")
        await there.alice.says("Hello", in_=there.room)
        await there.alice.types("/lc", in_=there.room)

        assert there.slack.sent[0].attempts[0].failed == "connection_failed"
        assert there.alice.notices == ["dispatch_failed"]


@asynccontextmanager
async def answering(there: House, response: web.Response) -> AsyncIterator[list[web.Request]]:
    """An app that is no Bolt app, with one answer for everything."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        asked.append(request)
        return web.Response(status=response.status, headers=response.headers)

    site = web.Application()
    site.router.add_post("/", answer)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    there.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    yield asked
    await runner.cleanup()


async def test_an_app_may_ask_for_no_more_tries() -> None:
    no_more = web.Response(status=500, headers={"X-Slack-No-Retry": "1"})
    async with house() as there, answering(there, no_more) as asked:
        await there.alice.says("Hello", in_=there.room)
        await there.slack.clock.forward(600)

        assert len(asked) == 1


async def test_every_delivery_is_signed_as_slack_signs() -> None:
    async with house() as there, answering(there, web.Response()) as asked:
        await there.alice.says("Hello", in_=there.room)
        await there.alice.types("/lc", "a & b", in_=there.room)
        await there.alice.uses_shortcut("Share")
        verifier = SignatureVerifier(there.slack.app.signing_secret)

        types = [request.content_type for request in asked]
        assert types == ["application/json", *["application/x-www-form-urlencoded"] * 2]
        for request in asked:
            assert verifier.is_valid_request(await request.text(), dict(request.headers))


@pytest.mark.parametrize(
    ("events", "scopes", "inside"),
    [
        (BOT_EVENTS - {"message.channels"}, None, True),
        (BOT_EVENTS, ("chat:write",), True),
        (BOT_EVENTS, None, False),
    ],
    ids=["not subscribed", "no scope", "not in the channel"],
)
async def test_what_the_app_may_not_hear_is_not_sent(
    events: frozenset[str], scopes: tuple[str, ...] | None, inside: bool
) -> None:
    async with house(App(bot_events=events)) as there:
        there.acme.install(scopes)
        if not inside:
            there.room.members.remove(there.acme.bot.id)
        await there.alice.says("Hello", in_=there.room)

        assert there.slack.sent == []


async def test_a_workspace_has_so_many_events_an_hour() -> None:
    few = Limits(events_per_hour=2)
    async with house(limits=few) as there:
        there.slack.mail.hold()
        for _ in range(3):
            await there.alice.says("Hello", in_=there.room)

        last = there.slack.sent[-1].payload
        assert (last["type"], last["team_id"]) == ("app_rate_limited", there.acme.id)
        assert [sent.payload["type"] for sent in there.slack.sent[:2]] == ["event_callback"] * 2
