"""Who permits it, and who looks after it."""

import pytest

from bot.domain.ids import Direct, PersonId
from tests.scene import ANN, DEV, FAY, SID, Scene, words


@pytest.mark.parametrize(
    ("person", "no", "again", "yes"),
    [
        (SID, "No", "Say who gives permission", "Yes, I can work with that"),
        (FAY, "No, thank you", "Say who looks after it", "Yes, I will"),
        (DEV, "No, thank you", "Say who looks after it", "Yes, I will"),
    ],
)
def test_who_said_no_and_is_named_again_is_asked_again_on_the_same_card(
    person: PersonId, no: str, again: str, yes: str
) -> None:
    scene = _asked()
    scene.press(person, no)
    declined = words(scene.post("asked", Direct(person)).card)

    scene.press(ANN, again)
    scene.fill(ANN)

    asked = scene.post("asked", Direct(person)).card
    assert asked.buttons[0].label == yes
    assert words(asked) != declined
    assert len(scene.sent_to(person)) == 1


def test_who_has_said_yes_is_not_asked_again() -> None:
    scene = _asked()
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "No, thank you")

    scene.press(ANN, "Say who looks after it")
    scene.fill(ANN)

    assert scene.post("asked", Direct(FAY)).card.buttons == ()
    assert scene.post("asked", Direct(DEV)).card.buttons != ()


def _asked() -> Scene:
    scene = Scene()
    scene.command(ANN, "start")
    scene.press(ANN, "I would")
    scene.fill(ANN, name="Discharge", purpose="Judging", roles="Nurses")
    scene.fill(ANN, sponsor=[SID])
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV])
    return scene
