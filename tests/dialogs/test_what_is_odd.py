"""A newcomer still sees what is odd here, and is asked once."""

from datetime import UTC, datetime, timedelta

from bot.domain.community import Stage
from bot.domain.ids import Direct
from bot.domain.newcomer import Newcomer
from tests.dialogs.newcomer_scenes import joined, joins
from tests.memory import Standing as PostStanding
from tests.scene import FAY, NED, ZOE, Scene, opened, words


def test_in_a_community_that_falls_quiet_a_newcomer_is_not_asked_what_is_odd() -> None:
    scene = joined()

    scene.until(datetime(2027, 2, 13, tzinfo=UTC))

    assert scene.community.stage is Stage.RESTING
    assert not scene.has_post("odd:", Direct(ZOE))


def test_after_two_sessions_the_newcomer_alone_is_asked_what_is_odd() -> None:
    scene = joined()
    _talk_through(scene, 30, 1)
    assert not scene.has_post("odd:", Direct(ZOE))

    _talk_through(scene, 13, 2)

    assert "What is odd about how we do things here?" in words(scene.post("odd:").card)
    assert all(one.post.to == Direct(ZOE) for one in _posts(scene, "odd:"))


def test_a_session_that_ran_when_they_came_does_not_count() -> None:
    scene = opened()
    joins(scene, ZOE)
    for hours in (24, 24, 24):
        scene.says(NED, "It stayed with me.", "story:")
        scene.says(FAY, "Thank you.", "story:")
        scene.later(hours=hours)
    scene.until(datetime(2027, 1, 30, tzinfo=UTC))
    _talk_through(scene, 13, 2)
    assert not scene.has_post("odd:", Direct(ZOE))

    _talk_through(scene, 27, 2)

    assert scene.has_post("odd:", Direct(ZOE))


def test_what_is_odd_is_posted_only_if_they_choose() -> None:
    scene = _asked_what_is_odd()
    scene.press(ZOE, "I noticed something")
    scene.fill(ZOE, odd="Nobody says no.")
    assert "choose what shall become of your words" in scene.errors["where"]
    scene.press(ZOE, "I noticed something")
    scene.fill(ZOE, odd="Nobody says no.", where="keep")
    assert not any("Nobody says no." in one for one in scene.posted)
    assert scene.office.all(Newcomer, scene.community.id) == ()


def test_what_is_odd_is_said_in_the_room_with_their_name() -> None:
    scene = _asked_what_is_odd()
    scene.press(ZOE, "I noticed something")

    scene.fill(ZOE, odd="Nobody says no.", where="say")

    assert "Nobody says no." in scene.posted[-1]
    assert "Zoe sees this with fresh eyes" in scene.posted[-1]


def _asked_what_is_odd() -> Scene:
    scene = joined()
    _talk_through(scene, 30, 1)
    _talk_through(scene, 13, 2)
    return scene


def _talk_through(scene: Scene, day: int, month: int) -> None:
    """Until then, with a word from Ned in the session that opens on the way."""
    end = datetime(2027, month, day, tzinfo=UTC)
    scene.until(end - timedelta(days=10))
    scene.says(NED, "I am here.", "session:")
    scene.until(end)


def _posts(scene: Scene, name: str) -> list[PostStanding]:
    return [one for one in scene.offices.memory.posts if one.post.name.startswith(name)]
