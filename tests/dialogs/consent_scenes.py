"""Proposals, and how people answer them."""

from bot.domain.agreement import Agreement, Matter
from tests.scene import FAY, MEMBERS, MIA, NED, Scene, gathered

FINE, CONCERN, OBJECT = "I can live with it", "I have a concern, go on", "I object"


def proposed(matter: str = "leaves", words: str = "Learning leaves, people do not.") -> Scene:
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter=matter)
    scene.fill(MIA, title="What may leave", words=words, why="We work close together.")
    return scene


def all_fine(scene: Scene, *people: str) -> None:
    for person in people or (*MEMBERS, FAY):
        scene.press(person, FINE)  # type: ignore[arg-type]


def objected(to: str = "all") -> Scene:
    scene = proposed()
    scene.press(NED, OBJECT)
    scene.fill(NED, words="It leaves out students.", to=to)
    return scene


def standing(scene: Scene, matter: Matter = Matter.LEAVES) -> list[Agreement]:
    every = scene.office.all(Agreement, scene.community.id)
    return [one for one in every if one.matter is matter and not one.ended]


def a_week_later(scene: Scene) -> None:
    scene.later(days=7)
