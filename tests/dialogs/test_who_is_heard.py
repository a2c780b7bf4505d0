"""Under which posts somebody's words are meant for the bot: asked before they are written, where a chat asks."""

from bot.domain.ids import Address, PersonId
from tests.scene import FAY, NED, ROOM, SID, Scene, opened


def hears(scene: Scene, person: PersonId, name: str) -> bool:
    return scene.engine.hears(person, ROOM, Address(name))


def test_those_who_take_part_are_heard_under_a_session() -> None:
    scene = opened()
    name = f"session:{scene.session.id}"

    assert hears(scene, NED, name)
    assert hears(scene, FAY, name)


def test_whoever_does_not_take_part_is_not() -> None:
    scene = opened()

    assert not hears(scene, SID, f"session:{scene.session.id}")


def test_nobody_is_heard_under_what_is_no_post_of_the_bots_or_is_none_to_answer() -> None:
    scene = opened()

    assert not hears(scene, NED, "somebody's own message")
    assert not hears(scene, NED, f"charter:{scene.community.id}")
