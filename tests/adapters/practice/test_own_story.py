"""Somebody begins a story of their own, and the script steps back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.by_hand import ByHand
from adapters.practice.cast import ROOM
from adapters.practice.inbound import act
from adapters.practice.player import Player
from adapters.practice.script import read_script
from adapters.practice.sorry import Sorry
from bot.boundary.views import Card
from tests.adapters.practice.house import House, cast, open_house

SCRIPT = """
[[step]]
as = "hannah"
command = "/lc begin"

[[step]]
as = "hannah"
fills = { name = "Going home", purpose = "To learn", sponsor = ["margaret"] }

[[step]]
as = "margaret"
presses = "Yes"
"""
OWN = {"name": "Another", "purpose": "To try", "sponsor": ["margaret"]}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


def player(house: House, folder: Path) -> Player:
    (folder / "script.toml").write_text(SCRIPT, "utf-8")
    return Player(read_script(folder / "script.toml", cast()), house.stage, house.clock)


async def by_hand(playing: Player, **deed: object) -> None:
    given = act(deed, cast())
    await ByHand(playing).act(given)


async def founds(playing: Player, person: str, answers: dict[str, object]) -> None:
    await by_hand(playing, **{"as": person, "command": "/lc begin", "place": "room"})
    form = await playing.stage.room.form_for(cast().person(person))
    assert form is not None
    await by_hand(playing, **{"as": person, "submit": form.id, "answers": answers})


async def test_a_community_founded_by_hand_is_a_story_of_its_own(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path)
    assert not await playing.left()

    await founds(playing, "ruth", OWN)

    assert await playing.left()
    with pytest.raises(Sorry, match="You have begun your own story"):
        await playing.play_until(cast().person("margaret"))


async def test_it_is_one_too_when_the_script_had_only_begun(house: House, tmp_path: Path) -> None:
    playing = player(house, tmp_path)
    await by_hand(playing, **{"as": "hannah", "command": "/lc begin", "place": "room"})

    await founds(playing, "ruth", OWN)

    assert await playing.left()


async def test_it_is_still_one_after_a_second_start(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await founds(player(house, tmp_path), "ruth", OWN)

    async with open_house(tmp_path) as house:
        assert await player(house, tmp_path).left()


async def test_a_form_with_mistakes_begins_nothing(house: House, tmp_path: Path) -> None:
    playing = player(house, tmp_path)

    await founds(playing, "ruth", {"name": ""})

    assert not await playing.left()


async def test_the_script_s_own_form_in_other_words_is_the_script(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path)

    await founds(playing, "hannah", OWN)

    assert not await playing.left()
    step = await playing.next_step()
    assert step is not None
    assert step.by == "margaret"


async def test_a_script_for_a_community_that_stands_is_not_left(
    house: House, tmp_path: Path
) -> None:
    """A second script may be written for a room in which much has happened."""
    await house.bot.post(ROOM, Card("Session 3 is closed"))
    playing = player(house, tmp_path)

    await founds(playing, "ruth", OWN)

    assert not await playing.left()


async def test_whoever_asks_the_bot_something_first_can_still_begin_a_story_of_their_own(
    house: House, tmp_path: Path
) -> None:
    """The bot answers in private, and no community stands anywhere."""
    await house.bot.post(cast().person("ruth").direct, Card("I have not shared or kept that."))
    playing = player(house, tmp_path)

    await founds(playing, "ruth", OWN)

    assert await playing.left()


async def test_a_letter_of_the_script_s_own_founding_is_no_such_answer(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path)
    await founds(playing, "hannah", OWN)
    await house.bot.post(cast().person("margaret").direct, Card("Will you?"))

    await founds(playing, "ruth", OWN)

    assert not await playing.left()


async def test_the_script_s_own_form_with_other_people_is_a_story_of_their_own(
    house: House, tmp_path: Path
) -> None:
    """Margaret, whom the script plays next, is asked nothing."""
    playing = player(house, tmp_path)

    await founds(playing, "hannah", {**OWN, "sponsor": ["imran"]})

    assert await playing.left()


async def test_other_people_in_a_later_form_leave_the_script_as_it_is(
    house: House, tmp_path: Path
) -> None:
    await house.bot.post(ROOM, Card("Session 3 is closed"))
    playing = player(house, tmp_path)

    await founds(playing, "hannah", {**OWN, "sponsor": ["imran"]})

    assert not await playing.left()
