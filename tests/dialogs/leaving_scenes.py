"""Somebody of whom something stands here, before they go."""

from datetime import timedelta

from bot.boundary.tokens import Act, Token
from bot.domain.ids import PersonId
from tests.scene import Scene

FORTNIGHT = timedelta(days=14)


def with_card(scene: Scene, person: PersonId) -> Scene:
    scene.press_token(person, Token(Act.MEMBER_CARD, (scene.community.id,)).pack())
    scene.fill(person, count_on="Coffee")
    return scene
