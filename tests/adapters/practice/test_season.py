"""A season, walked in the practice room with the real bot: the community moves into a fresh channel."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.in_words import card_text
from adapters.practice.acting import Came
from adapters.practice.cast import Person
from adapters.practice.player import Player
from adapters.practice.render import button_id
from adapters.practice.room import whisper_id
from adapters.practice.script import Commands
from adapters.site import Meters
from bot.bootstrap.practice import Practice, open_practice
from bot.bootstrap.records import open_records
from bot.settings import Settings

BEGINS = datetime(2027, 1, 4, 10, tzinfo=UTC)
STANDS_STILL = 0.0
OLD, NEW = "room", "room2"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Practice]:
    """The sessions have been begun, and the first is some days off."""
    settings = Settings.model_validate({"LCBOT_DATA": tmp_path})
    with open_records(settings, warn=lambda _: None) as database:
        practice = open_practice(tmp_path, database, Meters(), begins=BEGINS, speed=STANDS_STILL)
        async with practice as here:
            player = Player(here.script, here.stage, here.keeper)
            while (step := await player.next_step()) and step.deed != Commands("/lc story"):
                await player.play_until(somebody(here, step.by or "hannah"), mine=True)
            yield here


def somebody(here: Practice, id: str) -> Person:
    return here.stage.room.cast.person(id)


async def posted(here: Practice, place: str, seen_by: str = "ruth") -> list[str]:
    """What the bot has posted in this channel."""
    seen = await here.stage.room.messages_for(somebody(here, seen_by))
    return [card_text(one.card) for one in seen if one.card and one.place == place]


async def press(here: Practice, id: str, label: str, came: Came) -> None:
    """A button of what was just whispered."""
    whisper = came.whispers[-1]
    button = next(one for one in whisper.card.buttons if one.label == label)
    deed = {"as": id, "press": button_id(button), "message": whisper_id(whisper)}
    await here.stage.act(deed)
    await here.desk.carry()


async def moved(here: Practice) -> None:
    await here.stage.act({"as": "hannah", "make": "channel", "place": OLD})
    asked = await here.stage.act({"as": "hannah", "command": "/lc here", "place": NEW})
    await press(here, "hannah", "Yes, “Going home well” moves here", asked)


async def test_the_old_channel_says_where_we_went_and_the_new_one_what_we_are(
    here: Practice,
) -> None:
    await moved(here)

    assert "A new season has begun in a fresh channel" in (await posted(here, OLD))[-1]
    begins, *more = await posted(here, NEW)
    assert "A new season begins here" in begins
    pinned = await here.stage.room.pinned_for(somebody(here, "ruth"))
    assert [one.place for one in pinned] == [OLD, NEW]
    assert card_text(pinned[1].card).startswith("The charter of") if pinned[1].card else False
    assert any("Ruth Adeyemi" in one for one in more)


async def test_from_then_on_what_happens_happens_in_the_new_one(here: Practice) -> None:
    await moved(here)
    before = len(await posted(here, OLD)), len(await posted(here, NEW))

    await here.keeper.move(here.clock.now() + timedelta(days=21))

    assert len(await posted(here, OLD)) == before[0]
    assert len(await posted(here, NEW)) > before[1]


async def test_who_walks_into_the_old_channel_stops_nothing_and_into_the_new_one_is_seen(
    here: Practice,
) -> None:
    await moved(here)
    before = await posted(here, OLD), await posted(here, NEW)

    await here.stage.act({"as": "priya", "come": OLD})
    await here.desk.carry()
    assert (await posted(here, OLD), await posted(here, NEW)) == before
    await here.stage.act({"as": "priya", "come": NEW})
    await here.desk.carry()

    assert "Priya Nair can now read this channel" in (await posted(here, NEW))[-1]
