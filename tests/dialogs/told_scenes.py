"""Notes that have been read and are told to everyone."""

from datetime import timedelta

from bot.boundary.views import OneOf, SomeOf
from bot.domain.ids import PersonId
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    OPENS,
    came_out,
    held,
    open_form,
    read_all,
    shares_doubts,
    shown,
)
from tests.scene import Scene

OTHER = "I would like to know how others say no."

FORTNIGHT = timedelta(days=14)


def passed(*written: str) -> tuple[Scene, list[str]]:
    """All notes are let through; Fay holds the session. And the receipts, in the order of `written`."""
    scene, receipts = came_out(*written, alone="send")
    read_all(scene)
    return scene, receipts


def told(*written: str) -> tuple[Scene, list[str]]:
    """The session has opened, and the notes stand there."""
    scene, receipts = passed(*written)
    held(scene)
    scene.until(OPENS)
    return scene, receipts


def without_a_teller(*written: str) -> tuple[Scene, list[str]]:
    """The same, in a session with one shared doubt that nobody has offered."""
    scene, receipts = passed(*written)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    return scene, receipts


def on_offer(scene: Scene) -> dict[str, str]:
    """The notes that the open form gives to choose from: what each choice says, and how it is handed in."""
    (which,) = (one for one in scene.form.fields if isinstance(one, OneOf | SomeOf))
    return {choice.label: choice.value for choice in which.choices}


def posts(scene: Scene) -> list[str]:
    return [
        one.post.name for one in scene.offices.memory.posts if one.post.name.startswith("notes:")
    ]


def with_receipt(scene: Scene, person: PersonId, words: str, **more: str) -> str:
    """The second page, with this receipt."""
    open_form(scene, person)
    scene.fill(person, receipt=words, **more)
    return shown(scene.form)


def in_next_check_in(scene: Scene) -> None:
    scene.until(CHECK_IN + FORTNIGHT)
