"""What is said of a session that nobody holds."""

from tests.dialogs.own_prompt_scenes import light_session
from tests.scene import FAY, begun


def test_before_it_opens_somebody_may_still_hold_it() -> None:
    scene = begun()

    scene.command(FAY, "session")

    assert "Held by: nobody yet" in scene.whispered


def test_once_it_runs_as_a_light_one_nobody_needs_to() -> None:
    scene = begun()
    light_session(scene)

    scene.command(FAY, "session")

    assert "Held by: nobody, and a light one needs nobody" in scene.whispered
