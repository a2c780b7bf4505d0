"""What was told and said is forgotten thirty days after the session has really closed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.contribution import Contribution
from bot.domain.story import Story
from tests.scene import FAY, NED, Scene, jan, opened

A_MONTH = timedelta(days=30)


def in_time(scene: Scene) -> None:
    _tended_until(scene, jan(22, 12))


def a_day_later(scene: Scene) -> None:
    scene.press(FAY, "Slow down")
    _tended_until(scene, jan(25, 12))


def early(scene: Scene) -> None:
    scene.press(FAY, "Close this kindly")
    _tended_until(scene, jan(20, 12))


def after_a_long_pause(scene: Scene) -> None:
    scene.press(FAY, "Pause")
    scene.until(jan(18, 10, 30) + timedelta(days=21))
    scene.press(FAY, "Go on")
    _tended_until(scene, scene.now + timedelta(days=14))


def by_itself_after_a_month(scene: Scene) -> None:
    scene.press(FAY, "Pause")
    scene.later(days=29)


Way = Callable[[Scene], None]
WAYS: list[Way] = [in_time, a_day_later, early, after_a_long_pause, by_itself_after_a_month]


@pytest.mark.parametrize("way", WAYS)
def test_its_day_follows_the_day_on_which_it_closed(way: Way) -> None:
    scene = _talked()

    way(scene)

    closed_at = scene.sessions[0].closed_at
    assert closed_at is not None
    assert _days(scene) == {closed_at + A_MONTH}


@pytest.mark.parametrize("way", WAYS)
def test_thirty_days_later_both_are_gone_and_not_before(way: Way) -> None:
    scene = _talked()
    way(scene)
    closed_at = scene.sessions[0].closed_at
    assert closed_at is not None

    scene.office.clear(closed_at + A_MONTH - timedelta(seconds=1))
    before = len(_days(scene))
    scene.office.clear(closed_at + A_MONTH)

    assert before == 1
    assert _days(scene) == set()


def test_while_a_session_is_paused_for_weeks_nothing_of_it_goes() -> None:
    scene = _talked()
    for _ in range(3):
        scene.press(FAY, "Pause")
        scene.later(days=20)
        scene.press(FAY, "Go on")

    scene.office.clear(scene.now)

    assert _days(scene) == {None}


def test_what_is_said_after_it_has_gone_on_has_the_same_day() -> None:
    scene = _talked()
    scene.press(FAY, "Slow down")
    scene.says(NED, "And one thing more.", "story")

    _tended_until(scene, jan(25, 12))

    assert len(_days(scene)) == 1


def _talked() -> Scene:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    return scene


def _tended_until(scene: Scene, moment: datetime) -> None:
    """Fay looks after it day by day."""
    while scene.now < moment:
        scene.until(min(moment, scene.now + timedelta(days=1)))
        scene.press_token(FAY, f"along.{scene.sessions[0].id}")


def _days(scene: Scene) -> set[datetime | None]:
    told = [one.forget_at for one in scene.office.all(Story, scene.community.id)]
    said = [one.forget_at for one in scene.office.all(Contribution, scene.sessions[0].id)]
    return {*told, *said}
