"""A session stands still until it closes by itself: what is said of it, and what its teller is asked."""

from datetime import UTC, datetime

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.scene import FAY, MIA, NED, Scene, jan, opened, words


def left_standing() -> Scene:
    """Fay and Dev have said nothing for two days, and then for four weeks more."""
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(datetime(2027, 2, 19, 12, tzinfo=UTC))
    return scene


def stories(scene: Scene) -> list[tuple[StoryState, str]]:
    told = scene.office.all(Story, scene.community.id)
    return [(one.state, one.boxes["moment"]) for one in told]


def test_a_session_that_nobody_took_up_again_closes_with_what_is_so() -> None:
    scene = left_standing()

    closed = words(scene.post("closed").card)
    assert scene.sessions[0].state is SessionState.CLOSED
    assert "stood still for four weeks" in closed
    assert "Thank you for the time" not in closed


def test_a_session_that_ran_to_its_end_still_thanks() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(19, 9))
    scene.says(FAY, "Thank you both.", "story")

    scene.until(jan(22, 12, 30))

    assert "Thank you for the time you gave each other." in words(scene.post("closed").card)


def test_its_teller_hears_so_in_private_and_is_asked_whether_it_comes_back() -> None:
    scene = left_standing()

    card = scene.post("unfinished", Direct(MIA)).card
    assert "That was not about you" in words(card)
    assert "Shall we bring it back?" in words(card)
    assert [one.label for one in card.buttons] == ["Bring it back"]


def test_what_is_brought_back_waits_for_the_next_session_as_it_was_written() -> None:
    scene = left_standing()
    before = stories(scene)

    scene.press(MIA, "Bring it back")

    assert [state for state, _ in before] == [StoryState.TOLD]
    assert stories(scene) == [(StoryState.OFFERED, before[0][1])]
    assert "waiting for the next free session" in scene.whispered
    assert scene.post("unfinished", Direct(MIA)).card.buttons == ()


def test_pressed_twice_it_comes_back_once() -> None:
    scene = left_standing()
    again = scene.button(MIA, "Bring it back").token
    scene.press_token(MIA, again)

    scene.press_token(MIA, again)

    assert [state for state, _ in stories(scene)] == [StoryState.OFFERED]


def test_nobody_else_can_bring_it_back() -> None:
    scene = left_standing()

    scene.press_token(NED, scene.button(MIA, "Bring it back").token)

    assert [state for state, _ in stories(scene)] == [StoryState.TOLD]


def test_who_has_another_on_its_way_sees_that_one() -> None:
    scene = left_standing()
    again = scene.button(MIA, "Bring it back").token
    scene.command(MIA, "story")
    scene.fill(MIA, where="The ward", moment="Another one.", way="next")

    scene.press_token(MIA, again)

    assert StoryState.TOLD in [state for state, _ in stories(scene)]
    assert "The ward" in scene.whispered


def test_a_teller_who_has_left_is_not_asked() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(21, 11))
    scene.goes(MIA, None)

    scene.until(datetime(2027, 2, 19, 12, tzinfo=UTC))

    assert not scene.has_post("unfinished")
