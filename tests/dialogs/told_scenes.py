"""Notes that have been read and are told to everyone."""

from datetime import timedelta

from bot.domain.ids import PersonId
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    FIVE,
    OPENS,
    blank,
    checking_in,
    held,
    open_form,
    read_all,
    shown,
    six_words,
    write,
)
from tests.scene import Scene

OTHER = "I would like to know how others say no."

FORTNIGHT = timedelta(days=14)


def passed(*written: str) -> tuple[Scene, list[str]]:
    """All notes are let through; Fay holds the session. And the receipts, in the order of `written`."""
    scene = checking_in()
    receipts = [
        six_words(write(scene, person, note, alone="send"))
        for person, note in zip(FIVE, written, strict=False)
    ]
    blank(scene, *FIVE[len(written) :])
    scene.until(CLOSED)
    read_all(scene)
    return scene, receipts


def told(*written: str) -> tuple[Scene, list[str]]:
    scene, receipts = passed(*written)
    held(scene)
    scene.until(OPENS)
    return scene, receipts


def posts(scene: Scene) -> list[str]:
    return [
        one.post.name for one in scene.offices.memory.posts if one.post.name.startswith("notes:")
    ]


def with_receipt(scene: Scene, person: PersonId, words: str) -> str:
    """The second page, with this receipt."""
    open_form(scene, person)
    scene.fill(person, receipt=words)
    return shown(scene.form)


def in_next_check_in(scene: Scene) -> None:
    scene.until(CHECK_IN + FORTNIGHT)
