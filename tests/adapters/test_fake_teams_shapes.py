"""What the fake Teams sends has the fields of the published samples, and no others."""

from collections.abc import AsyncIterator

from tests.adapters.fake_teams import App
from tests.adapters.fake_teams.samples import NEEDED, missing, strange
from tests.adapters.fake_teams_house import (
    STORY,
    House,
    Json,
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

ACTIONS = (executes("Vote"), submits("Send"), fetches("Write"))


async def a_day(there: House) -> AsyncIterator[tuple[str, Json]]:
    """Everything that can happen happens once."""
    for kind, happens in (
        ("message", _writes),
        ("mention", _mentions),
        ("edited", _edits),
        ("submitted", _submits),
        ("action", _votes),
        ("task", _opens),
        ("extension", _keeps),
        ("reaction", _reacts),
    ):
        there.heard.clear()
        await happens(there)
        yield kind, there.heard[-1]
    there.heard.clear()
    await _comings(there)
    for kind, heard in zip(
        ("added", "installed", "member", "removed", "channel", "team"), there.heard, strict=True
    ):
        yield kind, heard


async def _writes(there: House) -> None:
    await there.ann.types("menu")


async def _mentions(there: House) -> None:
    await there.ann.mentions(there.room, "note")


async def _edits(there: House) -> None:
    await there.ann.edits((await there.ann.sees())[0], "help")


async def _submits(there: House) -> None:
    await there.posts(there.room, posted(card(said("?"), actions=ACTIONS)))
    await there.ann.presses("Send")


async def _votes(there: House) -> None:
    there.answers["adaptiveCard/action"] = says("Thank you.")
    await there.ann.presses("Vote")


async def _opens(there: House) -> None:
    there.answers["task/fetch"] = dialog(STORY)
    await there.ann.presses("Write")
    await there.ann.submits({"story": "Leak"})


async def _keeps(there: House) -> None:
    await there.bob.mentions(there.room, "A leak")
    await there.ann.uses("keep", on=await there.sees())


async def _reacts(there: House) -> None:
    await there.ann.reacts(await there.ann.finds("Vote"))


async def _comings(there: House) -> None:
    team = there.teams.team("Highways", there.ann, installed=False)
    room = team.channel("Repairs")
    await there.ann.adds_bot(room)
    await there.ann.adds(team, there.bob)
    await there.ann.removes(team, there.bob)
    await there.ann.renames(room, "Mending")
    await there.ann.renames(team, "Roads")


async def test_every_activity_has_the_fields_of_a_sample_and_no_others() -> None:
    async with house(app=App(hears_all=True)) as there:
        happened = [(kind, heard) async for kind, heard in a_day(there)]

        assert {kind for kind, _ in happened} == set(NEEDED)
        assert [
            (kind, missing(kind, heard)) for kind, heard in happened if missing(kind, heard)
        ] == []
        assert [
            (kind, strange(kind, heard)) for kind, heard in happened if strange(kind, heard)
        ] == []


async def test_what_people_do_is_told_in_the_words_of_the_samples() -> None:
    async with house(app=App(hears_all=True)) as there:
        told = {kind: heard async for kind, heard in a_day(there)}

        assert {kind: heard["type"] for kind, heard in told.items()} == {
            "message": "message",
            "mention": "message",
            "edited": "messageUpdate",
            "submitted": "message",
            "action": "invoke",
            "task": "invoke",
            "extension": "invoke",
            "reaction": "messageReaction",
            "added": "conversationUpdate",
            "installed": "installationUpdate",
            "member": "conversationUpdate",
            "removed": "conversationUpdate",
            "channel": "conversationUpdate",
            "team": "conversationUpdate",
        }
        assert told["task"]["name"] == "task/submit"
        assert told["action"]["name"] == "adaptiveCard/action"
        assert told["extension"]["name"] == "composeExtension/fetchTask"
        assert all(heard["channelId"] == "msteams" for heard in told.values())
        assert all(heard["timestamp"].endswith("Z") for heard in told.values())
