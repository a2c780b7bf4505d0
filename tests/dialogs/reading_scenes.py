"""Notes that lie with whoever reads them first."""

from datetime import UTC, datetime

from bot.boundary.views import OneOf
from bot.domain.notes import NotesWay
from bot.domain.unsigned import Stands
from tests.dialogs.notes_scenes import came_out, notes
from tests.scene import Scene

DEPUTY = datetime(2027, 1, 14, 12, tzinfo=UTC)

POINTS = "As the only porter on Ward 7 I wonder."


def closed(*written: str, way: NotesWay = NotesWay.ANY_TIME, **more: str) -> Scene:
    """The window has closed with these notes in it."""
    scene, _ = came_out(*written, way=way, **more)
    return scene


def fields(scene: Scene) -> list[str]:
    return [one.name for one in scene.form.fields if isinstance(one, OneOf)]


def stands(scene: Scene) -> dict[str, Stands]:
    return {one.text: one.stands for one in notes(scene)}
