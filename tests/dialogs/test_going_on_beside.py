"""What people talk under stands, and the bot does not know where: they go on under a message of its own."""

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.boundary.delivery import ONE, Parts
from bot.domain.ids import PostName
from tests.scene import FAY, NED, ROOM, Scene, jan, opened, words


def test_the_rounds_come_under_a_new_message_and_the_story_is_not_told_twice() -> None:
    scene = _in_doubt()

    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert not settled.arrived
    told = words(scene.post("story:").card)
    assert told.strip() == (
        "What this is about stands in the message before. We go on here, under this one."
    )
    assert "so we go on under a new message" in scene.whispered


def test_where_it_is_not_there_the_story_itself_is_sent_again() -> None:
    scene = _in_doubt()
    before = scene.post("story:").card

    scene.press(FAY, "Send it again")

    (settled,) = scene.offices.memory.settled
    assert not settled.arrived
    assert scene.post("story:").card == before


def test_once_the_session_has_closed_nothing_has_to_stand_under_it() -> None:
    scene = _in_doubt()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 9, 30))
    scene.says(FAY, "Thank you, Mia.", "story")
    scene.until(jan(22, 13))

    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert settled.arrived


def test_of_a_long_one_whose_last_part_was_in_doubt_the_beginning_is_known() -> None:
    scene = _in_doubt(Parts(stand=2, of=3))

    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert settled.arrived
    assert "We go on here" not in words(scene.post("story:").card)


def _in_doubt(parts: Parts = ONE) -> Scene:
    scene = opened()
    doubt = PostInDoubt(
        id=DeliveryId("doubt:1"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(scene.session.thread),
        place=ROOM,
        parts=parts,
    )
    scene.engine.receive(doubt)
    return scene
