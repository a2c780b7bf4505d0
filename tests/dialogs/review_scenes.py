"""Half way through a session, and at its end: scenes for the dialogs."""

from bot.domain.ids import Direct, PersonId
from tests.scene import FAY, NED, PAM, Scene, jan, opened, words


def half_way() -> Scene:
    """Wednesday, 12:30: the check is out."""
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(20, 12, 30))
    return scene


def looking_back(*, keeper: bool = False) -> Scene:
    """Friday, 9:30: the look back is open."""
    scene = half_way()
    if keeper:
        scene.press(PAM, "Take a role")
        scene.fill(PAM, role="keeper")
    scene.until(jan(22, 9, 30))
    return scene


def result(scene: Scene) -> str:
    return words(scene.post("review_result", Direct(FAY)).card)


def review(scene: Scene, *people: PersonId, with_us: str = "", **take: str) -> None:
    """The three questions, and then, on a page of its own, the take-away."""
    for person in people:
        scene.press(person, "Look back")
        scene.fill(person, with_us=with_us)
        scene.fill(person, **take)
