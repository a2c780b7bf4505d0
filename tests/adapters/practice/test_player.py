"""Playing the others: a script, through the same door as everybody."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.practice.by_hand import ByHand
from adapters.practice.cast import ROOM
from adapters.practice.inbound import act
from adapters.practice.player import Player
from adapters.practice.script import Commands, Fills, ScriptUnreadable, read_script
from adapters.practice.sorry import Sorry
from adapters.practice.state import story
from bot.boundary.views import Button, Card
from tests.adapters.practice.fake_bot import direct
from tests.adapters.practice.house import House, cast, open_house

BEGINNING = """
[[step]]
as = "hannah"
command = "/lc begin"

[[step]]
as = "hannah"
fills = { name = "Going home", purpose = "To learn", sponsor = ["margaret"] }

[[step]]
as = "margaret"
presses = "Yes"

[[step]]
as = "ruth"
says = "I am in."
under = "A learning community"
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


def player(house: House, folder: Path, text: str) -> Player:
    (folder / "script.toml").write_text(text, "utf-8")
    return Player(read_script(folder / "script.toml", cast()), house.stage, house.clock)


async def test_a_script_is_played_to_its_end(house: House, tmp_path: Path) -> None:
    playing = player(house, tmp_path, BEGINNING)

    played = [one async for one in playing.play_all()]

    assert [len(one.appeared) for one in played] == [0, 2, 1, 1]
    assert (await house.sees("ruth"))["messages"][-1]["text"] == "I am in."
    assert (await house.sees("ruth"))["messages"][-1]["thread"] is not None
    assert await playing.next_step() is None


async def test_the_others_play_until_it_is_your_turn(house: House, tmp_path: Path) -> None:
    playing, margaret = player(house, tmp_path, BEGINNING), cast().person("margaret")

    assert await playing.play_until(margaret) == 2
    assert await playing.play_until(margaret) == 0
    assert await playing.play_until(margaret, mine=True) == 1
    assert await playing.play_until(margaret) == 1


async def test_a_second_start_plays_on(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await player(house, tmp_path, BEGINNING).play_until(cast().person("margaret"))

    async with open_house(tmp_path) as house:
        step = await player(house, tmp_path, BEGINNING).next_step()

    assert step is not None
    assert (step.number, step.by) == (3, "margaret")


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ('as = "ruth"\npresses = "Dance"', "Ruth Adeyemi can see no button “Dance”"),
        ('as = "ruth"\nfills = {}', "Ruth Adeyemi has no form open"),
        ('as = "ruth"\ncancels = true', "Ruth Adeyemi has no form open"),
        ('as = "ruth"\nsays = "Hm"\nunder = "Nothing"', "no message that begins with “Nothing”"),
        ('as = "margaret"\nsays = "Hm"\nunder = "Nothing"', "no message that begins"),
        ('wait = "next"', "Nothing is waiting"),
        ('wait_for = "Godot"', "Nothing is waiting"),
        ('until = "2026-01-01T00:00:00Z"', "only moves forward"),
    ],
)
async def test_a_step_that_cannot_be_played_stops_and_names_itself(
    house: House, tmp_path: Path, step: str, sentence: str
) -> None:
    playing = player(house, tmp_path, f"[[step]]\n{step}\n")

    with pytest.raises(Sorry, match="The story stops at step 1, where") as stopped:
        _ = [one async for one in playing.play_all()]

    assert sentence in stopped.value.sentence
    assert (await playing.next_step()) is not None


async def test_a_form_that_is_not_taken_stops_the_play(house: House, tmp_path: Path) -> None:
    steps = '[[step]]\nas = "ruth"\ncommand = "/lc begin"\n[[step]]\nas = "ruth"\nfills = {}\n'

    with pytest.raises(Sorry, match="The form says: Please write something here"):
        _ = [one async for one in player(house, tmp_path, steps).play_all()]


async def test_the_newest_button_of_its_label_is_pressed(house: House, tmp_path: Path) -> None:
    await house.bot.post(direct("ruth"), Card("Old", (), (Button("Yes", "old"),)))
    house.clock.at += timedelta(hours=1)
    await house.bot.post(direct("ruth"), Card("New", (), (Button("Yes", "yes"),)))
    playing = player(house, tmp_path, '[[step]]\nas = "ruth"\npresses = "Yes"\n')

    _ = [one async for one in playing.play_all()]

    assert [one.token for one in house.bot.arrivals] == ["yes"]  # type: ignore[union-attr]


async def test_waiting_for_a_post_moves_the_clock_no_further(house: House, tmp_path: Path) -> None:
    async def ring() -> None:
        await house.bot.post(ROOM, Card(f"It is {house.clock.at:%A}"))

    begun = house.clock.at
    house.clock.alarms += [(begun + timedelta(days=day), ring) for day in range(1, 5)]
    playing = player(house, tmp_path, '[[step]]\nwait_for = "It is Wednesday"\n')

    [played] = [one async for one in playing.play_all()]

    assert house.clock.at == begun + timedelta(days=2)
    assert len(played.appeared) == 2


async def test_several_people_do_the_same_one_after_the_other(house: House, tmp_path: Path) -> None:
    step = '[[step]]\nnote = "All of them."\nas = ["ruth", "colin"]\nsays = "I am in."\n'
    playing = player(house, tmp_path, f"{step}[[step]]\nas = 'dev'\nsays = 'So am I.'\n")

    played = [one async for one in playing.play_all()]

    assert [one.step.by for one in played] == ["ruth", "colin", "dev"]
    assert [one.step.note for one in played] == ["All of them.", "", ""]
    assert [one.step.number for one in played] == [1, 2, 3]
    assert [one.step.written for one in played] == [1, 1, 2]


async def test_a_press_is_followed_by_the_forms_that_it_opens(house: House, tmp_path: Path) -> None:
    form = '{ name = "Going home", purpose = "To learn", sponsor = ["margaret"] }'
    steps = f'[[step]]\nas = "hannah"\ncommand = "/lc begin"\nfills = [{form}]\n'

    played = [one async for one in player(house, tmp_path, steps).play_all()]

    assert [type(one.step.deed) for one in played] == [Commands, Fills]
    assert len(played[-1].appeared) == 2


async def test_a_field_may_be_called_by_what_it_asks(house: House, tmp_path: Path) -> None:
    begun = '[[step]]\nas = "hannah"\ncommand = "/lc begin"\n'
    await anext(player(house, tmp_path, begun).play_all())
    opened = await house.room.form_for(cast().person("hannah"))
    assert opened is not None
    asked = {field.name: field.label for field in opened.form.fields}
    assert asked["purpose"] != "purpose"

    filled = f'''
[[step]]
as = "hannah"
[step.fills]
name = "Going home"
"{asked["purpose"]}" = "To learn"
sponsor = ["margaret"]
'''
    [played] = [one async for one in player(house, tmp_path, begun + filled).play_all()]

    assert not played.came.errors
    assert len(played.appeared) == 2


async def test_what_is_done_by_hand_need_not_be_played(house: House, tmp_path: Path) -> None:
    playing = player(house, tmp_path, BEGINNING)
    hannah = cast().person("hannah")
    by_hand = act({"as": "hannah", "command": "/lc begin", "place": "room"}, cast())
    something_else = act({"as": "hannah", "command": "/lc help", "place": "room"}, cast())

    assert await ByHand(playing).expects(by_hand)
    assert not await ByHand(playing).expects(something_else)
    await ByHand(playing).act(by_hand)

    step = await playing.next_step()
    assert step is not None
    assert step.number == 2
    assert step.by == hannah.id


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ('as = "ruth"', "Step 1 has nothing"),
        ('as = "ruth"\npresses = "A"\nsays = "B"', "Step 1 has presses and says"),
        ('as = "ruth"\npresses = "A"\ncolour = "red"', "Step 1 has colour"),
        ('as = "nobody"\npresses = "A"', "Step 1 is played by “nobody”"),
        ('presses = "A"', "Step 1 is played by “”"),
        ('as = []\npresses = "A"', "Step 1 is played by"),
        ('as = ["ruth", "nobody"]\npresses = "A"', "Step 1 is played by “nobody”"),
        ('as = "ruth"\nsays = "A"\nfills = {}', "Step 1 has fills and says"),
        ('as = "ruth"\nfills = "A"', "Step 1 fills a form with what is not a table"),
        ('as = "ruth"\nfills = []', "Step 1 fills a form with what is not a table"),
        ("presses = ", "can't be read"),
    ],
)
def test_a_script_that_makes_no_sense_is_refused_by_step(
    tmp_path: Path, step: str, sentence: str
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(f"[[step]]\n{step}\n", "utf-8")

    with pytest.raises(ScriptUnreadable, match=sentence):
        read_script(path, cast())


@pytest.mark.parametrize(
    ("fills", "own"),
    [
        ('name = "Going home", purpose = "To learn", sponsor = ["margaret"]', True),
        ('name = "Going home"', False),
        ('mood = "fine"', False),
    ],
)
async def test_the_story_s_help_is_offered_in_its_own_form_and_in_no_other(
    house: House, tmp_path: Path, fills: str, own: bool
) -> None:
    playing = player(house, tmp_path, f'[[step]]\nas = "hannah"\nfills = {{ {fills} }}\n')
    hannah = cast().person("hannah")
    await house.act("hannah", command="/lc help", place="room")
    before = await story(playing, hannah)

    await house.act("hannah", command="/lc begin", place="room")
    opened = await story(playing, hannah)

    assert before
    assert (before["mine"], before["in_form"]) == (True, False)
    assert opened
    assert opened["in_form"] is own


async def test_a_command_that_the_story_waits_for_is_not_given_in_a_form(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path, '[[step]]\nas = "hannah"\ncommand = "/lc help"\n')
    await house.act("hannah", command="/lc begin", place="room")

    told = await story(playing, cast().person("hannah"))

    assert told
    assert (told["mine"], told["in_form"]) == (True, False)


async def test_without_a_script_there_is_nothing_to_play(house: House) -> None:
    status, answer = await house.post("/api/play", {"as": "ruth"})

    assert (status, answer) == (200, {"played": 0, "script": None})
    assert (await house.sees("ruth"))["script"] is None


async def test_a_line_is_said_once_though_the_bot_falls_over_in_the_middle_of_it(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path, BEGINNING)
    [_ async for _ in playing.play_all()]
    before = len((await house.sees("ruth"))["messages"])

    # it had said the line, and not yet noted how far the script has been played
    await house.room.change(
        lambda shelf: shelf.bookmarks.remember(playing.script.name, 3, shelf.newest())
    )
    [again] = [one async for one in player(house, tmp_path, BEGINNING).play_all()]

    assert again.appeared == ()
    assert len((await house.sees("ruth"))["messages"]) == before
    assert await playing.next_step() is None


async def test_a_button_is_pressed_once_though_the_bot_falls_over_in_the_middle_of_it(
    house: House, tmp_path: Path
) -> None:
    playing = player(house, tmp_path, BEGINNING)
    [_ async for _ in playing.play_all()]
    arrived = len(house.bot.arrivals)

    await house.room.change(
        lambda shelf: shelf.bookmarks.remember(playing.script.name, 2, shelf.newest())
    )
    again = [one async for one in player(house, tmp_path, BEGINNING).play_all()]

    assert [one.came.again for one in again] == [True, True]
    assert len(house.bot.arrivals) == arrived


async def test_a_form_that_was_lost_is_opened_again(house: House, tmp_path: Path) -> None:
    playing = player(house, tmp_path, BEGINNING)
    hannah = house.room.cast.person("hannah")
    await anext(playing.play_all())
    opened = await house.room.form_for(hannah)
    assert opened is not None

    # the bot had opened it, and fell over before the room was told
    await house.room.change(lambda shelf: shelf.close_form("hannah", opened.id))
    await house.room.change(lambda shelf: shelf.bookmarks.remember(playing.script.name, 0, 0))
    [_ async for _ in player(house, tmp_path, BEGINNING).play_all()]

    assert await playing.next_step() is None
