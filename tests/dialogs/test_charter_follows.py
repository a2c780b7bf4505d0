"""The charter in the room says what is so, whoever has changed it."""

from tests.dialogs.codesign_scenes import first_asked
from tests.scene import FAY, Scene, begun, gathered, words


def test_once_the_sessions_have_begun_it_does_not_say_that_people_are_asked_next() -> None:
    scene = gathered()
    assert "Next, people are asked to join." in _charter(scene)

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY)

    assert "Next, people are asked to join." not in _charter(scene)


def test_nor_does_it_once_the_first_question_is_asked() -> None:
    assert "Next, people are asked to join." not in _charter(first_asked())


def test_other_public_holidays_stand_on_it() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")

    scene.fill(FAY, region="GB-SCT")

    assert "Public holidays: Scotland" in _charter(scene)


def _charter(scene: Scene) -> str:
    return words(scene.post("charter:").card)
