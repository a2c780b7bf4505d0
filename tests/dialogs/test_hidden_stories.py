"""A session closes around a story that is not shown: what stands in the room, and what its teller reads."""

from datetime import timedelta

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.story import Story
from tests.scene import FAY, MIA, Scene, opened, words


def hidden() -> Scene:
    scene = opened()
    scene.press(FAY, "Hide this for now")
    scene.press(FAY, "Its teller has asked for it")
    return scene


def closed(scene: Scene) -> Scene:
    """After four weeks in which nobody has said how it goes on."""
    scene.later(days=30)
    assert scene.sessions[0].state is SessionState.CLOSED
    return scene


def told(scene: Scene) -> str:
    return words(scene.post("hidden:", Direct(MIA)).card)


def offered(scene: Scene) -> list[str]:
    return [one.label for one in scene.post("desk:", Direct(FAY)).card.buttons]


def test_while_it_is_hidden_its_teller_reads_that_it_rests() -> None:
    assert "Your story is resting" in told(hidden())


def test_once_the_session_has_closed_its_teller_reads_what_is_so() -> None:
    scene = closed(hidden())

    assert "resting" not in told(scene)
    assert "your story stays out of the channel" in told(scene)
    (story,) = scene.office.all(Story, scene.community.of)
    assert story.forget_at is not None
    assert f"on {story.forget_at:%A} {story.forget_at.day} {story.forget_at:%B}" in told(scene)


def test_and_the_room_reads_so_too() -> None:
    scene = closed(hidden())

    assert words(scene.post("story:").card) == "This is not shown any more. The session has closed."


def test_it_is_so_when_it_was_closed_kindly() -> None:
    scene = hidden()
    scene.press(FAY, "Close this kindly")
    assert scene.session.state is SessionState.OPEN

    scene.until(scene.session.plan.closes_at + timedelta(hours=1))

    assert "your story stays out of the channel" in told(scene)


def test_until_the_look_back_is_over_it_can_still_be_shown_again() -> None:
    scene = hidden()
    before = words(scene.post("story:").card)
    scene.press(FAY, "Close this kindly")
    assert "Hide this for now" not in offered(scene)

    scene.press(FAY, "Show it again")

    assert scene.whispered == "The story stands in the channel again."
    assert words(scene.post("story:").card) != before
    assert "Show it again" not in offered(scene)
    assert "in the channel again" in told(scene)


def test_of_what_its_teller_took_back_meanwhile_nothing_is_promised() -> None:
    scene = hidden()
    for key in [key for key in scene.offices.memory.records if key[0] is Story]:
        del scene.offices.memory.records[key]

    closed(scene)

    assert "stays out of the channel" in told(scene)
    assert "delete" not in told(scene)


def test_a_story_that_is_shown_when_its_session_closes_is_left_alone() -> None:
    scene = opened()
    before = words(scene.post("story:").card)

    scene.until(scene.session.plan.closes_at + timedelta(hours=1))

    assert words(scene.post("story:").card) == before
