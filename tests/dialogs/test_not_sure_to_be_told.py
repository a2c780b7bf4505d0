"""Whoever holds a session hears in time that its story may not be told."""

from datetime import datetime, timedelta

import pytest

from bot.domain.hours import Hours
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.dialogs.teller_scenes import MORNINGS, NO_FRIDAY, works
from tests.scene import FAY, MIA, Scene, jan, story_offered, words

NOT_SURE = "It is not sure yet that there is a story to open with."


def _held_and_asked(hours: Hours = Hours()) -> Scene:  # noqa: B008 - frozen
    """Fay, who works these hours, holds the session; Mia has been asked, and has not answered."""
    scene = story_offered()
    works(scene, FAY, hours)
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    return scene


@pytest.mark.parametrize(
    ("hours", "told_at"),
    [(Hours(), jan(15, 16)), (MORNINGS, jan(15, 10)), (NO_FRIDAY, jan(14, 16))],
    ids=["usual", "mornings", "no Friday"],
)
def test_whoever_holds_it_hears_on_their_last_working_day_that_it_may_not_be_told(
    hours: Hours, told_at: datetime
) -> None:
    scene = _held_and_asked(hours)

    scene.until(told_at.replace(minute=0) - timedelta(minutes=1))
    before = scene.has_post("no_story", Direct(FAY))
    scene.until(told_at + timedelta(minutes=1))

    assert not before
    told = scene.post("no_story", Direct(FAY)).card
    assert NOT_SURE in words(told)
    assert [one.label for one in told.buttons] == ["Put a question to everyone", "Skip this one"]
    assert "Mia" not in words(told)


def test_a_question_put_then_takes_the_place_of_a_story_that_is_not_ready() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY)
    scene.until(jan(18, 10, 30))

    (story,) = scene.office.all(Story, scene.community.id)
    assert not scene.session.light
    assert story.state is StoryState.OFFERED


def test_a_teller_who_is_ready_after_all_spares_them_the_question() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))

    scene.press(MIA, "Ready")

    told = scene.post("no_story", Direct(FAY)).card
    assert "It is ready now" in words(told)
    assert told.buttons == ()


def test_who_holds_it_hears_nothing_of_it_where_the_teller_was_ready_before() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")

    scene.until(jan(18, 9))

    assert not scene.has_post("no_story", Direct(FAY))


def test_a_story_changed_late_after_ready_is_unsure_again() -> None:
    scene = _held_and_asked()
    scene.until(jan(15, 16, 1))
    scene.press(MIA, "Ready")

    scene.press(MIA, "Change it")
    scene.fill(MIA, moment="I chose otherwise.", way="next")

    assert NOT_SURE in words(scene.post("no_story", Direct(FAY)).card)


def test_who_says_yes_late_hears_at_once_that_the_story_is_not_ready() -> None:
    scene = story_offered()
    scene.until(jan(15, 17))

    scene.press(FAY, "Yes, I can")

    assert NOT_SURE in words(scene.post("no_story", Direct(FAY)).card)
