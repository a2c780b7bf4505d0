"""The opening of a session says what is so: it follows in place when the session changes."""

import pytest

from tests.scene import DEV, FAY, MIA, NED, Scene, jan, opened, words


def test_it_names_its_first_day_and_its_last() -> None:
    scene = opened()

    assert "18 to 22 January" in _opening(scene)


@pytest.mark.parametrize("label", ["Slow down", "Give it one more day"])
def test_a_day_more_moves_its_last_day(label: str) -> None:
    scene = opened()

    scene.press(FAY, label)

    assert "18 to 25 January" in _opening(scene)
    assert "18 to 22 January" not in _opening(scene)


def test_while_it_is_paused_it_names_no_last_day() -> None:
    scene = opened()

    scene.press(FAY, "Pause")

    assert "It began on Monday 18 January. Its clock has stopped for now." in _opening(scene)
    assert "Looked after by Fay." in _opening(scene)


def test_after_a_pause_it_names_the_new_one() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    scene.until(jan(20, 11))

    scene.press(FAY, "Go on")

    assert "18 to 26 January" in _opening(scene)


def test_a_quiet_first_round_that_is_given_a_day_more_moves_it_too() -> None:
    scene = opened()

    scene.until(jan(19, 12))

    assert "18 to 25 January" in _opening(scene)


def test_a_bot_that_was_away_moves_it_with_the_rounds() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")

    scene.sleeps_until(jan(20, 11))

    assert "18 to 25 January" in _opening(scene)


def test_closed_kindly_it_names_the_sooner_day() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")

    scene.press(FAY, "Close this kindly")

    assert "18 to 20 January" in _opening(scene)


def test_who_stepped_in_stands_on_it() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(20, 13))

    scene.press(DEV, "I will look after it")

    assert "Looked after by Dev." in _opening(scene)


def test_what_nothing_has_changed_is_not_edited() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    before = scene.post("session").revisions

    scene.until(jan(19, 13))

    assert scene.session.round is not None
    assert scene.post("session").revisions == before


def test_its_buttons_stay_while_it_runs_and_go_when_it_closes() -> None:
    scene = opened()
    scene.press(FAY, "Slow down")
    running = scene.post("session").card.buttons

    scene.press(MIA, "Close this kindly")
    scene.until(jan(21, 12))

    assert [button.label for button in running] == [
        "I am reading along",
        "Take a role",
        "Something worries me",
    ]
    assert scene.post("session").card.buttons == ()


def _opening(scene: Scene) -> str:
    return words(scene.post("session").card)
