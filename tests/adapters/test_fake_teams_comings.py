"""What the fake Teams tells a bot when it comes and goes, and when people, channels and teams do."""

import asyncio

import pytest

from tests.adapters.fake_teams import App
from tests.adapters.fake_teams_house import Json, house


async def test_two_things_are_told_where_the_app_is_added_for_a_person() -> None:
    async with house() as there:
        person = there.teams.person("Cat")
        await person.installs()
        came, installed = there.heard

        assert came["type"] == "conversationUpdate"
        assert [one["id"] for one in came["membersAdded"]] == [there.teams.bot_id, person.id]
        assert "eventType" not in came["channelData"]
        assert (installed["type"], installed["action"]) == ("installationUpdate", "add")
        assert came["conversation"]["id"] == installed["conversation"]["id"]
        assert "name" not in came["from"]


async def test_the_two_may_come_at_once() -> None:
    async with house() as there:
        both, goes_on = asyncio.Event(), asyncio.Event()

        async def dawdles(_: Json) -> None:
            if len(there.heard) == 2:
                both.set()
            await goes_on.wait()

        there.answers = {"conversationUpdate": dawdles, "installationUpdate": dawdles}
        installing = asyncio.ensure_future(there.teams.person("Cat").installs(at_once=True))
        await asyncio.wait_for(both.wait(), 10)
        goes_on.set()

        assert all(delivery.acked for delivery in await installing)


async def test_an_upgrade_is_told_once_and_a_departure_twice() -> None:
    async with house() as there:
        person = there.teams.person("Cat", installed=True)
        await person.installs(again=True)
        await person.uninstalls()

        assert [one.get("action") or one["type"] for one in there.heard] == [
            "add-upgrade",
            "remove",
            "conversationUpdate",
        ]
        assert there.heard[2]["membersRemoved"] == [{"id": there.teams.bot_id}]


async def test_the_app_comes_into_a_team_by_one_of_its_channels() -> None:
    async with house() as there:
        team = there.teams.team("Highways", there.ann, installed=False)
        room = team.channel("Repairs")
        await there.ann.adds_bot(room)
        came, installed = there.heard

        assert came["channelData"]["eventType"] == "teamMemberAdded"
        for told in (came, installed):
            assert told["channelData"]["settings"]["selectedChannel"]["id"] == room.id
            assert told["channelData"]["team"] == {
                "id": team.id,
                "name": "Highways",
                "aadGroupId": team.group,
            }
            assert told["conversation"]["id"] == room.id


async def test_the_app_leaves_a_team_and_hears_nothing_more() -> None:
    async with house() as there:
        await there.ann.removes_bot(there.team)
        await there.ann.adds(there.team, there.teams.person("Cat"))
        await there.ann.mentions(there.room, "note")

        removed, went = there.heard
        assert removed["action"] == "remove"
        assert went["channelData"]["eventType"] == "teamMemberRemoved"
        assert went["conversation"]["id"] == there.team.id


async def test_people_come_into_a_team_and_go() -> None:
    async with house() as there:
        person = there.teams.person("Cat")
        await there.ann.adds(there.team, person)
        assert await person.sees(there.room) == []
        await there.ann.removes(there.team, person)
        came, went = there.heard

        assert came["membersAdded"] == [{"id": person.id, "aadObjectId": person.aad}]
        assert went["membersRemoved"] == came["membersAdded"]
        assert came["channelData"]["eventType"] == "teamMemberAdded"
        assert came["conversation"]["id"] == there.team.id


async def test_people_come_into_a_group_chat_too() -> None:
    async with house() as there:
        chat = there.teams.chat("Planning", there.ann, installed=False)
        await there.ann.adds_bot(chat)
        await there.ann.adds(chat, there.bob)
        came, _, joined = there.heard

        assert came["conversation"]["conversationType"] == "groupChat"
        assert "team" not in came["channelData"]
        assert joined["membersAdded"] == [{"id": there.bob.id, "aadObjectId": there.bob.aad}]
        assert len(await chat.sees()) == 0


async def test_names_change_and_the_bot_is_told() -> None:
    async with house() as there:
        await there.ann.renames(there.room, "Learning together")
        await there.ann.renames(there.team, "Public works")
        channel, team = there.heard

        assert channel["channelData"]["eventType"] == "channelRenamed"
        assert channel["channelData"]["channel"] == {
            "id": there.room.id,
            "name": "Learning together",
        }
        assert (team["channelData"]["eventType"], team["channelData"]["team"]["name"]) == (
            "teamRenamed",
            "Public works",
        )
        assert channel["conversation"]["id"] == team["conversation"]["id"] == there.team.id


async def test_a_channel_goes_and_comes_back() -> None:
    async with house() as there:
        await there.ann.deletes_room(there.room)
        await there.ann.restores_room(there.room)

        assert [one["channelData"]["eventType"] for one in there.heard] == [
            "channelDeleted",
            "channelRestored",
        ]
        assert await there.ann.sees(there.room) == []


@pytest.mark.parametrize(("event", "status"), [("teamArchived", 403), ("teamDeleted", 403)])
async def test_nothing_can_be_written_in_a_team_that_is_put_away(event: str, status: int) -> None:
    async with house() as there:
        await there.ann.changes_team(there.team, event)
        answered, _ = await there.ask(
            "POST",
            f"conversations/{there.room.id}/activities",
            {"type": "message", "text": "Hello"},
        )
        back = event.replace("Archived", "Unarchived").replace("Deleted", "Restored")
        await there.ann.changes_team(there.team, back)
        again, _ = await there.ask(
            "POST",
            f"conversations/{there.room.id}/activities",
            {"type": "message", "text": "Hello"},
        )

        assert (answered, again) == (status, 201)


async def test_nothing_is_told_of_private_channels() -> None:
    async with house() as there:
        hidden = there.team.channel("Board", there.ann, kind="private")
        await there.ann.renames(hidden, "The board")

        assert there.heard == []


async def test_reactions_to_the_bots_own_messages_are_told() -> None:
    async with house() as there:
        post = await there.posts(there.room, {"type": "message", "text": "Hello"})
        await there.bob.says(there.room, "Good morning")
        theirs = (await there.sees()).id
        await there.ann.reacts(theirs)
        await there.ann.reacts(post)
        await there.ann.unreacts(post)
        added, removed = there.heard

        assert (added["reactionsAdded"], added["replyToId"]) == ([{"type": "like"}], post)
        assert removed["reactionsRemoved"] == [{"type": "like"}]


async def test_a_change_of_ones_own_words_is_told_where_the_bot_hears_everything() -> None:
    async with house(app=App(hears_all=True)) as there:
        await there.bob.says(there.room, "A leek")
        theirs = (await there.sees()).id
        await there.bob.edits(theirs, "A leak")
        await there.bob.deletes(theirs)
        await there.bob.undeletes(theirs)
        said, edited, deleted, back = there.heard

        assert said["text"] == "A leek"
        assert "mention" not in [one["type"] for one in said["entities"]]
        assert (edited["type"], edited["id"], edited["text"]) == ("messageUpdate", theirs, "A leak")
        assert edited["channelData"]["eventType"] == "editMessage"
        assert (deleted["type"], deleted["channelData"]["eventType"]) == (
            "messageDelete",
            "softDeleteMessage",
        )
        assert (back["type"], back["text"]) == ("messageUpdate", "A leak")


async def test_in_private_the_bot_is_told_of_every_change() -> None:
    async with house() as there:
        await there.ann.types("A leek")
        [seen] = await there.ann.sees()
        await there.ann.edits(seen, "A leak")

        assert [one["type"] for one in there.heard] == ["message", "messageUpdate"]
        assert (await there.ann.sees())[0].words == "A leak"
