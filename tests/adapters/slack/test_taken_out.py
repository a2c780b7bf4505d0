"""How a workspace takes the bot out again, and lets it in once more."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.slack.goodbyes import GONE, OUT
from bot.boundary.decision import Decision, Said
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms, privately
from bot.domain.community import Community
from bot.domain.hours import Hours
from tests.adapters.slack.installing import began, installed, said_to
from tests.adapters.slack.living import living
from tests.adapters.slack.many import Open


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


async def test_so_it_does_where_it_never_heard_that_it_was_taken_out(there: Open) -> None:
    acme, ruth, room = await there.let_in("acme")
    await began(ruth, room)
    asleep = never_disturbed_today(there)
    await there.slack.settled()
    there.slack.mail.hold()
    await acme.uninstall()
    says(there, privately(asleep, asleep.convenor, "waited", Card("", (Text("It waited."),))))

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


async def test_the_only_workspace_that_takes_the_bot_out_is_told_of_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with living(tmp_path, "http", "ruth") as one:
        told = await one.acme.uninstall()

    assert [delivery.acked for delivery in told] == [True, True]
    assert OUT in [record.getMessage() for record in caplog.records]


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


async def waiting(there: Open) -> int:
    """Posts that are on their way."""
    now, database = there.house.clock.now(), there.house.database
    return await there.house.desk.off_loop(lambda: database.health(now).waiting)
