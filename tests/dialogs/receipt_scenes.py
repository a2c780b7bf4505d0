"""Notes whose writers come back with their six words."""

from bot.domain.ids import PersonId
from tests.dialogs.notes_scenes import (
    CHECK_IN,
    CLOSED,
    DOUBT,
    FIVE,
    blank,
    checking_in,
    notes,
    six_words,
    write,
)
from tests.dialogs.told_scenes import FORTNIGHT, OTHER
from tests.scene import FAY, MIA, NED, Scene


def judged(choice: str, word: str = "") -> tuple[Scene, str]:
    """Two notes were written; what became of Mia's, and her receipt."""
    scene = checking_in()
    receipt = six_words(write(scene, MIA, DOUBT))
    write(scene, NED, OTHER)
    blank(scene, *FIVE[2:])
    scene.until(CLOSED)
    if choice:
        scene.press(FAY, "Read the notes")
        mine = next(one for one in notes(scene) if one.text == DOUBT)
        scene.fill(FAY, **{f"do_{mine.key}": choice, f"say_{mine.key}": word})
    return scene, receipt


def deeds(scene: Scene) -> list[str]:
    fields = [field for field in scene.form.fields if field.name == "deed"]
    return [choice.value for field in fields for choice in field.choices]  # type: ignore[union-attr]


def closes_again(scene: Scene, *others: PersonId) -> None:
    """The second window closes, with a crowd."""
    scene.until(CHECK_IN + FORTNIGHT)
    blank(scene, *others)
    scene.until(CLOSED + FORTNIGHT)
