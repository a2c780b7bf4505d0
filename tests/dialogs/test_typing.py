"""However a command is typed, it is understood."""

import pytest

from tests.scene import FAY, Scene, opened


@pytest.mark.parametrize("typed", ["help\tplease", "help   please", "help\nplease", " HELP "])
def test_any_white_space_ends_the_first_word(typed: str) -> None:
    scene: Scene = opened()
    scene.command(FAY, "help")
    plainly = scene.whispered

    scene.command(FAY, typed)

    assert scene.whispered == plainly
