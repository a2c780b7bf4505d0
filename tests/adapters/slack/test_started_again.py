"""One workspace, with a token that is set by hand: what waited while it was without the bot, and the bot is started."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.names import Names
from adapters.slack.goodbyes import UNTOLD
from bot.bootstrap.house import open_house
from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms, privately
from bot.domain.community import Community
from bot.domain.hours import Hours
from tests.adapters.fake_slack import Channel, Clock, FakeSlack, Limits, Person, Workspace
from tests.adapters.settling import KEEPERS, MEMBERS
from tests.adapters.slack.living import Living, as_written, settings
from tests.adapters.slack.settled import SPONSOR, community, keep, kept
from tests.adapters.waiting import until

WAITED = Card("", (Text("It waited."),))


@dataclass
class Acme:
    """A workspace, in which the bot is started again and again with the same data."""

    slack: FakeSlack
    folder: Path
    team: Workspace
    people: Mapping[str, Person]
    room: Channel

    @asynccontextmanager
    async def started(self) -> AsyncIterator[Living]:
        given = settings(self.slack, self.team, self.folder, "http")
        async with open_house(given, lambda _: None, lambda _: {}) as house:
            self.slack.deliver_to(f"{house.address}slack/events")
            yield Living(self.slack, self.team, self.room, dict(self.people), house)


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Acme]:
    fake = FakeSlack(as_written("http"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        team = slack.workspace()
        people = {name: team.person(name) for name in (*KEEPERS, *MEMBERS, SPONSOR)}
        room = team.channel("learning", *people.values(), team.bot)
        yield Acme(slack, tmp_path, team, people, room)


async def test_let_in_again_what_waited_comes_at_a_better_hour(acme: Acme) -> None:
    async with acme.started() as there:
        _settles(there)
        await acme.team.uninstall()
        _says(there)
    acme.team.install()

    async with acme.started() as there:
        await there.house.desk.carry()

        now = there.house.clock.now()
        assert _words(there["fay"]) == []
        assert _may_go(there, "to one").date() > now.date()
        assert _may_go(there, "to all") > now + timedelta(days=6)


async def test_also_where_it_was_not_running_when_it_was_taken_out(acme: Acme) -> None:
    async with acme.started() as there:
        _settles(there)
        _says(there)
    await acme.team.uninstall()
    acme.team.install()

    async with acme.started() as there:
        await there.house.desk.carry()

        assert _words(there["fay"]) == []


async def test_a_start_is_no_return(acme: Acme) -> None:
    async with acme.started() as there:
        _settles(there)
        _says(there)

    async with acme.started() as there:
        await there.house.desk.carry()

        assert _words(there["fay"]) == ["It waited."]
        assert [one.text for one in there.room.messages.values()] == ["It waited."]


async def test_also_where_it_was_brought_into_its_channel_before_it_was_started(acme: Acme) -> None:
    async with acme.started() as there:
        _settles(there)
        _says(there)
    acme.slack.mail.hold()
    await acme.team.uninstall()
    acme.team.install()
    await acme.people["fay"].invites(acme.room, acme.team.bot)

    async with acme.started() as there:
        await there.house.desk.carry()

        tomorrow = there.house.clock.now() + timedelta(days=1)
        assert _words(there["fay"]) == []
        assert _posted(acme).endswith("has joined the channel")
        assert _may_go(there, "to one").date() == tomorrow.date()
        assert _may_go(there, "to all").date() == tomorrow.date()

    async with acme.started() as there:
        assert _may_go(there, "to all").date() == tomorrow.date(), "a start is no return"


async def test_no_community_is_disturbed_while_another_is_told_of(acme: Acme) -> None:
    rooms = [
        acme.team.channel(f"learning-{n}", *acme.people.values(), acme.team.bot) for n in range(9)
    ]
    async with acme.started() as there:
        _settles(there)
        _says(there)
        for number, room in enumerate(rooms):
            one = replace(community(there, f"home{number}", room), rhythm=kept(there).rhythm)
            keep(there, one)
            _says(there, one)
    await acme.team.uninstall()
    acme.team.install()

    async with acme.started() as there:
        await there.house.desk.carry()

        assert _words(there["fay"]) == []


async def test_where_slack_does_not_say_where_the_bot_is_it_starts_all_the_same(
    acme: Acme, caplog: pytest.LogCaptureFixture
) -> None:
    async with acme.started() as there:
        _settles(there)
        _says(there)
    acme.slack.faults.refuse("users.conversations", "internal_error")

    async with acme.started() as there:
        await there.house.desk.carry()

        assert _words(there["fay"]) == ["It waited."]
        assert UNTOLD in [one.getMessage() for one in caplog.records]


async def test_a_name_that_slack_still_owes_is_asked_for_when_the_bot_is_started_again(
    acme: Acme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Names, "first", 0.05)
    async with acme.started() as there:
        _settles(there)
        acme.slack.faults.refuse("users.info", "internal_error", times=None)
        await there["fay"].invites(acme.room, acme.team.person("zoe").user)
        await there.house.desk.carry()
    before = [one.text for one in acme.room.messages.values()]
    acme.slack.faults.clear()

    async with acme.started() as there:
        await until(lambda: _posted(acme).startswith("zoe"))

        assert before[-1].startswith("Somebody can now read this channel")
        assert _posted(acme).startswith("zoe can now read this channel")
        assert len(acme.room.messages) == len(before)


def _posted(acme: Acme) -> str:
    return list(acme.room.messages.values())[-1].text


def _settles(there: Living) -> None:
    """Nobody is to be disturbed today."""
    today = there.house.clock.now().weekday()
    hours = Hours(working_days=frozenset(range(7)) - {today, (today - 1) % 7})
    ours = community(there)
    keep(there, replace(ours, rhythm=replace(ours.rhythm, hours=hours)))


def _says(there: Living, ours: Community | None = None) -> None:
    ours = ours or kept(there)
    one = privately(ours, ours.convenor, "to one", WAITED)
    with there.house.database.offices().open() as office:
        said = (one, *in_rooms(ours, "to all", WAITED))
        office.keep(Decision(say=said), there.house.clock.now())


def _may_go(there: Living, name: str) -> datetime:
    with there.house.database._door.transaction() as connection:
        asked = "SELECT due FROM outbox WHERE name = ?"
        (due,) = connection.exec_driver_sql(asked, (name,)).one()
    return datetime.fromtimestamp(due / 1000, UTC)


def _words(person: Person) -> list[str]:
    return [one.words for one in person.direct]
