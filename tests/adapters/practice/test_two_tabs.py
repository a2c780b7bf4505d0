"""The same person in two tabs: what is done in one is over in the other, and is said in words for people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.practice.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def test_a_button_on_what_is_closed_says_so_without_a_programs_words(house: House) -> None:
    form = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]
    await house.act("hannah", cancel=form)

    status, answer = await house.post("/api/act", {"as": "hannah", "press": "b1", "message": form})

    assert status == 404
    assert answer["error"] == "That is not here any more. Look at the newest messages."


async def test_a_form_that_is_not_the_open_one_is_told_so_without_a_programs_words(
    house: House,
) -> None:
    before = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]
    await house.act("hannah", command="/lc begin", place="room")

    status, answer = await house.post("/api/act", {"as": "hannah", "submit": before, "answers": {}})

    assert status == 404
    assert answer["error"] == (
        "Another form is open by now, and this one was sent or closed. Look at the newest messages."
    )
