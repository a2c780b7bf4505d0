"""A script names a second channel: it is made, written in, and pressed in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.player import Player
from adapters.practice.script import ScriptUnreadable, read_script
from adapters.practice.sorry import Sorry
from bot.boundary.arrivals import ButtonPressed
from tests.adapters.practice.house import House, cast, open_house

MAKES = """
[[step]]
as = "hannah"
makes = "Second channel"
"""

OPENS = """
[[step]]
as = "ruth"
command = "/lc begin"
in = "Second channel"
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def played(house: House, folder: Path, text: str) -> list[str]:
    """Where each message stands that anybody has seen, and what it says."""
    (folder / "script.toml").write_text(text, "utf-8")
    player = Player(read_script(folder / "script.toml", cast()), house.stage, house.clock)
    async for _ in player.play_all():
        pass
    seen = await house.sees("ruth")
    return [f"{one['place']}: {one['text']}" for one in seen["messages"] if one["from"] != "bot"]


def press(where: str) -> str:
    return f'[[step]]\nas = "ruth"\npresses = "What is kept?"\nin = "{where}"\n'


def says(where: str) -> str:
    return f'[[step]]\nas = "ruth"\nsays = "A fresh start."\n{where}\n'


@pytest.mark.parametrize("name", ["Second channel", "room2"])
async def test_words_go_where_the_step_says(house: House, tmp_path: Path, name: str) -> None:
    said = await played(house, tmp_path, MAKES + says(f'in = "{name}"') + says(""))

    assert said == ["room2: A fresh start.", "room: A fresh start."]


async def test_a_command_and_a_thread_are_in_that_channel_too(house: House, tmp_path: Path) -> None:
    commands = '[[step]]\nas = "ruth"\ncommand = "/lc begin"\nin = "Second channel"\n'
    thread = says('in = "Second channel"\nunder = "A fresh start."')
    script = MAKES + says('in = "Second channel"') + thread + commands

    said = await played(house, tmp_path, script)

    assert said == ["room2: A fresh start.", "room2: A fresh start."]
    opened = await house.stage.room.form_for(house.stage.room.cast.person("ruth"))
    assert opened is not None
    assert opened.place == "room2"


async def test_a_press_is_looked_for_in_that_channel_alone(house: House, tmp_path: Path) -> None:
    await played(house, tmp_path, MAKES + OPENS + press("Second channel"))

    pressed = house.bot.arrivals[-1]
    assert isinstance(pressed, ButtonPressed)
    assert pressed.token == "kept"


async def test_and_nowhere_else(house: House, tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="can see no button “What is kept\\?” just now"):
        await played(house, tmp_path, MAKES + OPENS + press("room"))


async def test_a_channel_that_is_not_there_yet_stops_the_story_with_a_kind_sentence(
    house: House, tmp_path: Path
) -> None:
    with pytest.raises(Sorry, match="The story stops at step 1, where Ruth"):
        await played(house, tmp_path, says('in = "Second channel"'))


async def test_a_channel_is_made_once(house: House, tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="“Second channel” can't be made just now"):
        await played(house, tmp_path, MAKES + MAKES)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ('says = "A"\nin = "Attic"', "names the channel “Attic”. There can be “.+” or “Second"),
        ('makes = "Attic"', "names the channel “Attic”"),
        ('fills = {}\nin = "room2"', "Step 1 has in, which goes with one of command, presses"),
        ('says = "A"\nplace = "direct"\nin = "room2"', "Step 1 has in, which goes with one of"),
    ],
)
def test_an_unknown_channel_is_told_to_whoever_wrote_it(
    tmp_path: Path, step: str, sentence: str
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(f'[[step]]\nas = "ruth"\n{step}\n', "utf-8")

    with pytest.raises(ScriptUnreadable, match=sentence):
        read_script(path, cast())
