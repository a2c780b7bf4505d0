"""Somebody does by hand what the script has for them later, and the play goes on all the same."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.by_hand import ByHand
from adapters.practice.inbound import act
from adapters.practice.player import Player
from adapters.practice.script import read_script
from adapters.practice.sorry import Sorry
from adapters.practice.state import story
from bot.boundary.views import Button, Card
from bot.domain.ids import Address
from tests.adapters.practice.fake_bot import direct, errand
from tests.adapters.practice.house import House, cast, open_house

SCRIPT = """
[[step]]
as = "ruth"
says = "Good morning."

[[step]]
as = "imran"
presses = "Yes"

[[step]]
as = "imran"
fills = { name = "Going home", purpose = "To learn", sponsor = ["margaret"] }

[[step]]
as = "colin"
says = "And to you."
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


@pytest.fixture
def playing(house: House, tmp_path: Path) -> Player:
    (tmp_path / "script.toml").write_text(SCRIPT, "utf-8")
    return Player(read_script(tmp_path / "script.toml", cast()), house.stage, house.clock)


async def asked(house: House, *buttons: Button) -> Address:
    card = Card("Will you step in?", (), buttons)
    return await house.bot.messenger.deliver(errand("ask", direct("imran"), card))


async def answered(house: House, where: Address) -> None:
    card = Card("You said yes.")
    await house.bot.messenger.revise(errand("ask", direct("imran"), card, None, where, 1))


async def by_hand(playing: Player, **deed: object) -> None:
    given = act({"as": "imran", **deed}, cast())
    await ByHand(playing).act(given)


async def presses_yes(house: House, playing: Player) -> None:
    where = await asked(house, Button("Yes", "begin"))
    message = (await house.sees("imran"))["messages"][-1]
    await by_hand(playing, press=message["buttons"][0]["id"], message=message["id"])
    await answered(house, where)


async def test_what_was_done_before_its_turn_is_passed_over(house: House, playing: Player) -> None:
    await presses_yes(house, playing)
    form = (await house.sees("imran"))["form"]
    answers = {"name": "Ours", "purpose": "To see", "sponsor": ["margaret"]}
    await by_hand(playing, submit=form["id"], answers=answers)

    assert await playing.play_until(cast().person("hannah")) == 4

    assert await playing.next_step() is None
    assert len(house.bot.arrivals) == 2


async def test_it_is_passed_over_after_a_second_start_too(tmp_path: Path) -> None:
    (tmp_path / "script.toml").write_text(SCRIPT, "utf-8")
    script = read_script(tmp_path / "script.toml", cast())
    async with open_house(tmp_path) as house:
        await presses_yes(house, Player(script, house.stage, house.clock))

    async with open_house(tmp_path) as house:
        playing = Player(script, house.stage, house.clock)

        assert await playing.play_until(cast().person("colin")) == 3


async def test_what_was_done_once_is_passed_over_once(house: House, playing: Player) -> None:
    await presses_yes(house, playing)
    await playing.play_until(cast().person("colin"))
    await house.room.change(lambda shelf: shelf.bookmarks.remember(playing.script.name, 1, 0))

    with pytest.raises(Sorry, match="The story stops at step 2"):
        await playing.play_until(cast().person("colin"))


async def test_a_button_that_went_by_itself_stops_the_story_and_a_way_on_is_offered(
    house: House, playing: Player
) -> None:
    with pytest.raises(Sorry, match=r"Or pass over this step\. .* fresh data folder"):
        await playing.play_until(cast().person("colin"))
    assert playing.stopped_at == 2

    await playing.pass_over()

    step = await playing.next_step()
    assert step is not None
    assert step.number == 3


async def test_a_story_that_has_not_stopped_passes_over_nothing(
    house: House, playing: Player
) -> None:
    with pytest.raises(Sorry, match="The story has not stopped"):
        await playing.pass_over()

    step = await playing.next_step()
    assert step is not None
    assert step.number == 1


async def test_a_step_that_was_passed_over_is_not_passed_over_twice(
    house: House, playing: Player
) -> None:
    with pytest.raises(Sorry):
        await playing.play_until(cast().person("colin"))
    await playing.pass_over()

    with pytest.raises(Sorry, match="The story has not stopped"):
        await playing.pass_over()


async def test_a_form_that_was_closed_is_opened_again(house: House, playing: Player) -> None:
    imran = cast().person("imran")
    await asked(house, Button("Yes", "begin"))
    await playing.play_until(imran)
    await playing.play_until(imran, mine=True)
    await by_hand(playing, cancel=(await house.sees("imran"))["form"]["id"])

    assert await turn(playing) == "It is your turn: press “Yes” again, and fill in the form."

    await playing.play_until(imran, mine=True)
    assert await turn(playing) == "Next, Colin Prentice would write something."


async def turn(playing: Player) -> str:
    seen = await story(playing, cast().person("imran"))
    assert seen
    return str(seen["turn"])
