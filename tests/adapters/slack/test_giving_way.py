"""A page that asks for a choice has nothing to ask once it is made: it does not lie below what follows."""

from pathlib import Path

import pytest

from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import settled


@pytest.mark.parametrize("way", WAYS)
async def test_who_has_said_that_it_is_all_right_is_not_asked_again(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        mia = there["mia"]
        await _offers(there, "A ward, in February. Fay was there.")
        asked = mia.looks_at(mia.modal).words
        await mia.presses(mia.modal, "It is all right")
        said = mia.looks_at(mia.modal).words
        await mia.closes(mia.modal)

        assert "These might point to a person" in asked
        assert "It is waiting for the next free session" in said
        assert not mia.has_modal


async def test_nor_is_who_has_changed_what_was_found(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await _offers(there, "A ward, in February. Fay was there.")
        await mia.presses(mia.modal, "Change it")
        await mia.submits(mia.modal, _boxes(there, "It was long ago."))

        assert "It is waiting for the next free session" in mia.whispers()[-1].words
        assert not mia.has_modal


async def _offers(there: Living, words: str) -> None:
    mia = there["mia"]
    await mia.types("/lc", "story", in_=there.room)
    await mia.submits(mia.modal, _boxes(there, words))


def _boxes(there: Living, words: str) -> dict[str, str]:
    blocks = [one for one in there["mia"].modal.blocks if one["type"] == "input"]
    typed = [one for one in blocks if one["element"]["type"] == "plain_text_input"]
    return {one["block_id"]: words for one in typed}
