"""Where things go that should not stay in the group."""

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import RecordId
from tests.scene import Scene, jan


def routes(scene: Scene) -> Scene:
    rows = (
        "A person we serve was harmed: we tell Jo on 0117 496 0000",
        "I think something unlawful is happening: we tell the guardian",
    )
    agreement = Agreement(
        id=RecordId("routes"),
        community=scene.community.id,
        matter=Matter.ROUTES,
        words="\n".join(rows),
        agreed_at=jan(4, 10),
    )
    scene.offices.memory.records[Agreement, agreement.id] = agreement
    return scene
