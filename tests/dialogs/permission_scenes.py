"""Scenes for the dialogs about a permission that goes on."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId
from tests.dialogs.test_sponsoring import drafted, permitted
from tests.scene import ANN, DEV, FAY, ZOE, Scene


def gathering() -> Scene:
    return permitted(why="These are mine.", promises=["time", "reply"])


def half_a_year_on(scene: Scene) -> Scene:
    scene.until(datetime(2027, 7, 5, 10, tzinfo=UTC))
    return scene


def replaced(scene: Scene, by: PersonId = ANN) -> Scene:
    """Zoe is asked in Sid's place."""
    scene.command(by, "charter", place=Direct(by))
    scene.press(by, "Somebody else gives permission")
    scene.fill(by, sponsor=[ZOE])
    return scene


def ourselves() -> Scene:
    scene = drafted()
    scene.press(ANN, "We give ourselves permission")
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV], manages="no")
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")
    return scene


def put(scene: Scene, **changed: object) -> None:
    community = replace(scene.community, **changed)  # type: ignore[arg-type]
    scene.offices.memory.records[Community, community.id] = community
