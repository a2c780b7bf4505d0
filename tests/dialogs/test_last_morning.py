"""On the morning a session closes, from three hours before, nobody is asked to step in, and no clock is stopped."""

from datetime import datetime

import pytest

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from tests.scene import DEV, FAY, NED, Scene, jan, opened, words

CLOSES = jan(22, 12)


@pytest.mark.parametrize(("sign", "asked"), [(jan(20, 8, 59), True), (jan(20, 9, 1), False)])
def test_two_silent_days_that_end_on_the_last_morning_are_no_matter_any_more(
    sign: datetime, *, asked: bool
) -> None:
    scene = _last_sign_of_fay(sign)

    scene.until(jan(22, 11, 59))

    assert scene.has_post("step_in") is asked


@pytest.mark.parametrize(
    ("sign", "state"),
    [(jan(19, 8, 59), SessionState.RESTING), (jan(19, 9, 1), SessionState.OPEN)],
)
def test_a_deputy_who_is_silent_until_the_last_morning_stops_no_clock(
    sign: datetime, state: SessionState
) -> None:
    scene = _last_sign_of_fay(sign)
    scene.until(jan(21, 11))
    asked = words(scene.post("step_in", Direct(DEV)).card)

    scene.until(jan(22, 11, 59))

    assert "no sign from Fay for two working days" in asked
    assert scene.session.state is state


def _last_sign_of_fay(at: datetime) -> Scene:
    """The session closes at noon on Friday."""
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(at)
    scene.says(FAY, "Thank you, Mia.", "story")
    assert scene.session.plan.closes_at == CLOSES
    return scene
