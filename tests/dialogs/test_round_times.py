"""When a round closes, and what a pause does to it."""

import pytest

from bot.domain.contribution import Part
from bot.domain.course import SessionState
from tests.dialogs.round_scenes import with_thanks
from tests.scene import FAY, PAM, gathered, jan, opened, words


def test_the_room_hears_once_that_a_round_closes() -> None:
    scene = opened()

    scene.until(jan(18, 17))

    assert scene.posted[-1] == (
        "This round closes on Tuesday 19 January at 12:00. Reading along is fine."
    )


def test_a_bot_that_was_down_while_a_round_should_have_closed_gives_the_next_its_time() -> None:
    scene = with_thanks()

    scene.sleeps_until(jan(21, 9))

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    assert scene.session.round.closes_at == jan(21, 12)


def test_a_round_never_closes_on_somebodys_first_day_back() -> None:

    scene = gathered()
    scene.command(PAM, "hours")
    scene.fill(PAM, days=["1", "2", "3"])
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-18")

    assert scene.session.rounds[0].closes_at == jan(20, 12)


@pytest.mark.parametrize("label", ["Slow down", "Give it one more day"])
def test_a_round_shows_its_new_deadline(label: str) -> None:
    scene = opened()
    scene.until(jan(18, 16, 30))

    scene.press(FAY, label)

    assert "Until Wednesday 20 January 12:00" in words(scene.post("round").card)
    assert "closes on Wednesday 20 January at 12:00" in words(scene.post("soon").card)


def test_a_round_rests_with_a_paused_session_and_shows_its_deadline_when_that_goes_on() -> None:
    scene = opened()

    scene.press(FAY, "Pause")
    paused = words(scene.post("round").card)
    scene.until(jan(20, 10))
    scene.press(FAY, "Go on")

    assert "The clock has stopped, so there is no hurry." in paused
    assert "Until" not in paused
    assert "Until Thursday 21 January 12:00" in words(scene.post("round").card)


def test_a_round_rests_when_nobody_looks_after_the_session() -> None:
    scene = opened()
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")

    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.RESTING
    assert "The clock has stopped" in words(scene.post("round").card)


def test_a_pause_of_a_minute_moves_nothing() -> None:
    scene = opened()
    before = (scene.session.plan, scene.session.rounds)

    scene.press(FAY, "Pause")
    scene.later(minutes=1)
    scene.press(FAY, "Go on")

    assert (scene.session.plan, scene.session.rounds) == before


def test_a_pause_in_which_a_round_should_have_closed_gives_it_another_day() -> None:
    scene = opened()
    scene.until(jan(19, 11, 30))

    scene.press(FAY, "Pause")
    scene.until(jan(19, 13))
    scene.press(FAY, "Go on")

    assert scene.session.round is not None
    assert scene.session.round.closes_at == jan(20, 12)


def test_a_pause_over_a_weekend_moves_everything_by_one_day() -> None:
    scene = opened()
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")
    scene.until(jan(20, 16))
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")
    scene.until(jan(22, 16))

    scene.press(FAY, "Pause")
    scene.until(jan(25, 9))
    scene.press(FAY, "Go on")

    assert scene.session.rounds[0].closes_at == jan(26, 12)
