"""People in the fake Slack: what they do, what the app hears of it, what they see."""

import pytest
from slack_bolt.async_app import AsyncAck

from tests.adapters.fake_slack import App, CannotDo, Command
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import WAYS, House, button, house, refused, running, section


def events(there: House) -> list[Json]:
    return [sent.payload["event"] for sent in there.slack.sent]


def kinds(there: House) -> list[str]:
    """What the app was told, without the messages that tell the same."""
    return [event["type"] for event in events(there) if event["type"] != "message"]


def quiet(there: House) -> House:
    """Nobody listens; what is sent is looked at."""
    there.slack.mail.hold()
    return there


async def test_the_app_hears_who_comes_and_goes() -> None:
    async with house() as there:
        quiet(there)
        zoe = there.acme.person("zoe")
        await zoe.joins(there.room)
        await there.alice.invites(there.room, there.acme.person("yves"))
        await zoe.leaves(there.room)
        await there.alice.removes(there.room, there.bob)

        joined, left = "member_joined_channel", "member_left_channel"
        assert kinds(there) == [joined, joined, left, left]
        invited = [event for event in events(there) if event["type"] == joined][1]
        assert invited["inviter"] == there.alice.id
        assert (invited["channel_type"], invited["team"]) == ("C", there.acme.id)


@pytest.mark.parametrize(("private", "left"), [(False, "channel_left"), (True, "group_left")])
async def test_the_bot_hears_of_its_own_coming_and_going(private: bool, left: str) -> None:
    async with house() as there:
        quiet(there)
        room = there.acme.channel("new", there.alice, private=private)
        await there.alice.invites(room, there.acme.bot)
        await there.alice.removes(room, there.acme.bot)

        assert kinds(there) == ["member_joined_channel", left]


@pytest.mark.parametrize(("private", "kind"), [(False, "channel"), (True, "group")])
async def test_the_app_hears_what_happens_to_a_channel(private: bool, kind: str) -> None:
    async with house() as there:
        quiet(there)
        room = there.acme.channel("new", there.alice, there.acme.bot, private=private)
        await there.alice.renames(room, "newer")
        await there.alice.archives(room)
        await there.alice.unarchives(room)
        await there.alice.deletes_channel(room)

        happened = ("rename", "archive", "unarchive", "deleted")
        assert kinds(there) == [f"{kind}_{each}" for each in happened]
        assert events(there)[0]["channel"]["name"] == "newer"


async def test_a_private_channel_gets_another_id_when_it_is_shared_and_the_old_one_is_unknown() -> (
    None
):
    async with house() as there:
        quiet(there)
        room = there.acme.channel("new", there.alice, there.acme.bot, private=True)
        before = room.id
        await there.alice.shares_outside(room)

        assert kinds(there) == ["channel_id_changed"]
        assert events(there)[0]["old_channel_id"] == before
        assert events(there)[0]["new_channel_id"] == room.id != before
        post = there.client.chat_postMessage(channel=before, text="Hello")
        assert await refused(post) == "channel_not_found"
        with pytest.raises(CannotDo, match="Only of a private channel"):
            await there.alice.shares_outside(there.room)


async def test_the_app_hears_of_accounts() -> None:
    async with house() as there:
        quiet(there)
        zoe = await there.acme.arrives("zoe", tz="Asia/Tokyo")
        await there.acme.changes(zoe, tz="Asia/Seoul")
        await there.acme.deactivates(zoe)
        members = await there.client.conversations_members(channel=there.room.id)

        assert kinds(there) == ["team_join", "user_change", "user_change"]
        assert events(there)[1]["user"]["tz"] == "Asia/Seoul"
        assert events(there)[2]["user"]["deleted"] is True
        assert zoe.id not in members["members"]


@pytest.mark.parametrize("first", [True, False])
async def test_the_end_comes_as_two_events_in_either_order(first: bool) -> None:
    async with house() as there:
        quiet(there)
        await there.acme.uninstall(revoked_first=first)

        ends = ["tokens_revoked", "app_uninstalled"]
        assert kinds(there) == (ends if first else ends[::-1])


async def test_messages_are_heard_by_kind_and_changes_of_them_too() -> None:
    async with house() as there:
        quiet(there)
        message = await there.alice.says("Hello @bob & <all>", in_=there.room)
        await there.bob.replies(message, "Hi", also_in_channel=True)
        await there.alice.edits(message, "Hello again")
        await there.alice.deletes(message)
        await there.alice.says("To you")

        told = [(event["channel_type"], event.get("subtype")) for event in events(there)]
        subtypes = [None, "thread_broadcast", "message_changed", "message_deleted"]
        assert told == [*(("channel", each) for each in subtypes), ("im", None)]
        assert events(there)[0]["text"] == f"Hello <@{there.bob.id}> &amp; &lt;all&gt;"
        assert events(there)[1]["parent_user_id"] == there.alice.id
        assert events(there)[2]["previous_message"]["text"].startswith("Hello <@")


async def test_the_bot_hears_itself_and_other_bots() -> None:
    async with house() as there:
        quiet(there)
        await there.posts("Hello")
        await there.acme.machine_says(there.acme.machine("jira"), "A ticket", there.room)

        own, other = events(there)
        assert own["bot_id"] == there.acme.team.installation.bot_id  # type: ignore[union-attr]
        assert other["subtype"] == "bot_message"


async def test_a_mention_is_told_apart() -> None:
    async with house() as there:
        quiet(there)
        name = there.acme.bot.name
        await there.alice.says(f"@{name} what now?", in_=there.room)

        assert kinds(there) == ["app_mention"]


async def test_nobody_does_what_a_client_does_not_let_them() -> None:
    async with house(App(messages_tab=False)) as there:
        zoe = there.acme.person("zoe")
        secret = there.acme.channel("secret", there.alice, private=True)
        stranger = there.acme.meets(there.slack.workspace("beta").person("yves"))
        there.room.members.append(stranger.id)
        message = await there.posts("Shall we?", button("Yes", "vote"), button("No", "against"))

        with pytest.raises(CannotDo, match="not in"):
            await zoe.types("/lc", in_=there.room)
        with pytest.raises(CannotDo, match="not a valid command"):
            await there.alice.types("/else", in_=there.room)
        with pytest.raises(CannotDo, match="not a valid command"):
            await stranger.types("/lc", in_=there.room)
        with pytest.raises(CannotDo, match="turned off"):
            await there.alice.says("Hello")
        with pytest.raises(CannotDo, match="invited"):
            await there.bob.joins(secret)
        with pytest.raises(CannotDo, match="not in"):
            there.bob.sees(secret)
        with pytest.raises(CannotDo, match="There is no 'Maybe'"):
            await there.alice.presses(message, "Maybe")
        with pytest.raises(CannotDo, match="no shortcut"):
            await there.alice.uses_shortcut("Share")


@pytest.mark.parametrize("way", WAYS)
async def test_shortcuts_come_from_anywhere_and_from_messages(way: str) -> None:
    async with house() as there:
        used: list[str] = []

        @there.app.shortcut("share")
        async def shares(ack: AsyncAck) -> None:
            used.append("share")
            await ack()

        @there.app.shortcut("keep")
        async def keeps(ack: AsyncAck, body: Json) -> None:
            used.append(body["message"]["text"])
            await ack()

        async with running(there, way):
            await there.alice.uses_shortcut("Share")
            message = await there.posts("Worth keeping")
            await there.bob.uses_shortcut("Keep this", on=message)

        assert used == ["share", "Worth keeping"]


async def test_a_confirmation_may_be_declined() -> None:
    sure = {
        "title": {"type": "plain_text", "text": "Sure"},
        "text": {"type": "mrkdwn", "text": "?"},
    }
    async with house() as there:
        quiet(there)
        message = await there.posts("Leave?", button("Leave", "leave", confirm=sure))

        assert await there.alice.presses(message, "Leave", confirming=False) is None
        assert await there.alice.presses(message, "Leave")


async def test_names_become_ids_in_commands_that_ask_for_it() -> None:
    async with house(App(commands=(Command("/lc", should_escape=True), Command("/raw")))) as there:
        quiet(there)
        named = await there.alice.types("/lc", "with @bob", in_=there.room)
        raw = await there.alice.types("/raw", "with @bob", in_=there.room)
        alone = await there.alice.types("/lc")

        assert named.payload["text"] == f"with <@{there.bob.id}|bob>"
        assert raw.payload["text"] == "with @bob"
        assert alone.payload["channel_name"] == "directmessage"


async def test_times_are_read_in_the_readers_own_zone() -> None:
    noon = 1_782_817_200  # 2026-06-30, 11:00 UTC
    said = f"On <!date^{noon}^{{date_num}} at {{time}}|Tuesday>"
    async with house() as there:
        await there.posts("Soon", section(said))

        assert there.alice.sees(there.room)[0].words == "On 2026-06-30 at 13:00"
        assert there.bob.sees(there.room)[0].words == "On 2026-06-30 at 12:00"


async def test_what_becomes_of_markup_can_be_told_from_words() -> None:
    text = "*loud* <!channel> <@U1> https://example.org :smile: 2*3*4 snake_case_name"
    async with house() as there:
        await there.posts("x", section(text), section("&lt;!channel&gt; is *not* one"))
        await there.posts(
            "x", {"type": "header", "text": {"type": "plain_text", "text": "*as is*"}}
        )
        marked, plain = there.alice.sees(there.room)

        assert marked.reading.styled == [("bold", "loud"), ("bold", "not")]
        assert marked.pings == ["U1", "channel"]
        assert marked.reading.links == ["https://example.org"]
        assert marked.reading.emoji == ["smile"]
        assert marked.words.endswith("<!channel> is not one")
        assert (plain.words, plain.reading.styled) == ("*as is*", [])


async def test_guests_and_strangers_press_buttons_in_shared_channels() -> None:
    async with house() as there:
        quiet(there)
        beta = there.slack.workspace("beta", installed=False)
        yves = there.acme.meets(beta.person("yves"))
        room = there.acme.channel("shared", there.alice, yves, there.acme.bot, shared_with=[beta])
        posted = await there.client.chat_postMessage(
            channel=room.id, text="Shall we?", blocks=[button("Yes", "vote")]
        )
        pressed = await yves.presses(room.messages[posted["ts"]], "Yes")
        told = await there.client.conversations_info(channel=room.id)

        assert pressed is not None
        assert pressed.payload["user"]["team_id"] == beta.id
        assert told["channel"]["is_ext_shared"] is True
        assert there.slack.sent[0].payload["is_ext_shared_channel"] is True
