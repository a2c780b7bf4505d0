"""A community's own prompts: scenes for the dialogs."""

from bot.domain.ids import PersonId
from bot.domain.own_prompt import OwnPrompt
from tests.scene import (
    FAY,
    MIA,
    OLI,
    ROS,
    Scene,
    jan,
    opened,
)

ODD = "What {surprised} you?\n*Really* – 100 %?"


def adds(scene: Scene, person: PersonId, use: str, text: str) -> None:
    scene.command(person, "prompts")
    scene.press(person, "Add a prompt")
    scene.fill(person, text=text, use=use)


def takes_out(scene: Scene, person: PersonId) -> None:
    scene.command(person, "prompts")
    scene.press(person, "Take one out")
    scene.fill(person, which=[ours(scene)[0].id])


def quiet_questions() -> Scene:
    """Wednesday 20 January, 10:00: no question has come yet, and Oli had added one."""
    scene = opened()
    adds(scene, OLI, "teller", "What did the room smell of?")
    scene.says(ROS, "Thank you, Mia.", "story")
    scene.until(jan(19, 13))
    scene.says(FAY, "Thank you both.", "session")
    scene.until(jan(20, 10))
    assert scene.session.teller == MIA
    return scene


def light_session(scene: Scene) -> None:
    scene.until(jan(18, 10, 30))


def ours(scene: Scene) -> tuple[OwnPrompt, ...]:
    return scene.office.all(OwnPrompt, scene.community.id)


def labels(scene: Scene) -> list[str]:
    mine = {"Add a prompt", "Take one out"}
    return [
        button.label
        for reply in scene.replies
        for button in getattr(getattr(reply, "card", None), "buttons", ())
        if button.label in mine
    ]


def first_choice(form: object) -> str:
    (field,) = form.fields  # type: ignore[attr-defined]
    return str(field.choices[0].value)
