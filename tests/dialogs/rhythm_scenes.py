"""The rhythm, and how it is changed: scenes for the dialogs."""

from bot.boundary.decision import OpenForm
from bot.domain.story import Story
from tests.scene import FAY, Scene


def keep_free(scene: Scene, first: str, last: str) -> None:
    asks_for(scene, "rhythm", "Add days we keep free", first=first, last=last, why="Inspection")


def our_hours(scene: Scene, **answers: object) -> None:
    asks_for(scene, "rhythm", "Change our days and hours", **answers)


def asks_for(scene: Scene, command: str, label: str, **answers: object) -> None:
    """Fay asks for something, presses a button, and fills in the form if one opens."""
    scene.command(FAY, command)
    scene.press(FAY, label)
    if any(isinstance(reply, OpenForm) for reply in scene.replies):
        scene.fill(FAY, **answers)


def the_story(scene: Scene) -> Story:
    (story,) = scene.office.all(Story, scene.community.of)
    return story


def labels(scene: Scene, person: str) -> list[str]:
    return [button.label for reply in scene.replies for button in reply.card.buttons]  # type: ignore[union-attr]
