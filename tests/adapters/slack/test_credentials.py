"""What Slack says of tokens: each thing that can be wrong has its sentence. Over real sockets, in this process."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.slack.credentials import lacks, listed, must_be_our_app, socket_address, taken
from adapters.slack.lines import open_lines
from bot.boundary.trouble import Trouble
from tests.adapters.fake_slack import Clock, FakeSlack, Limits, Workspace
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.slack.living import as_written

COPY = "copy the “Bot User OAuth Token” again from the page “OAuth & Permissions” of your Slack app"
MAKE = "make a new app-level token with connections:write on the page “Basic Information” of your Slack app"


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack(as_written("socket"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        yield slack


@pytest.fixture
def acme(slack: FakeSlack) -> Workspace:
    return slack.workspace()


async def trouble_with_bot(url: str, token: str) -> str:
    async with open_lines(url, token) as lines:
        with pytest.raises(Trouble) as trouble:
            await taken(lines.speaking(token))
    return trouble.value.sentence


async def trouble_with_app(slack: FakeSlack, token: str) -> str:
    async with open_lines(slack.api_url, token) as lines:
        with pytest.raises(Trouble) as trouble:
            await socket_address(lines.speaking(token))
    return trouble.value.sentence


async def test_a_token_that_is_taken_says_who_the_bot_is(slack: FakeSlack, acme: Workspace) -> None:
    async with open_lines(slack.api_url, acme.token) as lines:
        found = await taken(lines.speaking(acme.token))

    assert (found.team, found.name, found.user) == (acme.id, "Acme", acme.bot.id)
    assert found.scopes is not None
    assert "chat:write" in found.scopes


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (
            TokenState.INACTIVE,
            "the app was taken out of its workspace: install it again on its page “Install App”, "
            "and copy the new token",
        ),
        (TokenState.REVOKED, f"it was withdrawn: {COPY}"),
        (
            TokenState.EXPIRED,
            "it has run out, as token rotation is on: make the app anew from lcbot manifest slack, which leaves "
            "rotation off",
        ),
    ],
)
async def test_a_token_that_lives_no_more_is_told_of(
    slack: FakeSlack, acme: Workspace, state: TokenState, why: str
) -> None:
    slack.core.world.tokens[acme.token].state = state

    said = await trouble_with_bot(slack.api_url, acme.token)

    assert said == f"Slack does not take SLACK_BOT_TOKEN, as {why}."


async def test_a_token_that_is_the_apps_own_is_told_of(slack: FakeSlack, acme: Workspace) -> None:
    slack.faults.refuse("auth.test", "not_allowed_token_type")

    said = await trouble_with_bot(slack.api_url, acme.token)

    assert said == f"Slack does not take SLACK_BOT_TOKEN, as it is no bot's token: {COPY}."


async def test_an_app_of_a_whole_organisation_is_told_of(slack: FakeSlack, acme: Workspace) -> None:
    acme.team.org_wide = True

    said = await trouble_with_bot(slack.api_url, acme.token)

    assert said.startswith(
        "SLACK_BOT_TOKEN is of an app that was installed for a whole organisation"
    )


async def test_a_bots_token_in_the_apps_place_is_told_of(slack: FakeSlack, acme: Workspace) -> None:
    assert await trouble_with_app(slack, acme.token) == (
        f"Slack does not take SLACK_APP_TOKEN, as it is no app-level token: {MAKE}."
    )


@pytest.mark.parametrize(
    ("id", "secret", "sentence"),
    [
        (
            "999.888",
            "",
            "Slack knows no app with SLACK_CLIENT_ID: copy it again from the page “Basic Information”.",
        ),
        (
            "",
            "of-nobody",
            "Slack does not take SLACK_CLIENT_SECRET: copy it again from the page “Basic Information”.",
        ),
    ],
)
async def test_an_app_that_slack_does_not_know_is_told_of(
    slack: FakeSlack, id: str, secret: str, sentence: str
) -> None:
    app = slack.app
    async with open_lines(slack.api_url, "") as lines:
        with pytest.raises(Trouble) as trouble:
            await must_be_our_app(
                lines.speaking(""), id or app.client_id, secret or app.client_secret
            )

    assert trouble.value.sentence == sentence


async def test_the_right_app_is_taken_without_a_code(slack: FakeSlack) -> None:
    app = slack.app
    async with open_lines(slack.api_url, "") as lines:
        await must_be_our_app(lines.speaking(""), app.client_id, app.client_secret)

    assert [one.error for one in slack.called("oauth.v2.access")] == ["invalid_code"]


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/json"])
async def test_what_is_not_slack_is_told_of(kind: str, serve: "Serve") -> None:
    url = await serve(kind)

    assert await trouble_with_bot(url, "xoxb-1") == (
        f"What answers at {url} is not Slack, or Slack is out of order: check SLACK_API_URL, and status.slack.com."
    )


async def test_a_slack_that_is_out_of_order_is_told_of(slack: FakeSlack, acme: Workspace) -> None:
    slack.faults.fail("auth.test", 503)

    assert "or Slack is out of order" in await trouble_with_bot(slack.api_url, acme.token)


async def test_a_slack_that_asks_for_a_rest_is_told_of(slack: FakeSlack, acme: Workspace) -> None:
    slack.faults.limit("auth.test", 42)

    assert await trouble_with_bot(slack.api_url, acme.token) == (
        "Slack asks for a rest, as the bot was started too often: start it again in 42 seconds."
    )


async def test_a_new_word_of_slacks_is_passed_on(slack: FakeSlack, acme: Workspace) -> None:
    slack.faults.refuse("auth.test", "two_factor_setup_required")

    assert await trouble_with_bot(slack.api_url, acme.token) == (
        "Slack says two_factor_setup_required to the bot's first question: read about it on "
        "docs.slack.dev/reference/methods/auth.test."
    )


async def test_what_is_no_word_of_slacks_is_not_repeated(slack: FakeSlack, acme: Workspace) -> None:
    slack.faults.refuse("auth.test", "<b>Run this</b>: rm")

    assert "Slack says something unknown" in await trouble_with_bot(slack.api_url, acme.token)


async def test_a_certificate_that_nobody_vouches_for_is_told_of(
    tmp_path: Path, serve: "Serve"
) -> None:
    url = await serve("application/json", _vouched_for_by_nobody(tmp_path))

    said = await trouble_with_bot(url, "xoxb-1")

    assert said.startswith(f"The connection to {url} can't be trusted")


def test_scopes_that_slack_does_not_tell_are_not_missed() -> None:
    assert lacks(None) == ()


@pytest.mark.parametrize(
    ("names", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_people_do(names: list[str], said: str) -> None:
    assert listed(names) == said


Serve = Callable[..., Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves something that is not Slack's; gives its address."""
    async with AsyncExitStack() as stack:

        async def serve(kind: str, tls: ssl.SSLContext | None = None) -> str:
            return await stack.enter_async_context(_site(kind, tls))

        yield serve


@asynccontextmanager
async def _site(kind: str, tls: ssl.SSLContext | None) -> AsyncIterator[str]:
    async def answer(_: web.Request) -> web.Response:
        text = "{}" if kind == "application/json" else "Welcome"
        return web.Response(text=text, content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    yield f"{'https' if tls else 'http'}://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


def _vouched_for_by_nobody(folder: Path) -> ssl.SSLContext:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)  # noqa: TID251
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    both = folder / "site.pem"
    both.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context
