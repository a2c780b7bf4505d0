"""A bot in many workspaces is started again: each owes the names of its own people, and tells those alone."""

import pytest

from adapters.names import Names
from adapters.slack.inbound import PLATFORM
from bot.boundary.decision import Decision
from bot.domain.ids import PersonId, RecordId, Room, person_id
from bot.domain.people import SOMEBODY
from bot.domain.walked_in import WalkedIn
from tests.adapters.fake_slack import Channel, Person, Workspace
from tests.adapters.settling import settled_community
from tests.adapters.slack.many import Open
from tests.adapters.waiting import until


async def test_each_workspace_is_asked_for_the_names_that_it_owes(
    there: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Names, "first", 0.05)
    for name in ("acme", "brill"):
        team, _, room = await there.let_in(name)
        walks_in(there, team, room, team.person(f"zoe-of-{name}"))

    await there.starts_again()
    await until(lambda: SOMEBODY not in called(there))

    assert called(there) == {"zoe-of-acme", "zoe-of-brill"}


async def test_a_workspace_that_has_taken_the_bot_out_keeps_nobody_waiting(
    there: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Names, "first", 0.05)
    for name in ("acme", "brill"):
        team, _, room = await there.let_in(name)
        walks_in(there, team, room, team.person(f"zoe-of-{name}"))
        if name == "acme":
            await team.uninstall()

    await there.starts_again()
    await until(lambda: "zoe-of-brill" in called(there))

    assert called(there) == {SOMEBODY, "zoe-of-brill"}
    assert "zoe" not in caplog.text


def walks_in(there: Open, team: Workspace, channel: Channel, zoe: Person) -> None:
    """While Slack does not say who it is."""

    def named(name: str) -> PersonId:
        return person_id(PLATFORM, team.id, name)

    room = Room(PLATFORM, team.id, channel.id)
    home = settled_community(named, room, team.id)
    nobody = WalkedIn(
        id=RecordId(f"walked-{team.id}"),
        community=home.id,
        person=named(zoe.id),
        name=SOMEBODY,
        room=room,
    )
    with there.house.database.offices().open() as office:
        office.keep(Decision(keep=(home, nobody)), there.house.clock.now())


def called(there: Open) -> set[str]:
    kept = there.house.database.communities()
    with there.house.database.offices().open() as office:
        found = [office.records.all(WalkedIn, id) for id in kept]
    return {one.name for some in found for one in some}
