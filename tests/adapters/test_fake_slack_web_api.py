"""The Web API as the fake holds it, through Slack's own client: tokens, scopes, places, refusals."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.fake_slack.methods import METHODS
from tests.adapters.fake_slack.scopes import METHOD_SCOPES
from tests.adapters.fake_slack.tiers import PER_MINUTE
from tests.adapters.fake_slack.tokens import TokenState
from tests.adapters.fake_slack_house import House, client_of, house, refused


async def test_a_bot_learns_who_it_is() -> None:
    async with house() as there:
        who = await there.client.auth_test()

        assert who["user_id"] == there.acme.bot.id
        assert who["team_id"] == there.acme.id


@pytest.mark.parametrize(
    ("token", "error"),
    [(None, "not_authed"), ("xoxb-made-up", "invalid_auth")],
)
async def test_a_token_must_be_given_and_known(token: str | None, error: str) -> None:
    async with house() as there, client_of(there.slack, token) as client:
        assert await refused(client.auth_test()) == error


@pytest.mark.parametrize("state", [TokenState.REVOKED, TokenState.INACTIVE, TokenState.EXPIRED])
async def test_a_dead_token_says_why(state: TokenState) -> None:
    async with house() as there:
        there.slack.core.world.tokens[there.acme.token].state = state

        assert await refused(there.client.auth_test()) == state.value


async def test_an_uninstalled_app_may_do_nothing() -> None:
    async with house() as there:
        there.slack.mail.hold()
        await there.acme.uninstall()

        assert await refused(there.client.auth_test()) == "account_inactive"


async def test_the_apps_own_token_posts_nothing() -> None:
    async with house() as there, client_of(there.slack, there.slack.app_token) as client:
        posting = client.chat_postMessage(channel=there.room.id, text="Hello")

        assert await refused(posting) == "not_allowed_token_type"


@pytest.mark.parametrize("method", sorted(METHOD_SCOPES.keys() - {"apps.connections.open"}))
async def test_each_method_needs_its_scope_and_says_which(method: str) -> None:
    async with house() as there:
        there.acme.install(["commands", "team:made-up"])
        with pytest.raises(SlackApiError) as no:
            await there.client.api_call(method)

        answer = no.value.response
        assert answer["error"] == "missing_scope"
        assert answer["needed"] == METHOD_SCOPES[method]
        assert answer["provided"] == "commands,team:made-up"


@pytest.mark.parametrize(
    ("private", "needed"), [(False, "channels:history"), (True, "groups:history")]
)
async def test_reading_needs_a_scope_by_the_kind_of_channel(private: bool, needed: str) -> None:
    async with house() as there:
        room = there.acme.channel("other", there.alice, there.acme.bot, private=private)
        there.acme.install(["channels:read"])
        with pytest.raises(SlackApiError) as no:
            await there.client.conversations_history(channel=room.id)

        assert no.value.response["needed"] == needed


def test_every_method_has_its_rate() -> None:
    without = METHODS.keys() - PER_MINUTE.keys()

    assert without == {"chat.postMessage"}


async def test_a_method_that_slack_does_not_have_is_unknown() -> None:
    async with house() as there:
        assert await refused(there.client.api_call("chat.whisper")) == "unknown_method"


Setting = Any


def nowhere(there: House) -> str:
    return "C0NOSUCHONE"


def archived(there: House) -> str:
    there.room.archived = True
    return there.room.id


def closed(there: House) -> str:
    there.room.posting_closed = True
    return there.room.id


def not_in(there: House) -> str:
    return there.acme.channel("elsewhere", there.alice).id


def private(there: House) -> str:
    return there.acme.channel("secret", there.alice, private=True).id


def another_bot(there: House) -> str:
    return there.acme.machine("jira").id


def two_others(there: House) -> str:
    """A slash command works in any conversation; the bot can't write there."""
    room = there.acme.channel("dm", there.alice, there.bob, private=True)
    return room.id


@pytest.mark.parametrize(
    ("where", "error"),
    [
        (nowhere, "channel_not_found"),
        (private, "channel_not_found"),
        (two_others, "channel_not_found"),
        (not_in, "not_in_channel"),
        (archived, "is_archived"),
        (closed, "restricted_action"),
        (another_bot, "cannot_dm_bot"),
    ],
)
async def test_a_message_needs_a_place_where_the_bot_may_write(where: Setting, error: str) -> None:
    async with house() as there:
        posting = there.client.chat_postMessage(channel=where(there), text="Hello")

        assert await refused(posting) == error


async def test_with_the_scope_for_it_the_bot_writes_in_public_channels_it_is_not_in() -> None:
    async with house() as there:
        there.acme.install([*there.slack.app.scopes, "chat:write.public"])

        assert (await there.client.chat_postMessage(channel=not_in(there), text="Hello"))["ok"]


async def test_a_persons_id_stands_for_their_direct_messages() -> None:
    async with house() as there:
        await there.client.chat_postMessage(channel=there.alice.id, text="Hello Alice")

        assert [seen.words for seen in there.alice.direct] == ["Hello Alice"]
        assert there.bob.direct == []


async def test_a_message_to_a_closed_account_is_taken_all_the_same() -> None:
    async with house() as there:
        opened = await there.client.conversations_open(users=there.bob.id)
        there.slack.mail.hold()
        await there.acme.deactivates(there.bob)

        posted = await there.client.chat_postMessage(channel=opened["channel"]["id"], text="Hello")
        assert posted["ok"]
        opening = there.client.conversations_open(users=there.bob.id)
        assert await refused(opening) == "user_disabled"


async def test_whom_the_bot_can_not_write_to() -> None:
    async with house() as there:
        there.bob.user.closed = True
        stranger = there.slack.workspace("beta", installed=False).person("zoe")
        known = there.slack.workspace("gamma", installed=False).person("yves")
        there.acme.channel("shared", there.alice, known)
        opening = {
            there.bob.id: "user_not_visible",
            another_bot(there): "cannot_dm_bot",
            stranger.id: "user_not_found",
            known.id: "invalid_user_combination",
            "": "users_list_not_supplied",
        }

        for who, error in opening.items():
            assert await refused(there.client.conversations_open(users=who)) == error


async def test_an_answer_carries_the_tokens_scopes() -> None:
    async with house() as there:
        headers = (await there.client.auth_test()).headers

        assert headers["X-OAuth-Scopes"].split(",") == list(there.slack.app.scopes)
