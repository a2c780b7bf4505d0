"""The bot cannot tell whether a post has arrived: somebody looks, and settles it."""

from dataclasses import replace

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.domain.community import Community
from bot.domain.ids import PostName, Room
from bot.domain.session import Session
from tests.scene import DEV, FAY, ROOM, Scene, opened


def test_an_opening_that_is_in_doubt_is_put_to_a_person_and_settled_by_them() -> None:
    scene = opened()
    doubt = PostInDoubt(
        id=DeliveryId("doubt:1"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(f"session:{scene.session.id}"),
        place=ROOM,
    )

    scene.engine.receive(doubt)
    scene.engine.receive(doubt)
    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert settled.arrived
    assert settled.to == ROOM
    assert settled.name == f"session:{scene.session.id}"
    assert sum("Did this arrive?" in one for one in scene.sent_to(FAY)) == 1


def test_of_two_rooms_only_the_one_that_was_looked_at_is_settled() -> None:
    scene = opened()
    other = replace(ROOM, channel="second floor")
    two = replace(scene.community, rooms=(ROOM, other))
    scene.offices.memory.records[Community, two.id] = two

    scene.engine.receive(_doubt(scene, other))
    assert "one of the channels where “Discharge” meets" in scene.sent_to(FAY)[-1]
    assert "second floor" not in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Send it again")

    (settled,) = scene.offices.memory.settled
    assert (settled.to, settled.arrived) == (other, False)


def test_whoever_looks_is_told_of_the_channel_as_people_know_it() -> None:
    scene = opened()
    called = replace(ROOM, channel="C0123ABCD")
    scene.room_moves(called)

    scene.engine.receive(_doubt(scene, called))

    assert "the channel where “Discharge” meets" in scene.sent_to(FAY)[-1]
    assert "C0123ABCD" not in scene.sent_to(FAY)[-1]


def test_whoever_holds_the_session_is_asked_whether_it_arrived() -> None:
    scene = opened()
    held = replace(scene.session, held_by=DEV)
    scene.offices.memory.records[Session, held.id] = held

    scene.engine.receive(_doubt(scene, ROOM))

    assert "Did this arrive?" in scene.sent_to(DEV)[-1]
    assert not any("Did this arrive?" in one for one in scene.sent_to(FAY))


def _doubt(scene: Scene, room: Room) -> PostInDoubt:
    return PostInDoubt(
        id=DeliveryId(f"doubt:{room.channel}"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(f"session:{scene.session.id}"),
        place=room,
    )
