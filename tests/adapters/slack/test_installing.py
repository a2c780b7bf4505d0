"""How a workspace lets the bot in."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.slack import pages
from adapters.slack.ears import bolt_for_many
from adapters.slack.installing import BACK
from adapters.slack.lines import Lines
from adapters.slack.manifest import manifest
from adapters.web_page import Page
from tests.adapters.fake_slack.browser import Browser
from tests.adapters.slack.installing import began, installed, on_slacks_page, said_to
from tests.adapters.slack.many import Open, open_to_all
from tests.conftest import Fresh
from tests.contracts.given import Rig


async def test_a_person_lets_the_bot_into_their_workspace_and_it_answers_there(there: Open) -> None:
    acme, ruth, room = there.workspace("acme")

    page = await there.installs(ruth)
    await ruth.invites(room, acme.bot)
    typed = await ruth.types("/lc", "help", in_=room)

    assert page.status == 200
    assert "The bot is in your workspace" in page.text
    assert typed.acked
    assert installed(there, acme.id)
    assert there.slack.complaints == []


async def test_it_is_so_on_postgresql_too(tmp_path: Path, fresh_postgres: Fresh) -> None:
    async with open_to_all(tmp_path, _empty(fresh_postgres())) as there:
        acme, ruth, room = await there.let_in("acme")
        typed = await ruth.types("/lc", "help", in_=room)
        again = await there.installs(ruth)
        await acme.uninstall()

        assert typed.acked
        assert again.status == 200
        assert not installed(there, acme.id)


async def test_each_workspace_is_spoken_to_with_its_own_token(there: Open) -> None:
    acme, ann, at_acme = await there.let_in("acme")
    beta, ben, at_beta = await there.let_in("beta")

    await began(ann, at_acme)
    await began(ben, at_beta)
    await there.slack.settled()

    known = there.slack.core.world.channels | there.slack.core.world.users
    posts = there.slack.called("chat.postMessage")
    assert {one.team_id for one in posts} == {acme.id, beta.id}
    assert all(known[one.arguments["channel"]].team_id == one.team_id for one in posts)


async def test_the_first_page_says_what_it_is_and_who_runs_it(there: Open) -> None:
    page = await Browser(there.slack._session).goes_to(there.install_page)

    assert page.status == 200
    assert "This bot is run by the Learning Office." in page.text
    assert "Go on to Slack" in page.text


async def test_whoever_opens_the_site_gets_to_the_page_where_it_begins(there: Open) -> None:
    page = await Browser(there.slack._session).goes_to(f"{there.address}/")

    assert page.url == there.install_page


async def test_what_can_be_left_out_may_be_left_out(there: Open) -> None:
    acme, ruth, _ = there.workspace("acme")
    browser = Browser(there.slack._session)

    page = await browser.goes_to(
        await on_slacks_page(there, ruth, browser, without="channels:manage")
    )

    assert page.status == 200
    assert installed(there, acme.id)


async def test_a_workspace_that_is_not_known_here_is_told_whom_to_ask(there: Open) -> None:
    acme, ruth, room = there.workspace("acme")
    acme.install()
    await ruth.invites(room, acme.bot)

    await ruth.types("/lc", "help", in_=room)

    assert "Whoever looks after apps here can install me again." in said_to(ruth)


def test_bolt_does_not_keep_tokens_of_its_own_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.setenv(name, "of the operator")

    async def authorize(team: str | None) -> None:
        return None

    lines = Lines(None, "https://slack.example/api/", "")  # type: ignore[arg-type]
    app = bolt_for_many(lines, authorize, "a secret")

    assert app.oauth_flow is None
    assert os.environ["SLACK_CLIENT_ID"] == "of the operator"


def test_the_manifest_names_the_way_back() -> None:
    written = manifest("https://bot.example.org/")["oauth_config"]

    assert written["redirect_urls"] == [f"https://bot.example.org{BACK}"]  # type: ignore[index]


async def test_what_is_not_slacks_is_turned_away(there: Open) -> None:
    async with ClientSession() as session:
        answer = await session.post(
            f"{there.address}/slack/events", json={"type": "event_callback"}
        )

    assert answer.status == 401


ALL_PAGES = (
    pages.before("https://slack.example", "us"),
    pages.done("https://slack.example"),
    pages.said_no("/again"),
    pages.too_late("/again"),
    pages.not_taken("/again"),
    pages.whole_organisation("/again"),
    pages.lacking("users:read", "/again"),
    pages.unreachable("/again"),
    pages.broken("/again"),
)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.title)
def test_every_page_can_be_read_aloud_and_leads_on(page: Page) -> None:
    text = page.html("/style.css", "/icon.svg")

    assert '<html lang="en-GB">' in text
    assert text.count("<h1>") == text.count("<main>") == text.count("<title>") == 1
    assert text.count("<a ") == 1
    assert "<script" not in text
    assert "!" not in text.removeprefix("<!doctype")


def test_what_stands_on_a_page_is_never_taken_for_a_page() -> None:
    text = pages.before('https://x/?a=1&b="2"', "<b>us</b>").html("/style.css", "/icon.svg")

    assert "<b>us" not in text
    assert 'b="2"' not in text


def _empty(database: str) -> str:
    """Without the tables, which another master key has sealed."""
    with closing(Rig(database)) as rig:
        rig.meddle("DROP SCHEMA public CASCADE")
        rig.meddle("CREATE SCHEMA public")
    return database
