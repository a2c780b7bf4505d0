"""Messages as the fake keeps them: changed, answered, read back, whispered."""

from tests.adapters.fake_slack_house import house, refused, section

META = {"event_type": "lc", "event_payload": {"post": "p1"}}


async def test_only_ones_own_messages_can_be_changed() -> None:
    async with house() as there:
        there.slack.mail.hold()
        hers, place = await there.alice.says("Mine", in_=there.room), there.room.id
        client = there.client

        changing = client.chat_update(channel=place, ts=hers.ts, text="Ours")
        assert await refused(changing) == "cant_update_message"
        assert await refused(client.chat_delete(channel=place, ts=hers.ts)) == "cant_delete_message"
        changing = client.chat_update(channel=place, ts="1.000001", text="Ours")
        assert await refused(changing) == "message_not_found"


async def test_an_update_is_shorter_than_a_message() -> None:
    async with house() as there:
        message = await there.posts("x" * 5000)
        place = there.room.id

        changing = there.client.chat_update(channel=place, ts=message.ts, text="é" * 2001)
        assert await refused(changing) == "msg_too_long"
        there.room.archived = True
        changing = there.client.chat_update(channel=place, ts=message.ts, text="Closed")
        assert await refused(changing) == "is_inactive"


async def test_what_an_update_does_not_name_stays() -> None:
    async with house() as there:
        message = await there.posts("Hello", section("Hello"), metadata=META)
        place = there.room.id
        await there.client.chat_update(channel=place, ts=message.ts, text="Hello again")
        assert message.blocks
        assert message.metadata == META
        await there.client.chat_update(
            channel=place, ts=message.ts, blocks=[], metadata={}, text="x"
        )

        assert message.blocks == []
        assert message.metadata is None
        assert message.revision == 2


async def test_metadata_comes_back_with_the_answer_and_then_only_when_asked_for() -> None:
    async with house() as there:
        posted = await there.client.chat_postMessage(
            channel=there.room.id, text="Hello", metadata=META
        )
        plain = await there.client.conversations_history(channel=there.room.id)
        asked = await there.client.conversations_history(
            channel=there.room.id, include_all_metadata=True
        )

        assert posted["message"]["metadata"] == META
        assert "metadata" not in plain["messages"][0]
        assert asked["messages"][0]["metadata"] == META


async def test_metadata_has_a_type_and_a_payload() -> None:
    async with house() as there:
        posting = there.client.chat_postMessage(
            channel=there.room.id, text="Hello", metadata={"event_type": "lc"}
        )

        assert await refused(posting) == "invalid_metadata_format"


async def test_a_message_says_something() -> None:
    async with house() as there:
        client, place = there.client, there.room.id

        assert (
            await refused(client.api_call("chat.postMessage", json={"channel": place})) == "no_text"
        )
        content = {"channel": place, "blocks": [section("Only blocks")]}
        await client.api_call("chat.postMessage", json=content)
        assert "can't see the blocks" in there.slack.complaints[0]


async def test_a_name_of_ones_own_needs_a_scope() -> None:
    async with house() as there:
        posting = there.client.chat_postMessage(channel=there.room.id, text="Hi", username="Boss")

        assert await refused(posting) == "missing_scope"


async def test_replies_stand_in_their_thread() -> None:
    async with house() as there:
        first = await there.posts("What happened?")
        await there.posts("This", thread_ts=first.ts)
        await there.posts("And this", thread_ts=first.ts, reply_broadcast=True)
        history = await there.client.conversations_history(channel=there.room.id)
        thread = await there.client.conversations_replies(channel=there.room.id, ts=first.ts)

        assert [each["text"] for each in history["messages"]] == ["And this", "What happened?"]
        assert history["messages"][1]["reply_count"] == 2
        assert [each["text"] for each in thread["messages"]] == [
            "What happened?",
            "This",
            "And this",
        ]
        nowhere = there.client.conversations_replies(channel=there.room.id, ts="1.000001")
        assert await refused(nowhere) == "thread_not_found"


async def test_a_reply_to_what_has_gone_stands_in_the_channel_and_nothing_says_so() -> None:
    async with house() as there:
        there.slack.mail.hold()
        question = await there.alice.says("What now?", in_=there.room)
        await there.alice.deletes(question)
        posted = await there.client.chat_postMessage(
            channel=there.room.id, text="Only for the thread", thread_ts=question.ts
        )

        assert posted["ok"]
        assert "thread_ts" not in posted["message"]
        assert [seen.words for seen in there.bob.sees(there.room)] == ["Only for the thread"]


async def test_replies_go_to_a_threads_first_message_and_not_to_comings_and_goings() -> None:
    async with house() as there:
        there.slack.mail.hold()
        first = await there.posts("What happened?")
        reply = await there.posts("This", thread_ts=first.ts)
        again = await there.posts("And this", thread_ts=reply.ts)
        await there.acme.person("zoe").joins(there.room)
        joined = next(each for each in there.room.messages.values() if each.subtype)

        assert again.thread_ts == first.ts
        assert there.slack.complaints == ["A reply was made to a reply, not to its thread."]
        greeting = there.client.chat_postMessage(
            channel=there.room.id, text="Welcome", thread_ts=joined.ts
        )
        assert await refused(greeting) == "cannot_reply_to_message"


async def test_history_comes_in_pages_between_two_times() -> None:
    async with house() as there:
        said = [await there.posts(f"{number}") for number in range(5)]
        client, place = there.client, there.room.id
        first = await client.conversations_history(channel=place, limit=2, oldest=said[0].ts)
        cursor = first["response_metadata"]["next_cursor"]
        second = await client.conversations_history(
            channel=place, limit=2, oldest=said[0].ts, cursor=cursor
        )
        one = await client.conversations_history(
            channel=place, latest=said[2].ts, oldest=said[2].ts, inclusive=True
        )

        assert [each["text"] for each in first["messages"]] == ["4", "3"]
        assert [each["text"] for each in second["messages"]] == ["2", "1"]
        assert (first["has_more"], second["has_more"]) == (True, False)
        assert [each["text"] for each in one["messages"]] == ["2"]
        assert (
            await refused(client.conversations_history(channel=place, cursor="??"))
            == "invalid_cursor"
        )


async def test_whispers_reach_people_in_the_channel_only() -> None:
    async with house() as there:
        zoe = there.acme.person("zoe")
        whispering = there.client.chat_postEphemeral(
            channel=there.room.id, user=zoe.id, text="Psst"
        )
        assert await refused(whispering) == "user_not_in_channel"
        await there.client.chat_postEphemeral(
            channel=there.room.id, user=there.alice.id, text="Psst"
        )

        assert [seen.text for seen in there.alice.whispers()] == ["Psst"]
        history = await there.client.conversations_history(channel=there.room.id)
        assert history["messages"] == []
