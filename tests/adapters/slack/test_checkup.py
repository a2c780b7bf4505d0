"""What the doctor finds in Slack, and what it says to do."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack.manifest import SCOPES
from bot.bootstrap.examining import of_running
from bot.doctor import Finding
from tests.adapters.fake_slack import Clock, FakeSlack, Limits, Workspace
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.slack.installing import began
from tests.adapters.slack.living import Living, as_written, living
from tests.adapters.slack.many import Open, open_to_all
from tests.operating import Operator


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Living]:
    """Going home well meets in #learning."""
    async with living(tmp_path, "socket", "ruth", "margaret") as there:
        await began(there["ruth"], there.room)
        await there.slack.settled()
        await there.house.desk.carry()
        yield there


async def found(there: Living | Open) -> list[Finding]:
    """Of Slack alone."""
    of_slack = ("slack", "workspace", "rights", "not allowed", "socket", "requests", "room")
    about = (*of_slack, "accounts", "workspaces", "way in", "people")
    return [one for one in await of_running(there.house) if one.about in about]


async def amiss(there: Living | Open) -> list[tuple[str, str]]:
    return [(one.about, one.says) for one in await found(there) if not one.well]


def says(findings: list[Finding], about: str) -> str:
    return " ".join(one.says for one in findings if one.about == about)


async def test_where_all_is_well_every_line_says_so(there: Living) -> None:
    findings = await found(there)

    assert await amiss(there) == []
    assert says(findings, "socket") == "The socket to Slack is open."
    assert says(findings, "workspace") == "The bot is in “Acme”, and Slack takes its token."
    assert says(findings, "rights") == "The bot may do in “Acme” what it needs to."
    assert says(findings, "room") == "The bot is in #learning, the room of “Going home well”."
    assert says(findings, "accounts") == "Everyone in “Going home well” has an account in Slack."


async def test_looking_posts_nothing(there: Living) -> None:
    before = len(there.slack.calls)

    await found(there)

    asked = {one.method for one in there.slack.calls[before:]}
    assert asked <= {"auth.test", "conversations.info", "users.info"}


async def test_a_room_that_was_archived_is_found(there: Living) -> None:
    await there["ruth"].archives(there.room)

    assert await amiss(there) == [
        (
            "room",
            "#learning, the room of “Going home well”, is archived. Unarchive it in Slack; or type /lc here in a fresh "
            "channel, and the community moves there.",
        )
    ]


async def test_a_room_that_the_bot_is_not_in_is_found(there: Living) -> None:
    await there["ruth"].removes(there.room, there.acme.bot)

    assert await amiss(there) == [
        (
            "room",
            "The bot is not in #learning, the room of “Going home well”. Type /invite there, and choose the bot.",
        )
    ]


async def test_a_room_that_is_no_more_is_found(there: Living) -> None:
    await there["ruth"].deletes_channel(there.room)

    ((about, said),) = await amiss(there)

    assert about == "room"
    assert said.startswith("The room of “Going home well” can't be found: it was deleted, or")
    assert "type /lc here in a fresh channel" in said


async def test_a_room_shared_with_another_organisation_is_told_of(there: Living) -> None:
    there.room.shared_with = {there.slack.workspace("beta", installed=False).id}

    said = says(await found(there), "room")

    assert "shared with another organisation" in said


async def test_an_account_that_is_closed_is_named_by_its_name_alone(there: Living) -> None:
    there["ruth"].user.deleted = True

    ((about, said),) = await amiss(there)

    assert about == "accounts"
    # named as Slack had it when she began: on a busy machine that is her user name
    assert said.replace("ruth", "Ruth") == (
        "In “Going home well” these have no account in Slack any more: Ruth. Tell those who look after the community, "
        "as nothing reaches them there."
    )
    assert there["ruth"].id not in said


async def test_a_room_that_slack_can_not_be_asked_about_is_told_of(there: Living) -> None:
    there.slack.faults.lose("conversations.info", after_accepting=False, times=None)

    assert await amiss(there) == [
        (
            "room",
            "The room of “Going home well” could not be looked at now, as Slack says nothing: "
            "ask the doctor again in a minute.",
        )
    ]


async def test_of_whom_slack_can_not_be_asked_nothing_is_claimed(there: Living) -> None:
    there.slack.faults.limit("users.info", 30, times=None)

    assert says(await found(there), "accounts") == (
        "Slack could not be asked about everyone in “Going home well”: ask the doctor again in a minute."
    )


async def test_rights_that_were_taken_back_are_named(there: Living) -> None:
    token = there.slack.core.world.tokens[there.acme.token]
    token.scopes = tuple(one for one in SCOPES if one != "pins:write")

    findings = await found(there)

    assert says(findings, "rights") == (
        "The Slack app lacks pins:write: add what is missing on its page “OAuth & Permissions”, and install it again."
    )
    assert says(findings, "not allowed").startswith(
        "“Acme” does not give channels:manage, to leave a public channel whose community has ended;"
    )
    assert all(one.well for one in findings if one.about == "not allowed")


async def test_a_token_that_lives_no_more_is_found(there: Living) -> None:
    there.slack.core.world.tokens[there.acme.token].state = TokenState.REVOKED

    ((about, said),) = await amiss(there)

    assert about == "slack"
    assert said.startswith("Slack does not take SLACK_BOT_TOKEN, as it was withdrawn: copy")


async def test_a_slack_that_cant_be_reached_is_found(there: Living) -> None:
    await there.slack.goes_down()

    ((about, said),) = await amiss(there)

    assert (about, said[:26]) == ("slack", "Slack can't be reached at ")


async def test_a_socket_that_is_shut_is_found(there: Living) -> None:
    there.slack.faults.refuse("apps.connections.open", "internal_error", times=None)
    there.slack.sockets.drop()
    await there.slack.settled()

    assert [about for about, _ in await amiss(there)] == ["socket"]


async def test_by_request_it_is_said_where_to_look(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        said = says(await found(there), "requests")

        assert said.startswith("Slack calls /slack/events at the address of this site. Whether")
        assert "Event Subscriptions" in said


async def test_where_nobody_has_let_the_bot_in_it_is_said_where_they_can(tmp_path: Path) -> None:
    async with open_to_all(tmp_path) as there:
        assert await amiss(there) == [
            (
                "workspaces",
                "None has let the bot in yet. Whoever looks after apps there installs it at "
                f"{there.install_page}.",
            )
        ]


async def test_a_community_whose_workspace_took_the_bot_out_is_told_of(tmp_path: Path) -> None:
    async with open_to_all(tmp_path) as there:
        acme, ruth, room = await there.let_in("acme")
        await there.let_in("beta")
        await began(ruth, room)
        await there.slack.settled()
        await acme.uninstall()

        assert await amiss(there) == [
            (
                "room",
                "The workspace of “Going home well” has taken the bot out. Whoever looks after apps there installs it "
                f"at {there.install_page}.",
            )
        ]


async def test_a_token_of_one_of_many_that_is_not_taken_is_told_of(tmp_path: Path) -> None:
    async with open_to_all(tmp_path) as there:
        acme, _, _ = await there.let_in("acme")
        there.slack.core.world.tokens[acme.token].state = TokenState.INACTIVE

        ((about, said),) = await amiss(there)

        assert about == "workspace"
        assert said.startswith(f"In the workspace {acme.id} Slack does not take the bot's token.")
        assert "SLACK_BOT_TOKEN" not in said


async def test_before_the_first_start_the_doctor_looks_at_slack_too(there_is: "Operators") -> None:
    done = await there_is.asked(there_is.settings)

    assert done.returncode == 0, done.stdout
    assert "well  socket: Slack would open a socket for the bot.\n" in done.stdout
    assert "well  workspace: The bot is in “Acme”, and Slack takes its token.\n" in done.stdout


async def test_what_is_wrong_is_said_without_a_secret(there_is: "Operators") -> None:
    given = there_is.settings | {"SLACK_BOT_TOKEN": "xoxb-of-nobody"}

    done = await there_is.asked(given)

    assert done.returncode == 1
    assert (
        "LOOK  slack: Slack does not take SLACK_BOT_TOKEN, as it knows no such token" in done.stdout
    )
    assert "xoxb-of-nobody" not in done.stdout + done.stderr


async def test_the_bot_that_runs_is_asked_and_its_socket_is_not_laid_twice(
    there_is: "Operators",
) -> None:
    bot = await asyncio.to_thread(there_is.operator.starts, **there_is.settings)
    try:
        done = await there_is.asked(there_is.settings)
    finally:
        await asyncio.to_thread(bot.stops)

    assert done.returncode == 0, done.stdout
    assert "well  configured: Slack: one workspace, by a socket.\n" in done.stdout
    assert "well  socket: The socket to Slack is open.\n" in done.stdout
    assert len(there_is.slack.called("apps.connections.open")) == 1


async def test_many_workspaces_are_none_before_the_first_start(there_is: "Operators") -> None:
    app = there_is.slack.app
    given = {
        "SLACK_CLIENT_ID": app.client_id,
        "SLACK_CLIENT_SECRET": "of-nobody",
        "SLACK_SIGNING_SECRET": app.signing_secret,
        "LCBOT_ADDRESS": "https://bot.example.org",
        "SLACK_API_URL": there_is.slack.api_url,
    }

    done = await there_is.asked(given)

    assert "LOOK  way in: Slack does not take SLACK_CLIENT_SECRET" in done.stdout
    assert "https://bot.example.org/slack/install" in done.stdout


@dataclass
class Operators:
    """Somebody who asks the doctor, in a process of its own."""

    slack: FakeSlack
    acme: Workspace
    operator: Operator

    @property
    def settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self.acme.token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.api_url,
        }

    async def asked(self, given: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        return await asyncio.to_thread(self.operator.types, "doctor", **given)


@pytest.fixture
async def there_is(tmp_path: Path) -> AsyncIterator[Operators]:
    fake = FakeSlack(as_written("socket"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        yield Operators(slack, slack.workspace(), Operator(tmp_path, 0))
