"""A long post broke off half-way, and nobody knows about one of its parts: somebody who can look is told which one."""

import pytest

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.boundary.delivery import Parts
from bot.domain.ids import PostName
from tests.scene import FAY, ROOM, Scene, opened


def test_it_is_said_which_parts_stand_and_which_one_is_in_doubt() -> None:
    asked = _asked(_broke_off(stand=2, of=4))

    assert "My message is long, and comes in 4 parts." in asked
    assert "The first 2 parts stand there. I do not know about part 3." in asked
    assert "What comes after it I have not sent yet." in asked
    assert "Could you look whether part 3 is there?" in asked


@pytest.mark.parametrize(
    ("stand", "said"),
    [
        (0, "I do not know whether the first part stands there."),
        (1, "The first part stands there. I do not know about part 2."),
    ],
)
def test_what_stands_of_it_is_said_in_plain_words(stand: int, said: str) -> None:
    assert said in _asked(_broke_off(stand=stand, of=2))


def test_nothing_is_said_to_come_after_the_last_part() -> None:
    scene = _broke_off(stand=2, of=3)
    asked = _asked(scene)

    scene.press(FAY, "It is there")

    assert "What comes after it" not in asked
    assert scene.whispered.strip() == "Thank you. I leave it as it is."


def test_who_sees_the_part_hears_that_the_rest_comes() -> None:
    scene = _broke_off(stand=1, of=3)

    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert settled.arrived
    assert "I leave it as it is, and send what comes after it." in scene.whispered


def test_who_does_not_see_the_part_has_it_sent_again() -> None:
    scene = _broke_off(stand=1, of=3)

    scene.press(FAY, "Send it again")

    (settled,) = scene.offices.memory.settled
    assert not settled.arrived
    assert "I am sending it again." in scene.whispered


def _broke_off(*, stand: int, of: int) -> Scene:
    scene = opened()
    doubt = PostInDoubt(
        id=DeliveryId("doubt:1"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(f"story:{scene.session.id}"),
        place=ROOM,
        parts=Parts(stand, of),
    )
    scene.engine.receive(doubt)
    return scene


def _asked(scene: Scene) -> str:
    return scene.sent_to(FAY)[-1]
