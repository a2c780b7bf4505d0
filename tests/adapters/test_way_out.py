"""Many organisations let nothing out but through a proxy. The bot gets to Slack and to Microsoft through it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import ValidationError

from adapters.slack.credentials import NOT_THROUGH
from adapters.slack.ears import bolt, on_socket
from adapters.slack.lines import open_lines
from adapters.teams.transport import Reference
from bot.bootstrap.teams_line import Line, open_line
from bot.boundary.delivery import Undelivered
from bot.boundary.trouble import Trouble
from bot.boundary.way_out import STRAIGHT, WayOut
from bot.settings import Settings
from tests.adapters.behind_proxy import Proxy, behind_proxy
from tests.adapters.fake_slack import FakeSlack
from tests.adapters.slack.living import as_written
from tests.adapters.teams.authority import APP, ENDORSED, TENANT, jwk
from tests.adapters.teams.living import living

LOGIN, SERVICE, CHAT = "login.outside.example", "service.outside.example", "chat.outside.example"
CHANNEL = Reference(f"https://{SERVICE}/uk/", TENANT, "19:learning@thread.tacv2")
HELLO = {"type": "message", "text": "Hello"}
BOT = {"ok": True, "team_id": "T1", "team": "Acme", "user_id": "U1", "user": "bot", "bot_id": "B1"}
SLACK = f"https://{CHAT}/api/"


async def outside(request: web.Request) -> web.StreamResponse:
    """Microsoft and Slack, as far as they are asked here."""
    match request.path:
        case "/openid":
            return web.json_response({"jwks_uri": f"https://{LOGIN}/keys"})
        case "/keys":
            return web.json_response({"keys": [jwk("first", ENDORSED)]})
        case "/token":
            return web.json_response({"access_token": "a token", "expires_in": 3600})
        case "/api/auth.test":
            return web.json_response(BOT)
        case "/api/apps.connections.open":
            return web.json_response({"ok": True, "url": f"wss://{CHAT}/line"})
        case "/line":
            line = web.WebSocketResponse()
            await line.prepare(request)
            await line.send_json({"type": "hello"})
            await line.receive()
            return line
        case _:
            return web.json_response({"id": "a1"}, status=201)


@pytest.fixture
async def proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    there = web.Application()
    there.router.add_route("*", "/{any:.*}", outside)
    async with behind_proxy(there, tmp_path, monkeypatch) as proxy:
        yield proxy


def settings(proxy: Proxy, **more: object) -> Settings:
    given: dict[str, Any] = {
        "HTTPS_PROXY": proxy.url,
        "TEAMS_APP_ID": APP,
        "TEAMS_TENANT_ID": TENANT,
        "TEAMS_APP_SECRET": "a secret",
        "TEAMS_OPENID_METADATA_URL": f"https://{LOGIN}/openid",
        "TEAMS_TOKEN_URL": f"https://{LOGIN}/token",
        "TEAMS_SERVICE_HOSTS": SERVICE,
    }
    return Settings.model_validate(given | more)


async def posts(line: Line) -> str:
    return await line.transport.send(CHANNEL, HELLO)


async def test_keys_tokens_and_posts_go_to_microsoft_through_it(proxy: Proxy) -> None:
    given = settings(proxy)
    async with open_line(given.teams, given.way_out) as line:
        said = (await line.keys(), await line.token(), await posts(line))

    assert said[-1] == "a1"
    assert set(proxy.asked) == {f"{LOGIN}:443", f"{SERVICE}:443"}


async def test_what_it_does_not_let_through_was_not_sent_and_is_tried_again(proxy: Proxy) -> None:
    given = settings(proxy)
    async with open_line(given.teams, given.way_out) as line:
        await line.token()
        proxy.refuses = 403
        with pytest.raises(Undelivered):
            await posts(line)


async def test_keys_that_can_not_be_had_through_it_are_told_of(proxy: Proxy) -> None:
    given = settings(proxy)
    proxy.refuses = 407
    async with open_line(given.teams, given.way_out) as line:
        with pytest.raises(Trouble, match="HTTPS_PROXY"):
            await line.keys()


async def test_a_host_that_is_to_be_reached_straight_is_not_asked_of_it(proxy: Proxy) -> None:
    given = settings(proxy, NO_PROXY=LOGIN)
    async with open_line(given.teams, given.way_out) as line:
        with pytest.raises(Trouble):
            await line.keys()

    assert proxy.asked == []


async def test_a_managed_identity_is_asked_for_on_the_machine_itself(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is asked with opens doors, and plain http could be read on the way."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://{LOGIN}/token")
    monkeypatch.setenv("IDENTITY_HEADER", "a header")
    given = settings(proxy, TEAMS_APP_SECRET="", TEAMS_MANAGED_IDENTITY=True)
    async with open_line(given.teams, given.way_out) as line:
        with pytest.raises(Trouble):
            await line.token()

    assert proxy.asked == []


async def test_slack_is_asked_through_it(proxy: Proxy) -> None:
    async with open_lines(SLACK, "xoxb-1", way_out=WayOut(proxy.url)) as lines:
        us = await lines.us()

    assert us.team == "T1"
    assert proxy.asked == [f"{CHAT}:443"]


async def test_the_socket_to_slack_goes_through_it(proxy: Proxy) -> None:
    async with (
        open_lines(SLACK, "xoxb-1", way_out=WayOut(proxy.url)) as lines,
        on_socket(bolt(lines), lines, "xapp-1", lambda: None) as watch,
    ):
        async with asyncio.timeout(10):
            while not await watch.lives():
                await asyncio.sleep(0.01)

    assert set(proxy.asked) == {f"{CHAT}:443"}
    assert len(proxy.asked) >= 2


async def test_a_proxy_that_lets_nobody_to_slack_is_named(proxy: Proxy) -> None:
    proxy.refuses = 403
    async with open_lines(SLACK, "xoxb-1", way_out=WayOut(proxy.url)) as lines:
        with pytest.raises(Trouble) as trouble:
            await lines.us()

    assert trouble.value.sentence == NOT_THROUGH.format(url=SLACK)
    assert "let-me-out" not in trouble.value.sentence


async def test_slacks_library_looks_for_none_by_itself(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would not ask whether this host is an exception."""
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    async with FakeSlack(as_written("http")) as slack:
        acme = slack.workspace()
        async with open_lines(slack.api_url, acme.token, way_out=STRAIGHT) as lines:
            await lines.us()

    assert proxy.asked == []


async def test_nothing_on_this_machine_goes_through_it(proxy: Proxy, tmp_path: Path) -> None:
    async with living(tmp_path, "mia", HTTPS_PROXY=proxy.url) as there:
        await there["mia"].types("help")
        await there.settled()

        assert await there["mia"].sees()
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("straight", "host", "through"),
    [
        ("", "slack.com", True),
        ("slack.com", "slack.com", False),
        ("slack.com", "wss-primary.slack.com", False),
        (".slack.com", "Slack.com", False),
        ("lack.com", "slack.com", True),
        ("other.org, *", "slack.com", False),
        ("", "127.0.0.1", False),
        ("", "localhost", False),
        ("", "[::1]", False),
    ],
)
def test_hosts_are_left_out_by_name(straight: str, host: str, through: bool) -> None:
    given = {"HTTPS_PROXY": "proxy.example.org:3128", "NO_PROXY": straight}
    way = Settings.model_validate(given).way_out

    assert way.to(f"https://{host}/x") == ("http://proxy.example.org:3128" if through else None)


@pytest.mark.parametrize("wrong", ["socks5://proxy:1080", "http://", "http://proxy:port", "://x"])
def test_what_is_no_proxy_is_refused_and_not_shown(wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"HTTPS_PROXY": wrong})

    assert wrong not in str(refused.value)


def test_its_password_is_shown_nowhere() -> None:
    given = Settings.model_validate({"HTTPS_PROXY": "http://bot:let-me-out@proxy:3128"})

    assert "let-me-out" not in f"{given!r} {given.way_out!r}"
