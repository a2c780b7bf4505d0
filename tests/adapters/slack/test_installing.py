"""How a workspace lets the bot in, and how it takes it out again."""

import os
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from aiohttp import ClientSession

from adapters.slack import pages
from adapters.slack.beginnings import Beginnings
from adapters.slack.ears import bolt_for_many
from adapters.slack.goodbyes import GONE, OUT
from adapters.slack.installing import BACK, Installing, SlackApp
from adapters.slack.lines import Lines
from adapters.slack.manifest import manifest
from adapters.web_page import Page
from bot.boundary.decision import Decision, Said
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms, privately
from bot.domain.community import Community
from bot.domain.hours import Hours
from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.browser import Browser
from tests.adapters.fake_slack.consent import SESSION
from tests.adapters.fake_slack.methods import METHODS
from tests.adapters.fake_slack.server import _link
from tests.adapters.slack.living import living
from tests.adapters.slack.many import Open, open_to_all
from tests.conftest import Fresh
from tests.contracts.given import Rig

FORM = {
    "What shall we call it?": "Going home well",
    "What is it for?": "To get better at sending people home.",
    "Who could belong?": "Ward and community staff",
}


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_to_all(tmp_path) as there:
        yield there


def installed(there: Open, team: str) -> bool:
    return there.kept.find(team) is not None


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


async def test_what_can_be_left_out_may_be_left_out(there: Open) -> None:
    acme, ruth, _ = there.workspace("acme")
    browser = Browser(there.slack._session)

    page = await browser.goes_to(
        await on_slacks_page(there, ruth, browser, without="channels:manage")
    )

    assert page.status == 200
    assert installed(there, acme.id)


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


@pytest.mark.parametrize("revoked_first", [False, True])
async def test_who_takes_the_bot_out_is_posted_to_no_more(
    there: Open, caplog: pytest.LogCaptureFixture, revoked_first: bool
) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    await there.slack.settled()
    token = acme.token

    told = await acme.uninstall(revoked_first=revoked_first)
    before = len(there.slack.calls)
    await there.house.desk.carry()

    assert [one.acked for one in told] == [True, True]
    assert not installed(there, acme.id)
    assert [one.method for one in there.slack.calls[before:]] == []
    assert [one.getMessage() for one in caplog.records].count(GONE) == 1
    assert not any(word in caplog.text for word in (acme.id, "acme", "Acme", "ruth", token))


async def test_its_communities_come_back_with_the_bot(there: Open) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    await there.slack.settled()
    kept = there.house.database.communities()
    await acme.uninstall()

    page = await there.installs(ruth)
    await ruth.invites(room, acme.bot)
    typed = await ruth.types("/lc", "charter", in_=room)

    assert page.status == 200
    assert typed.acked
    assert there.house.database.communities() == kept
    assert "Going home well" in said_to(ruth)


async def test_what_those_who_look_after_a_community_are_to_read_waits_for_the_bot(
    there: Open,
) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    await there.slack.settled()
    before, read = await waiting(there), [one.words for one in ruth.direct]

    await acme.uninstall()

    assert await waiting(there) == before + 1, (
        "why it stands still, once, though Slack says it twice"
    )
    assert [one.words for one in ruth.direct] == read


async def test_let_in_again_at_a_bad_hour_the_bot_waits_for_a_better_one(there: Open) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    asleep = never_disturbed_today(there)
    await there.slack.settled()
    await acme.uninstall()
    says(there, privately(asleep, asleep.convenor, "waited", Card("", (Text("It waited."),))))
    await there.house.desk.carry()

    await there.installs(ruth)
    await there.house.desk.carry()

    assert "It waited." not in [one.words for one in ruth.direct]
    assert may_go(there, "waited").date() > there.house.clock.now().date()


async def test_installed_a_second_time_without_having_left_nothing_is_put_off(there: Open) -> None:
    _, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    asleep = never_disturbed_today(there)

    await there.installs(ruth)
    says(there, privately(asleep, asleep.convenor, "at once", Card("", (Text("At once."),))))
    await there.installs(ruth)
    await there.house.desk.carry()

    assert "At once." in [one.words for one in ruth.direct]


async def test_what_is_for_the_channel_comes_when_the_bot_has_been_brought_into_it(
    there: Open,
) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    ours = always_awake(there)
    await there.slack.settled()
    await acme.uninstall()
    says(there, *in_rooms(ours, "waited", Card("", (Text("It waited."),))))
    await there.house.desk.carry()

    await there.installs(ruth)
    before = may_go(there, "waited")
    await ruth.invites(room, acme.bot)
    await there.slack.settled()

    now = there.house.clock.now()
    assert before > now + timedelta(days=6)
    assert may_go(there, "waited") <= now


async def test_news_of_an_old_goodbye_does_not_undo_a_new_beginning(there: Open) -> None:
    acme, _, _ = await there.let_in("acme")
    late = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [acme.bot.id]}}

    await acme._told(late)

    assert installed(there, acme.id)


async def test_a_persons_own_token_is_none_of_the_bots(there: Open) -> None:
    acme, ruth, _ = await there.let_in("acme")
    there.slack.faults.refuse("auth.test", "token_revoked")

    await acme._told({"type": "tokens_revoked", "tokens": {"oauth": [ruth.id], "bot": []}})

    assert installed(there, acme.id)


async def test_while_slack_cant_be_asked_the_goodbye_is_left_to_come_again(there: Open) -> None:
    acme, _, _ = await there.let_in("acme")
    there.slack.faults.lose("auth.test", after_accepting=False)

    told = await acme.uninstall()
    for one in told:
        await one.done.wait()

    assert sorted(len(one.attempts) for one in told) == [1, 2]
    assert not installed(there, acme.id)


async def test_a_workspace_that_is_not_known_here_is_told_whom_to_ask(there: Open) -> None:
    acme, ruth, room = there.workspace("acme")
    acme.install()
    await ruth.invites(room, acme.bot)

    await ruth.types("/lc", "help", in_=room)

    assert "Whoever looks after apps here can install me again." in said_to(ruth)


async def test_the_only_workspace_that_takes_the_bot_out_is_told_of_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with living(tmp_path, "http", "ruth") as one:
        told = await one.acme.uninstall()

    assert [delivery.acked for delivery in told] == [True, True]
    assert OUT in [record.getMessage() for record in caplog.records]


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


async def began(person: Person, room: object) -> None:
    """A community of their own."""
    await person.types("/lc", "start", in_=room)  # type: ignore[arg-type]
    asked = person.looks_at(person.modal) if person.has_modal else person.whispers()[-1]
    await person.presses(asked, "I would")
    await person.submits(person.modal, FORM)


def never_disturbed_today(there: Open) -> Community:
    today = there.house.clock.now().weekday()
    return with_hours(there, Hours(working_days=frozenset(range(7)) - {today, (today - 1) % 7}))


def always_awake(there: Open) -> Community:
    always = frozenset(range(7))
    return with_hours(there, Hours(working_days=always, quiet_from=time(0), quiet_to=time(0)))


def with_hours(there: Open, hours: Hours) -> Community:
    (id,) = there.house.database.communities()
    with there.house.database.offices().open() as office:
        found = office.records.community(id)
        ours = replace(found, rhythm=replace(found.rhythm, hours=hours, region=""))
        office.keep(Decision(keep=(ours,)), there.house.clock.now())
    return ours


def says(there: Open, *said: Said) -> None:
    with there.house.database.offices().open() as office:
        office.keep(Decision(say=said), there.house.clock.now())


def may_go(there: Open, name: str) -> datetime:
    """When the post of this name may go."""
    with there.house.database._door.transaction() as connection:
        asked = "SELECT due FROM outbox WHERE name = ?"
        (due,) = connection.exec_driver_sql(asked, (name,)).one()
    return datetime.fromtimestamp(due / 1000, UTC)


def _empty(database: str) -> str:
    """Without the tables, which another master key has sealed."""
    with closing(Rig(database)) as rig:
        rig.meddle("DROP SCHEMA public CASCADE")
        rig.meddle("CREATE SCHEMA public")
    return database


async def waiting(there: Open) -> int:
    """Posts that are on their way."""
    now, database = there.house.clock.now(), there.house.database
    return await there.house.desk.off_loop(lambda: database.health(now).waiting)


def said_to(person: Person) -> str:
    """Everything that stands before them alone."""
    seen = " ".join(one.words for one in person.whispers())
    return seen + (person.looks_at(person.modal).words if person.has_modal else "")


async def on_slacks_page(
    there: Open, person: Person, browser: Browser | None = None, without: str = ""
) -> str:
    """The way back that Slack gives to somebody who allows it, not gone yet."""
    browser = browser or Browser(there.slack._session)
    browser.knows_me(there.slack.authorize_url, SESSION, person.id)
    begins = await browser.goes_to(there.install_page)
    asked = _link(begins.text, "authorize")
    allowed = asked.replace("/authorize", "/authorize/allow", 1)
    parts = urlsplit(allowed)
    query = dict(parse_qsl(parts.query))
    query["scope"] = ",".join(one for one in query["scope"].split(",") if one != without)
    async with there.slack._session.get(
        parts._replace(query=urlencode(query)).geturl(),
        headers={"Cookie": f"{SESSION}={person.id}"},
        allow_redirects=False,
    ) as answer:
        return str(answer.headers["Location"])
