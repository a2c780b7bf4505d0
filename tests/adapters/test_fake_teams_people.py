"""Who can do what in the fake Teams: pickers, the app's own actions, slash commands, chats, guests."""

from typing import Any

import pytest

from tests.adapters.fake_teams import App, CannotDo, Extension
from tests.adapters.fake_teams_house import (
    STORY,
    House,
    Json,
    asks,
    card,
    dialog,
    fetches,
    house,
    posted,
    said,
    submits,
)

EVERYBODY = "graph.microsoft.com/users"


def _picker(dataset: str) -> Json:
    source = {"type": "Data.Query", "dataset": dataset}
    choose = {"choices": [], "choices.data": source, "isMultiSelect": True}
    return card(asks("Who", "who", "ChoiceSet", **choose), actions=(submits("Send"),))


async def _opens(there: House, form: Json) -> None:
    there.answers["task/fetch"] = dialog(form)
    await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))
    await there.ann.presses("Write")


async def test_a_picker_gives_the_directorys_ids_with_commas() -> None:
    async with house() as there:
        await _opens(there, _picker(f"{EVERYBODY}?scope=currentContext"))
        await there.ann.submits({"Who": [there.ann, there.bob]})

        assert there.heard[-1]["value"]["data"]["who"] == f"{there.ann.aad},{there.bob.aad}"


async def test_a_picker_of_the_context_offers_only_who_is_there() -> None:
    async with house() as there:
        stranger = there.teams.person("Cat")
        await _opens(there, _picker(f"{EVERYBODY}?scope=currentContext"))
        with pytest.raises(CannotDo, match="not in the conversation"):
            await there.ann.submits({"Who": [stranger]})

        await there.ann.closes()
        await _opens(there, _picker(EVERYBODY))
        await there.ann.submits({"Who": [stranger]})
        assert there.heard[-1]["value"]["data"]["who"] == stranger.aad


@pytest.mark.parametrize("more", [{"anonymous": True}, {"tenant": "another"}])
async def test_nobody_picks_who_is_not_in_the_directory(more: dict[str, Any]) -> None:
    async with house() as there:
        nobody = there.teams.person("Ano", **more)
        await _opens(there, _picker(EVERYBODY))

        with pytest.raises(CannotDo, match="directory"):
            await there.ann.submits({"Who": [nobody]})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (asks("Why", "why", maxLength=3), "leak"),
        (asks("Often", "often", "Number", max=5), 6),
        (asks("Often", "often", "Number"), "a lot"),
        (asks("Fruit", "fruit", "ChoiceSet", choices=[{"title": "A", "value": "a"}]), "B"),
        (
            asks(
                "Fruit",
                "fruit",
                "ChoiceSet",
                choices=[{"title": t, "value": t} for t in "AB"],
            ),
            ["A", "B"],
        ),
        (asks("Post code", "code", regex="[A-Z]+", errorMessage="Letters."), "1"),
    ],
)
async def test_the_client_lets_nobody_enter_what_does_not_fit(field: Json, value: object) -> None:
    async with house() as there:
        await _opens(there, card(field, actions=(submits("Send"),)))

        with pytest.raises(CannotDo):
            await there.ann.submits({field["id"]: value})
        assert len(there.heard) == 1


async def test_what_was_typed_stays_until_the_dialog_is_closed() -> None:
    async with house() as there:
        await _opens(there, STORY)
        await there.ann.fills({"Your story": "Leak"})
        await there.ann.submits()
        assert there.heard[-1]["value"]["data"]["story"] == "Leak"

        await there.ann.presses("Write")
        await there.ann.closes()
        with pytest.raises(CannotDo):
            await there.ann.submits()


async def test_an_action_on_a_message_carries_the_message() -> None:
    async with house() as there:
        there.answers["composeExtension/fetchTask"] = dialog(STORY)
        await there.bob.says(there.room, "A <leak>")
        on = await there.sees()
        await there.ann.uses("keep", on=on)
        await there.ann.submits({"story": "Worth keeping"})
        opened, handed_in = there.heard

        payload = opened["value"]["messagePayload"]
        assert (payload["id"], payload["body"]["content"]) == (
            on.id,
            "<div><div>A &lt;leak&gt;</div>\n</div>",
        )
        assert payload["from"]["user"]["id"] == there.bob.aad
        assert opened["conversation"]["id"] == f"{there.room.id};messageid={on.id}"
        assert handed_in["name"] == "composeExtension/submitAction"
        assert handed_in["value"]["messagePayload"] == payload
        assert handed_in["value"]["data"]["story"] == "Worth keeping"
        assert await there.ann.dialog() is None


async def test_the_author_of_the_bots_own_message_is_an_application() -> None:
    async with house() as there:
        post = await there.posts(there.room, {"type": "message", "text": "A round"})
        await there.ann.uses("keep", on=await there.sees())

        author = there.heard[0]["value"]["messagePayload"]["from"]
        assert (author["user"], author["application"]["id"]) == (None, there.teams.app.id)
        assert there.heard[0]["value"]["messagePayload"]["id"] == post


async def test_an_app_has_only_the_actions_of_its_manifest() -> None:
    app = App.from_manifest(
        {
            "id": App().id,
            "name": {"short": "Learning"},
            "bots": [{"botId": App().id, "supportsTargetedMessages": True}],
            "composeExtensions": [
                {"commands": [{"id": "keep", "title": "Keep this", "context": ["message"]}]}
            ],
            "authorization": {
                "permissions": {"resourceSpecific": [{"name": "ChannelMessage.Read.Group"}]}
            },
        }
    )
    assert app.extensions == (Extension("keep", "Keep this", ("message",)),)
    assert (app.targeted, app.hears_all) == (True, True)
    async with house(app=app) as there:
        await there.bob.says(there.room, "A leak")
        await there.ann.uses("Keep this", on=await there.sees())

        assert there.heard[-1]["value"]["commandId"] == "keep"
        with pytest.raises(CannotDo):
            await there.ann.uses("Keep this", in_=there.room)


async def test_a_slash_command_is_private_and_says_so() -> None:
    async with house(app=App(targeted=True)) as there:
        await there.ann.slashes(there.room, "note")

        assert there.heard[0]["recipient"]["isTargeted"] is True
        assert there.heard[0]["text"] == "note"
        assert [len(await one.sees(there.room)) for one in (there.ann, there.bob)] == [1, 0]
        with pytest.raises(CannotDo):
            await there.ann.uses("keep", on=await there.sees())


async def test_without_consent_there_are_no_slash_commands() -> None:
    async with house() as there:
        with pytest.raises(CannotDo):
            await there.ann.slashes(there.room, "note")


async def test_in_a_group_chat_there_are_no_threads() -> None:
    async with house() as there:
        chat = there.teams.chat("Planning", there.ann, there.bob)
        await there.ann.mentions(chat, "note")

        conversation = there.heard[0]["conversation"]
        assert (conversation["id"], conversation["conversationType"]) == (chat.id, "groupChat")


async def test_nobody_writes_where_they_are_not() -> None:
    async with house() as there:
        stranger = there.teams.person("Cat")

        with pytest.raises(CannotDo):
            await stranger.mentions(there.room, "note")
        with pytest.raises(CannotDo):
            await stranger.sees(there.room)


async def test_whoever_has_no_place_in_the_directory_has_no_id_of_it() -> None:
    async with house() as there:
        nobody = there.teams.person("Ano", anonymous=True)
        chat = there.teams.chat("Meeting", there.ann, nobody)
        await nobody.mentions(chat, "hello")

        assert "aadObjectId" not in there.heard[0]["from"]


async def test_somebody_of_another_tenant_bears_it() -> None:
    async with house() as there:
        other = there.teams.person("Cat", tenant="another", installed=True)
        await other.types("menu")

        assert there.heard[0]["channelData"]["tenant"]["id"] == "another"


async def test_the_time_zone_comes_with_what_people_write() -> None:
    async with house() as there:
        person = there.teams.person("Cat", zone="Asia/Tokyo", installed=True)
        await person.types("menu")
        [heard] = there.heard

        assert heard["localTimezone"] == "Asia/Tokyo"
        assert heard["entities"][-1]["timezone"] == "Asia/Tokyo"
        assert heard["localTimestamp"].endswith("+09:00")


async def test_a_press_without_a_message_is_on_the_newest_that_has_the_button() -> None:
    async with house() as there:
        for _ in range(2):
            await there.posts(there.room, posted(card(said("?"), actions=(submits("Yes"),))))
        newest = (await there.sees()).id
        await there.ann.presses("Yes")
        [heard] = there.heard

        assert (heard["type"], heard["replyToId"], heard["value"]) == (
            "message",
            newest,
            {"lc": "y"},
        )
        assert "text" not in heard
        with pytest.raises(CannotDo, match="no button"):
            await there.ann.presses("No")


async def test_a_button_in_a_card_that_a_button_shows_carries_what_lies_around_it() -> None:
    inner = card(asks("Why", "why"), actions=(submits("Yes: Leave"),))
    shows = {"type": "Action.ShowCard", "title": "Leave", "card": inner}
    async with house() as there:
        outer = card(asks("When", "when"), actions=(submits("Send"), shows))
        await there.posts(there.room, posted(outer))
        assert await there.ann.presses("Leave") is None
        await there.ann.presses("Yes: Leave", entries={"Why": "Time", "When": "Now"})
        await there.ann.presses("Send", entries={"When": "Now"})

        assert [heard["value"] for heard in there.heard] == [
            {"lc": "y", "why": "Time", "when": "Now"},
            {"lc": "y", "when": "Now"},
        ]
        with pytest.raises(CannotDo):
            await there.ann.presses("Send", entries={"Why": "Time"})


async def test_a_telephone_writes_a_hard_space_and_a_new_line() -> None:
    async with house() as there:
        person = there.teams.person("Cat", phone=True, installed=True)
        chat = there.teams.chat("Planning", person)
        await person.mentions(chat, "note")
        await person.types("menu")

        assert [heard["text"] for heard in there.heard] == [
            "<at>Learning Communities</at>\N{NO-BREAK SPACE}note\n",
            "menu\n",
        ]


async def test_others_can_be_mentioned_beside_the_bot() -> None:
    async with house() as there:
        await there.ann.mentions(there.room, "thank @Bob")
        [heard] = there.heard

        assert heard["text"] == "<at>Learning Communities</at> thank <at>Bob</at>"
        mentioned = [one["mentioned"]["id"] for one in heard["entities"] if "mentioned" in one]
        assert mentioned == [there.teams.bot_id, there.bob.id]
