"""Installing and removing the app, through Bolt's own OAuth flow."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.fake_slack import App, FakeSlack, Workspace
from tests.adapters.fake_slack_house import refused
from tests.ports import free_port

SCOPES = ("commands", "chat:write")
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk uses it


@asynccontextmanager
async def an_app_for_many(
    folder: Path,
) -> AsyncIterator[tuple[FakeSlack, str, FileInstallationStore]]:
    """A Bolt app that any workspace may install, at an address of its own."""
    store = FileInstallationStore(base_dir=str(folder))
    async with FakeSlack(App(scopes=SCOPES)) as slack, ClientSession() as session:
        port = free_port()
        base = f"http://127.0.0.1:{port}/slack"
        settings = AsyncOAuthSettings(
            client_id=slack.app.client_id,
            client_secret=slack.app.client_secret,
            scopes=list(SCOPES),
            installation_store=store,
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder)),
            authorization_url=slack.authorize_url,
            redirect_uri=f"{base}/oauth_redirect",
        )
        app = AsyncApp(
            client=AsyncWebClient(base_url=slack.api_url, session=session),
            signing_secret=slack.app.signing_secret,
            oauth_settings=settings,
            process_before_response=True,
        )
        app.enable_token_revocation_listeners()
        runner = web.AppRunner(app.server().web_app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        slack.deliver_to(f"{base}/events")
        slack.app.redirect_urls = (f"{base}/oauth_redirect",)
        yield slack, f"{base}/install", store
        await runner.cleanup()


def installed(store: FileInstallationStore, workspace: Workspace) -> bool:
    return store.find_bot(enterprise_id=None, team_id=workspace.id) is not None


async def test_a_person_installs_the_app_and_it_is_told_when_it_is_removed(tmp_path: Path) -> None:
    async with an_app_for_many(tmp_path) as (slack, install_page, store):
        acme = slack.workspace(installed=False)
        page = await slack.installs(acme.person("alice", admin=True), install_page)
        assert page.status == 200
        bot = store.find_bot(enterprise_id=None, team_id=acme.id)
        assert bot is not None
        assert bot.bot_token == acme.token

        gone = acme.token
        told = await acme.uninstall()
        assert [delivery.acked for delivery in told] == [True, True]
        assert not installed(store, acme)
        assert await refused(AsyncWebClient(gone, base_url=slack.api_url).auth_test()) == (
            "account_inactive"
        )


async def test_who_cancels_installs_nothing(tmp_path: Path) -> None:
    async with an_app_for_many(tmp_path) as (slack, install_page, store):
        acme = slack.workspace(installed=False)
        await slack.installs(acme.person("alice"), install_page, allows=False)

        assert not installed(store, acme)


async def test_an_address_that_is_not_declared_gets_no_consent_page(tmp_path: Path) -> None:
    async with an_app_for_many(tmp_path) as (slack, install_page, store):
        slack.app.redirect_urls = ("https://elsewhere.example.org/",)
        acme = slack.workspace(installed=False)
        page = await slack.installs(acme.person("alice"), install_page)

        assert (page.status, page.text) == (400, "redirect_uri did not match any configured URIs")
        assert not installed(store, acme)


async def test_a_code_is_good_once_for_the_right_app_and_for_ten_minutes(tmp_path: Path) -> None:
    async with an_app_for_many(tmp_path) as (slack, install_page, _):
        acme, beta = (slack.workspace(name, installed=False) for name in ("acme", "beta"))
        await slack.installs(acme.person("alice"), install_page)
        (used,) = slack.core.codes
        client = AsyncWebClient(base_url=slack.api_url)
        known = {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret}

        assert await refused(client.oauth_v2_access(**known, code=used)) == "code_already_used"
        assert await refused(client.oauth_v2_access(**known, code="made-up")) == "invalid_code"
        wrong = known | {"client_secret": "wrong"}
        assert await refused(client.oauth_v2_access(**wrong, code=used)) == "bad_client_secret"
        slack.core.codes[used].used = False
        slack.core.codes[used].born -= 601
        assert await refused(client.oauth_v2_access(**known, code=used)) == "invalid_code"
        assert beta.team.installation is None
