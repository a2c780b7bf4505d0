"""Rounds under a story: scenes for the dialogs."""

from tests.scene import FAY, NED, Scene, jan, opened


def with_thanks() -> Scene:
    """The first round has an answer, and Fay has shown that she is there."""
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 9))
    scene.says(FAY, "Thank you both.", "story")
    return scene
