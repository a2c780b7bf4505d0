"""Channels, what is kept in them, and people, as the fake tells of them."""

from tests.adapters.fake_slack import App
from tests.adapters.fake_slack_house import House, house, refused


def elsewhere(there: House) -> str:
    """A public channel without the bot."""
    return there.acme.channel("elsewhere", there.alice).id


def secret(there: House) -> str:
    """A private one."""
    return there.acme.channel("secret", there.alice, private=True).id


async def test_the_bot_joins_public_channels_and_leaves_them() -> None:
    async with house(App(bot_events=frozenset())) as there:
        client, place = there.client, elsewhere(there)
        assert (await client.conversations_join(channel=place))["channel"]["is_member"]
        assert (await client.conversations_join(channel=place))["warning"] == "already_in_channel"
        await client.conversations_leave(channel=place)
        assert (await client.conversations_leave(channel=place))["not_in_channel"]
        members = await client.conversations_members(channel=place)

        assert members["members"] == [there.alice.id]
        assert (
            await refused(client.conversations_join(channel=secret(there))) == "channel_not_found"
        )


async def test_lists_leave_out_what_the_bot_may_not_see() -> None:
    async with house() as there:
        there.acme.channel("secret", there.alice, private=True)
        old = there.acme.channel("old", there.alice)
        old.archived = True
        both = await there.client.conversations_list(types="public_channel,private_channel")
        alive = await there.client.conversations_list(exclude_archived=True)
        mine = await there.client.users_conversations()

        assert [each["name"] for each in both["channels"]] == ["learning", "old"]
        assert [each["name"] for each in alive["channels"]] == ["learning"]
        assert [each["name"] for each in mine["channels"]] == ["learning"]


async def test_pins_bookmarks_and_links() -> None:
    async with house() as there:
        message, client, place = await there.posts("Our charter"), there.client, there.room.id
        await client.pins_add(channel=place, timestamp=message.ts)
        assert (
            await refused(client.pins_add(channel=place, timestamp=message.ts)) == "already_pinned"
        )
        assert len((await client.pins_list(channel=place))["items"]) == 1
        await client.pins_remove(channel=place, timestamp=message.ts)
        assert (
            await refused(client.pins_remove(channel=place, timestamp=message.ts)) == "not_pinned"
        )

        link = await client.chat_getPermalink(channel=place, message_ts=message.ts)
        await client.bookmarks_add(
            channel_id=place, title="Charter", type="link", link=link["permalink"]
        )
        assert there.room.bookmarks[0]["link"] == link["permalink"]
        broken = client.bookmarks_add(
            channel_id=place, title="Charter", type="link", link="charter"
        )
        assert await refused(broken) == "invalid_link"


async def test_a_free_workspace_has_one_canvas_in_a_channel() -> None:
    text = {"type": "markdown", "markdown": "# Our charter"}
    async with house() as there:
        there.acme.team.free = True
        client, place = there.client, there.room.id
        alone = client.canvases_create(title="Charter", document_content=text)
        assert await refused(alone) == "free_teams_cannot_create_non_tabbed_canvases"
        made = await client.conversations_canvases_create(channel_id=place, document_content=text)
        again = client.conversations_canvases_create(channel_id=place, document_content=text)
        assert await refused(again) == "channel_canvas_already_exists"
        change = {"operation": "insert_at_end", "document_content": text | {"markdown": "More"}}
        await client.canvases_edit(canvas_id=made["canvas_id"], changes=[change])

        canvas = there.acme.team.canvases[made["canvas_id"]]
        assert canvas["markdown"] == "# Our charter\nMore"


async def test_people_are_told_of_as_they_are() -> None:
    async with house() as there:
        guest = there.acme.person("gus", guest="one")
        yves = there.slack.workspace("beta", installed=False).person("yves")
        there.acme.channel("shared", yves, there.acme.bot)
        there.acme.install([*there.slack.app.scopes])
        told = {
            who.user.name: (await there.client.users_info(user=who.id))["user"]
            for who in (there.alice, guest, yves)
        }

        assert told["alice"]["tz"] == "Europe/Paris"
        assert told["alice"]["profile"]["email"] == "alice@example.org"
        assert told["gus"]["is_ultra_restricted"]
        assert told["yves"]["is_stranger"]
        assert "email" not in told["yves"]["profile"]
        assert await refused(there.client.users_info(user="U0NOBODY")) == "user_not_found"
        listed = await there.client.users_list()
        assert {each["name"] for each in listed["members"]} >= {"alice", "gus", "yves"}
