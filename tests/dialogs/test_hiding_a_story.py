"""A story that names somebody who cannot answer: it is hidden, the clock rests, and it comes back."""

import pytest

from bot.domain.course import SessionState
from bot.domain.story import Story
from tests.dialogs.routes_scenes import routes
from tests.scene import FAY, MIA, Scene, opened, words


def test_a_story_that_names_someone_who_cannot_answer_is_hidden_and_the_clock_rests() -> None:
    scene = opened()

    hidden(scene)

    assert words(scene.post("story:").card) == "This is resting for now."
    assert scene.session.state is SessionState.PAUSED


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("Somebody could be recognised", "somebody in it could be recognised"),
        ("Its teller has asked for it", "as you asked"),
        ("Talk with them first", "Fay would like to talk with you first"),
    ],
)
def test_its_teller_reads_the_reason_that_is_so_and_nobody_to_turn_to_without_need(
    why: str, says: str
) -> None:
    scene = routes(opened())
    hidden(scene, why)

    told = scene.sent_to(MIA)[-1]
    assert says in told
    assert "names someone" not in told
    assert "we tell the guardian" not in told


def test_the_reason_is_asked_first_and_until_then_nothing_is_hidden() -> None:
    scene = opened()
    scene.press(FAY, "Hide this for now")

    assert "Its teller reads it" in scene.whispered
    assert scene.session.state is SessionState.OPEN


def test_once_it_is_shown_again_its_teller_reads_so_each_time_that_it_was_hidden() -> None:
    scene = opened()
    for why in ("Its teller has asked for it", "Somebody could be recognised"):
        hidden(scene, why)
        scene.later(minutes=5)
        scene.press(FAY, "Show it again")
        scene.press(FAY, "Go on")
        scene.later(minutes=5)

    told = [one for one in scene.sent_to(MIA) if "in the channel again" in one]
    assert len(told) == 2
    assert not any("not showing this" in one for one in scene.sent_to(MIA))


def test_its_teller_reads_kindly_who_can_act_on_it() -> None:
    scene = routes(opened())

    hidden(scene)

    told = scene.sent_to(MIA)[-1]
    assert "because it names someone who cannot answer here" in told
    assert "can act on it and protect you" in told
    assert "I think something unlawful is happening: we tell the guardian" in told


def test_it_comes_back_when_the_facilitator_says_so_and_the_clock_goes_on() -> None:
    scene = opened()
    before = words(scene.post("story:").card)
    hidden(scene)

    scene.press(FAY, "Show it again")
    scene.press(FAY, "Go on")

    assert words(scene.post("story:").card) == before
    assert scene.session.state is SessionState.OPEN


def test_the_session_does_not_go_on_around_a_hidden_story() -> None:
    scene = opened()
    hidden(scene)

    scene.press_token(FAY, f"go_on.{scene.session.id}")

    assert "Show it again first" in scene.whispered
    assert scene.session.state is SessionState.PAUSED


def test_a_story_that_its_teller_took_back_meanwhile_does_not_come_back() -> None:
    scene = opened()
    hidden(scene)
    for key in [key for key in scene.offices.memory.records if key[0] is Story]:
        del scene.offices.memory.records[key]

    scene.press(FAY, "Show it again")

    assert "late bed" not in words(scene.post("story:").card)


def test_two_who_show_it_again_at_once_show_it_once() -> None:
    scene = opened()
    hidden(scene)
    token = scene.button(FAY, "Show it again").token
    scene.press_token(FAY, token)

    scene.press_token(FAY, token)

    assert "This has been done already" in scene.whispered


def hidden(scene: Scene, why: str = "Somebody named cannot answer") -> None:
    scene.press(FAY, "Hide this for now")
    scene.press(FAY, why)
