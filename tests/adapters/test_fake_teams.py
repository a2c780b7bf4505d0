"""The fake Teams itself: people write, press and fill in, and the bot's answers reach them."""

import os
import re
from pathlib import Path

import jwt
import pytest
from aiohttp import ClientSession

from tests.adapters.fake_teams import ISSUER, CannotDo, Person
from tests.adapters.fake_teams_house import (
    STORY,
    House,
    Json,
    asks,
    card,
    dialog,
    executes,
    fetches,
    house,
    posted,
    said,
    says,
    submits,
)

HOME = Path(__file__).with_name("fake_teams")


async def _read(token: str, metadata_url: str, app: str) -> Json:
    """As any reader would who has only the metadata's address."""
    async with ClientSession() as session:
        async with session.get(metadata_url) as answer:
            metadata = await answer.json()
        async with session.get(metadata["jwks_uri"]) as answer:
            keys = {key["kid"]: key for key in (await answer.json())["keys"]}
    key = keys[jwt.get_unverified_header(token)["kid"]]
    assert "msteams" in key["endorsements"]
    read: Json = jwt.decode(
        token, jwt.PyJWK(key).key, algorithms=["RS256"], audience=app, issuer=ISSUER
    )
    return read


async def test_what_teams_sends_is_signed_with_a_published_key() -> None:
    async with house() as there:
        await there.ann.mentions(there.room, "note")

        token = there.authorised[0].removeprefix("Bearer ")
        read = await _read(token, there.teams.metadata_url, there.teams.app.id)

        assert read["serviceurl"] == there.heard[0]["serviceUrl"] == there.teams.service_url


async def test_the_bot_hears_in_a_channel_only_what_mentions_it() -> None:
    async with house() as there:
        await there.ann.says(there.room, "Good morning")
        await there.bob.mentions(there.room, "note")

        [heard] = there.heard
        assert heard["text"] == "<at>Learning Communities</at> note"
        assert heard["from"]["aadObjectId"] == there.bob.aad
        post = heard["id"]
        assert heard["conversation"]["id"] == f"{there.room.id};messageid={post}"
        assert len(await there.ann.sees(there.room)) == 2


async def test_a_reply_bears_the_thread_it_stands_in() -> None:
    async with house() as there:
        post = await there.posts(there.room, {"type": "message", "text": "A round begins"})
        await there.ann.mentions(there.room, "I am in", under=post)

        assert there.heard[0]["conversation"]["id"] == f"{there.room.id};messageid={post}"
        assert len(await there.bob.sees(there.room, thread=post)) == 2


async def test_a_private_message_needs_the_app() -> None:
    async with house() as there:
        stranger = there.teams.person("Cat")
        await there.ann.types("menu")

        assert there.heard[0]["conversation"]["conversationType"] == "personal"
        with pytest.raises(CannotDo):
            await stranger.types("menu")


async def test_a_button_is_pressed_as_it_stands_and_its_answer_is_seen_by_one() -> None:
    async with house() as there:
        there.answers["adaptiveCard/action"] = says("Thank you.")
        asked = card(asks("Why", "why"), actions=(executes("Vote"),))
        post = await there.posts(there.room, posted(asked))

        await there.ann.presses("Vote", entries={"Why": "I like it"})

        [heard] = there.heard
        action = heard["value"]["action"]
        assert (action["verb"], action["data"]) == ("lc", {"lc": "x", "why": "I like it"})
        assert (heard["name"], heard["replyToId"]) == ("adaptiveCard/action", post)
        assert await there.ann.toasts() == ["Thank you."]
        assert await there.bob.toasts() == []


async def test_nobody_presses_what_does_not_stand_any_more() -> None:
    async with house() as there:
        post = await there.posts(there.room, posted(card(said("?"), actions=(executes("Vote"),))))
        seen = await there.sees()
        await there.ask("PUT", _path(there.room.id, post), posted(card(said("Closed."))))

        with pytest.raises(CannotDo):
            await there.ann.presses("Vote", on=seen)
        await there.ann.presses("Vote", on=seen, as_seen=True)
        assert (await there.sees()).words == "Closed."


def _path(room: str, post: str) -> str:
    return f"conversations/{room}/activities/{post}"


async def test_a_dialog_opens_is_filled_in_and_closes() -> None:
    async with house() as there:
        there.answers["task/fetch"] = dialog(STORY, "Tell us")
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))

        await there.ann.presses("Write")
        before = await there.ann.dialog()
        await there.ann.submits({"Your story": "It began\nwith a leak."})

        assert before is not None
        assert (before.title, before.buttons) == ("Tell us", ("Send",))
        asked, told = there.heard
        assert asked["value"]["data"]["lc"] == "z"
        assert told["value"]["data"] == {"lc": "y", "story": "It began\nwith a leak."}
        assert await there.ann.dialog() is None


async def test_a_dialog_may_answer_with_itself_and_keep_what_was_typed() -> None:
    async with house() as there:
        there.answers["task/fetch"] = dialog(STORY)
        again = card(asks("Your story", "story", value="Leak"), actions=(submits("Send"),))
        there.answers["task/submit"] = dialog(again)
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))

        await there.ann.presses("Write")
        await there.ann.submits({"story": "Leak"})

        shown = await there.ann.dialog()
        assert shown is not None
        assert shown.fields["Your story"].value == "Leak"
        await there.ann.submits({})
        assert there.heard[-1]["value"]["data"]["story"] == "Leak"


@pytest.mark.parametrize("phone", [False, True])
async def test_values_are_sent_as_teams_sends_them(phone: bool) -> None:
    choices = [{"title": title, "value": title[0].lower()} for title in ("Apple", "Pear", "Fig")]
    form = card(
        asks("Fruit", "fruit", "ChoiceSet", choices=choices, isMultiSelect=True),
        asks("Often", "often", "Number"),
        asks("Sure", "sure", "Toggle", title="I am sure"),
        asks("More", "more"),
        actions=(submits("Send"), submits("Cancel", associatedInputs="none")),
    )
    async with house() as there:
        there.answers["task/fetch"] = dialog(form)
        person = there.teams.person("Cat", phone=phone, installed=True)
        await _in_private(there, person, card(said("?"), actions=(fetches("Write"),)))

        await person.presses("Write")
        await person.submits({"Fruit": ["Apple", "Fig"], "Often": 3})
        await person.presses("Write")
        await person.submits({"Often": 4}, press="Cancel")

        empty = {"more": ""} if phone else {}
        sent = {"lc": "y", "fruit": "a,f", "often": "3", "sure": "false"} | empty
        assert there.heard[1]["value"]["data"] == sent
        assert there.heard[-1]["value"]["data"] == {"lc": "y"}


async def _in_private(there: House, person: Person, shown: Json) -> None:
    await there.posts(await person.private(), posted(shown))


async def test_the_client_holds_back_what_lacks_a_required_field() -> None:
    asked = asks("Your story", "story", isRequired=True, errorMessage="Write something.")
    async with house() as there:
        there.answers["task/fetch"] = dialog(card(asked, actions=(submits("Send"),)))
        await there.posts(there.room, posted(card(said("?"), actions=(fetches("Write"),))))
        await there.ann.presses("Write")

        with pytest.raises(CannotDo, match="Write something"):
            await there.ann.submits({})
        assert len(there.heard) == 1


def test_the_fake_knows_nothing_of_the_bot() -> None:
    names = re.compile(r"^\s*(?:from|import) (?:bot|adapters|storage)\b", re.MULTILINE)
    knowing = [path.name for path in HOME.rglob("*.py") if names.search(path.read_text())]

    assert knowing == []


async def test_every_fake_is_a_world_of_its_own_in_a_process_of_its_own() -> None:
    async with house() as one, house() as other:
        await one.ann.mentions(one.room, "note")

        assert one.teams.service_url != other.teams.service_url
        assert await other.ann.sees(other.room) == []
        assert await one.teams.line.ask("process") != os.getpid()


async def test_the_same_teams_comes_up_again_where_it_was() -> None:
    async with house() as there:
        before = there.teams.service_url
        await there.posts(there.room, {"type": "message", "text": "Hello"})
        await there.teams.goes_down()
        await there.teams.comes_up()

        assert there.teams.service_url == before
        assert (await there.sees()).words == "Hello"


async def test_what_stands_anywhere_is_told_at_once() -> None:
    async with house() as there:
        first = await there.posts(there.room, {"type": "message", "text": "One"})
        second = await there.posts(await there.ann.private(), {"type": "message", "text": "Two"})
        await there.ask("PUT", _path(there.room.id, first), {"type": "message", "text": "Three"})

        assert await there.teams.standing() == [(first, 1), (second, 0)]
        assert [seen.words for seen in await there.teams.since()] == ["Three", "Two"]
        assert [seen.words for seen in await there.teams.since(first)] == ["Two"]


async def test_what_the_fake_can_not_do_is_raised_where_it_was_asked() -> None:
    async with house() as there:
        there.teams.line.say("no_such_thing")
        with pytest.raises(RuntimeError, match="no_such_thing"):
            await there.ann.sees(there.room)
