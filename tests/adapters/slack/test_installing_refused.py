"""Where the bot is not let in, or not rightly: nothing is installed, and it is said kindly what to do."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from adapters.slack.beginnings import Beginnings
from adapters.slack.installing import Installing, SlackApp
from adapters.slack.lines import Lines
from tests.adapters.fake_slack.browser import Browser
from tests.adapters.fake_slack.methods import METHODS
from tests.adapters.slack.installing import on_slacks_page
from tests.adapters.slack.many import Open


async def test_who_says_no_installs_nothing_and_is_told_so_kindly(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")

    page = await there.installs(ruth, allows=False)

    assert "You said no on Slack&#x27;s page, and that is fine." in page.text
    assert there.kept.teams() == ()


async def test_who_did_not_begin_here_is_asked_to_begin_again(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")
    way_back = await on_slacks_page(there, ruth)

    page = await Browser(there.slack._session).goes_to(way_back)

    assert page.status == 400
    assert "Please begin again" in page.text
    assert there.kept.teams() == ()


async def test_a_mark_that_was_made_up_is_not_taken(there: Open) -> None:
    mark = "made-up.99999999999.00"
    browser = Browser(there.slack._session)
    browser.knows_me(there.address, "lcbot_install", mark)

    page = await browser.goes_to(f"{there.address}/slack/oauth_redirect?code=1&state={mark}")

    assert page.status == 400
    assert there.slack.called("oauth.v2.access")[1:] == [], "only the question at the start"


async def test_the_way_back_can_be_gone_once(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")
    browser = Browser(there.slack._session)
    way_back = await on_slacks_page(there, ruth, browser)
    kept = dict(browser.cookies[urlsplit(there.address).netloc])

    first = await browser.goes_to(way_back)
    browser.cookies[urlsplit(there.address).netloc] = kept
    second = await browser.goes_to(way_back)

    assert (first.status, second.status) == (200, 400)
    assert len(there.slack.called("oauth.v2.access")) == 2, "with the question at the start"


@pytest.mark.parametrize(
    ("later", "good"), [(timedelta(minutes=9), True), (timedelta(minutes=11), False)]
)
async def test_a_mark_is_good_for_ten_minutes(later: timedelta, good: bool) -> None:
    now = [datetime(2027, 3, 1, 9, tzinfo=UTC)]

    async def first_time(name: str, at: datetime) -> bool:
        return True

    beginnings = Beginnings("a secret", lambda: now[0], first_time)
    mark = beginnings.new()
    now[0] += later

    assert await beginnings.is_good(mark, mark) is good


@pytest.mark.parametrize("mark", ["", ".", "..", "é.1.2", "a.b.c"])
async def test_what_is_no_mark_at_all_is_not_taken(mark: str) -> None:
    async def first_time(name: str, at: datetime) -> bool:
        raise AssertionError("nothing is written down for it")

    beginnings = Beginnings("a secret", lambda: datetime(2027, 3, 1, tzinfo=UTC), first_time)

    assert not await beginnings.is_good(mark, mark)


@pytest.mark.parametrize(
    ("address", "secure"), [("https://bot.example.org", True), ("http://127.0.0.1", False)]
)
async def test_the_mark_stays_in_this_browser_and_is_sent_safely(
    address: str, secure: bool
) -> None:
    async def first_time(name: str, at: datetime) -> bool:
        return True

    lines = Lines(None, "https://slack.example/api/", "")  # type: ignore[arg-type]
    beginnings = Beginnings("a secret", lambda: datetime(2027, 3, 1, tzinfo=UTC), first_time)
    app = SlackApp("111.222", "a secret", address)
    page = await Installing(app, lines, None, beginnings, None)._begins(None)  # type: ignore[arg-type]

    cookie = page.cookies["lcbot_install"]
    assert (bool(cookie["secure"]), cookie["httponly"], cookie["samesite"]) == (
        secure,
        True,
        "Lax",
    )
    assert (cookie["path"], cookie["max-age"]) == ("/slack", "600")
    assert cookie.value in str(page.text)


async def test_where_slack_gives_no_token_nothing_is_installed(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")
    there.slack.faults.refuse("oauth.v2.access", "invalid_code")

    page = await there.installs(ruth)

    assert page.status == 502
    assert "Slack did not let the bot in" in page.text
    assert there.kept.teams() == ()


async def test_where_slack_takes_the_code_and_gives_no_token_nothing_is_installed(
    there: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ruth, _ = there.workspace("acme")
    monkeypatch.setitem(METHODS, "oauth.v2.access", lambda _: {"app_id": "A1"})

    page = await there.installs(ruth)

    assert "Slack did not let the bot in" in page.text
    assert there.kept.teams() == ()


async def test_where_slack_does_not_answer_nothing_is_installed(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")
    there.slack.faults.lose("oauth.v2.access", after_accepting=False)

    page = await there.installs(ruth)

    assert page.status == 502
    assert "Slack can&#x27;t be reached just now" in page.text


async def test_a_whole_organisation_is_told_that_it_goes_by_workspace(there: Open) -> None:
    acme, ruth, _ = there.workspace("acme")
    acme.team.org_wide = True

    page = await there.installs(ruth)

    assert "One workspace at a time" in page.text
    assert there.kept.teams() == ()


async def test_rights_that_are_left_out_are_named_and_nothing_is_installed(there: Open) -> None:
    _, ruth, _ = there.workspace("acme")
    browser = Browser(there.slack._session)

    page = await browser.goes_to(await on_slacks_page(there, ruth, browser, without="users:read"))

    assert "users:read (to call people by the name that everyone sees)" in page.text
    assert there.kept.teams() == ()


async def test_an_installation_that_cant_be_kept_is_said(
    there: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("storage.installations.Installations.keep", full)
    _, ruth, _ = there.workspace("acme")

    page = await there.installs(ruth)

    assert page.status == 500
    assert "Something went wrong here" in page.text
