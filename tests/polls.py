"""A question to the group, asked and answered, for the dialogs about polls."""

from bot.domain.ids import PersonId
from bot.domain.poll import Poll
from tests.scene import FAY, MIA, Scene, gathered

OPTIONS = "Mondays\nTuesdays\nFridays"


def asked(**answers: str) -> Scene:
    """Monday 4 January at 10: Mia asks when to meet; it closes on Thursday at noon."""
    scene = gathered()
    ask(scene, **answers)
    return scene


def ask(scene: Scene, **answers: str) -> None:
    given = {"question": "When shall we meet?", "options": OPTIONS} | answers
    scene.command(MIA, "poll")
    scene.fill(MIA, **given)


def votes(scene: Scene, by_person: dict[PersonId, int]) -> None:
    for person, option in by_person.items():
        scene.press(person, "Vote")
        scene.fill(person, choice=str(option))


def polls(scene: Scene) -> tuple[Poll, ...]:
    return scene.office.all(Poll, scene.community.id)


def poll(scene: Scene) -> Poll:
    """The newest."""
    return polls(scene)[-1]


def take_a_rest(scene: Scene) -> None:
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")
