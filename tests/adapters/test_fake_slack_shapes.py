"""The fake's own payloads have the keys of Slack's published samples, and no others."""

from tests.adapters.fake_slack import FakeSlack
from tests.adapters.fake_slack.scopes import BOT_EVENTS
from tests.adapters.fake_slack.shapes import ANSWERS, EVENTS, strange_answer, strange_keys
from tests.adapters.fake_slack_house import STORY, House, button, house, section

HOME = {"type": "home", "blocks": [section("Nothing waits for you.")]}


async def a_day(there: House) -> None:
    """Everything that can happen happens once; nobody listens."""
    there.slack.mail.hold()
    await _of_channels(there)
    await _of_words(there)
    await _of_forms(there)
    await there.acme.changes(await there.acme.arrives("zoe"), tz="Asia/Tokyo")


async def _of_channels(there: House) -> None:
    for private in (False, True):
        room = there.acme.channel("new", there.alice, there.acme.bot, private=private)
        await there.alice.invites(room, there.bob)
        await there.bob.leaves(room)
        await there.alice.renames(room, "newer")
        if private:
            await there.alice.shares_outside(room)
        await there.alice.archives(room)
        await there.alice.unarchives(room)
        await there.alice.removes(room, there.acme.bot)
        await there.alice.invites(room, there.acme.bot)
        await there.alice.deletes_channel(room)


async def _of_words(there: House) -> None:
    message = await there.posts("Shall we?", button("Yes", "vote"))
    reply = await there.alice.replies(message, f"Yes, @{there.acme.bot.name}", also_in_channel=True)
    await there.alice.edits(reply, "No")
    await there.alice.deletes(reply)
    await there.client.chat_update(channel=there.room.id, ts=message.ts, text="Closed")
    await there.client.chat_postEphemeral(
        channel=there.room.id, user=there.alice.id, text="Kept", blocks=[button("Undo", "undo")]
    )
    await there.acme.machine_says(there.acme.machine("jira"), "A ticket", there.room)
    await there.alice.presses(message, "Yes")
    await there.alice.presses(there.alice.whispers()[0], "Undo")
    await there.alice.uses_shortcut("Keep this", on=message)
    await there.alice.types("/lc", in_=there.room)


async def _of_forms(there: House) -> None:
    await there.client.views_publish(user_id=there.alice.id, view=HOME)
    await there.alice.opens_home()
    await there.alice.uses_shortcut("Share")
    view = await there.opens(STORY | {"notify_on_close": True})
    await there.alice.submits(view, {"Your story": "Leak."})
    await there.alice.closes(view)


async def test_every_delivery_has_the_shape_of_a_sample() -> None:
    async with house() as there:
        await a_day(there)
        await there.acme.uninstall()

        strange = {key for sent in there.slack.sent for key in strange_keys(sent.payload)}
        assert strange == set()
        assert _told(there.slack) >= EVENTS.keys()


def _told(slack: FakeSlack) -> set[str]:
    payloads = [sent.payload for sent in slack.sent]
    return {payload["event"]["type"] for payload in payloads if "event" in payload}


async def test_every_answer_has_the_shape_of_a_sample() -> None:
    async with house() as there:
        await a_day(there)
        client, place = there.client, there.room.id
        message = await there.posts("Our charter")
        await client.auth_test()
        await client.apps_connections_open(app_token=there.slack.app_token)
        await client.bookmarks_add(channel_id=place, title="x", type="link", link="https://x.org")
        await client.canvases_create(title="Charter")
        await client.chat_getPermalink(channel=place, message_ts=message.ts)
        await client.conversations_history(channel=place)
        await client.conversations_info(channel=place, include_num_members=True)
        await client.conversations_join(channel=there.acme.channel("open").id)
        await client.conversations_list(types="public_channel,private_channel,im")
        await client.conversations_members(channel=place)
        await client.conversations_open(users=there.bob.id, return_im=True)
        await client.team_info()
        await client.users_info(user=there.alice.id)
        await client.users_list()

        answered = [call for call in there.slack.calls if call.method in ANSWERS]
        strange = {key for call in answered for key in strange_answer(call.method, call.answer)}
        assert strange == set()
        assert {call.method for call in answered if call.ok} == ANSWERS.keys()


def test_every_event_that_can_be_subscribed_to_is_one_slack_has() -> None:
    kinds = {name.partition(".")[0] for name in BOT_EVENTS}

    assert EVENTS.keys() <= kinds


async def test_a_key_that_no_sample_has_would_be_found() -> None:
    async with house() as there:
        there.slack.mail.hold()
        await there.alice.says("Hello", in_=there.room)
        payload = there.slack.sent[0].payload
        payload["event"]["mood"] = "good"

        assert strange_keys(payload) == ["/event/mood"]
