"""Somebody is suggested, and the others answer."""

from datetime import UTC, datetime

from bot.boundary.views import People
from bot.domain.community import Community
from bot.domain.ids import PersonId
from tests.scene import FAY, MIA, NED, OLI, PAM, QUY, ZOE, Scene, begun

AGREED = (MIA, NED, OLI, PAM, QUY, FAY)
"""Two thirds of the eight who are asked."""


def suggested(scene: Scene | None = None, *, by: PersonId = MIA, asked: str = "no") -> Scene:
    scene = scene or begun()
    suggest(scene, by, ZOE, asked=asked)
    return scene


def agreed(scene: Scene | None = None) -> Scene:
    """Zoe has been agreed on, and the others have had time to tidy."""
    scene = suggested(scene)
    for person in AGREED:
        scene.press(person, "Yes, please ask them")
    scene.until(datetime(2027, 1, 8, 12, tzinfo=UTC))
    return scene


def suggest(scene: Scene, by: PersonId, who: PersonId, *, asked: str = "no") -> None:
    scene.command(by, "invite")
    assert isinstance(scene.form.fields[0], People)
    scene.fill(by, who=[who], bring="nights on a small ward", asked=asked)


def put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
