"""Slack's clock as a test drives it, an app as its manifest describes it, and what the fake may know."""

import asyncio
import re
import time
from pathlib import Path

import pytest

from tests.adapters.fake_slack import App, Clock, Command, FakeSlack, Shortcut
from tests.adapters.fake_slack_house import house

HOME = Path(__file__).with_name("fake_slack")
MANIFEST = {
    "display_information": {"name": "Learning"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [{"command": "/lc", "should_escape": True}],
        "shortcuts": [{"name": "Keep this", "type": "message", "callback_id": "keep"}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"], "bot_optional": ["pins:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "socket_mode_enabled": True,
    },
}


async def test_a_standing_clock_wakes_in_order_what_becomes_due() -> None:
    clock, woken = Clock(speed=0, start=1000.0), list[float]()

    async def sleeps(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(clock.now())

    sleeping = [asyncio.ensure_future(sleeps(seconds)) for seconds in (30, 10, 90)]
    await clock.forward(60)
    assert [round(at) for at in woken] == [1010, 1030]
    assert round(clock.now()) == 1060
    await clock.forward(60)
    await asyncio.gather(*sleeping)


async def test_a_fast_clock_makes_a_minute_of_a_moment() -> None:
    clock, began = Clock(speed=600), time.monotonic()
    await clock.sleep(60)

    assert 0.05 < time.monotonic() - began < 30


async def test_what_takes_too_long_on_the_clock_is_given_up() -> None:
    clock = Clock(speed=0)
    waiting = asyncio.ensure_future(clock.within(3, asyncio.Event().wait()))
    await clock.forward(3.1)

    with pytest.raises(TimeoutError):
        await waiting


async def test_a_manifest_says_what_the_app_may_do_and_hear() -> None:
    app = App.from_manifest(MANIFEST)
    async with house(app) as there:
        await there.alice.says("Hello", in_=there.room)
        await there.alice.opens_home()

        assert app.commands == (Command("/lc", should_escape=True),)
        assert app.shortcuts == (Shortcut("Keep this", "keep", on_messages=True),)
        assert [sent.payload["event"]["type"] for sent in there.slack.sent] == ["app_home_opened"]
        token = there.slack.core.world.tokens[there.acme.token]
        assert token.scopes == ("commands", "chat:write", "pins:write")


async def test_a_long_test_may_forget_what_lies_behind() -> None:
    async with house() as there:
        await there.posts("Hello")
        await there.alice.types("/lc", in_=there.room)
        await there.slack.clock.forward(31 * 60)
        there.slack.forget()

        assert there.slack.sent == []
        assert there.slack.calls == []
        assert there.slack.core.world.response_urls == {}
        assert [seen.words for seen in there.alice.sees(there.room)] == ["Hello"]


async def test_the_same_slack_comes_up_again_where_it_was() -> None:
    async with FakeSlack() as slack:
        before = slack.api_url
        await slack.goes_down()
        await slack.comes_up()

        assert slack.api_url == before


def test_the_fake_knows_nothing_of_the_bot() -> None:
    names = re.compile(r"^\s*(?:from|import) (?:bot|adapters|storage)\b", re.MULTILINE)
    knowing = [path.name for path in HOME.rglob("*.py") if names.search(path.read_text())]

    assert knowing == []
