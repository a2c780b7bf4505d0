"""Two sessions in which nobody said a word."""

from datetime import UTC, datetime

from bot.domain.community import Stage
from tests.scene import FAY, begun, words


def test_two_quiet_sessions_stop_the_planning_and_ask() -> None:
    scene = begun()

    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    assert scene.community.stage is Stage.RESTING
    assert "That may be the right message." in scene.posted[-1]
    assert all(one.ended for one in scene.sessions)


def test_a_quiet_community_can_carry_on() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    scene.press(FAY, "Carry on")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.plan.opens_at == datetime(2027, 2, 15, 10, tzinfo=UTC)


def test_a_quiet_community_that_carries_on_is_not_asked_any_more() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    scene.press(FAY, "Carry on")

    assert scene.post("stopped").card.buttons == ()
    assert "We carry on." in words(scene.post("stopped").card)
