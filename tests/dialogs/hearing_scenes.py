"""What a group has agreed that the bot hears."""

from bot.domain.agreement import Agreement, Matter
from bot.domain.formats import Hearing
from bot.domain.ids import RecordId
from tests.box import Scene


def agree_on(hearing: Hearing, scene: Scene) -> None:
    agreed = Agreement(
        id=RecordId("hearing"),
        community=scene.community.id,
        matter=Matter.HEARING,
        about=hearing,
        words="As agreed.",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed
