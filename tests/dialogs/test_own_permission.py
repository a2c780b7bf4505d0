"""A group that gives itself permission, and what it may promise itself."""

from tests.dialogs.permission_scenes import gathering, half_a_year_on, ourselves, put, replaced
from tests.dialogs.test_sponsoring import briefs, charter
from tests.scene import ANN, DEV, FAY, MIA, ZOE, begun, brief


def test_a_group_that_permits_itself_may_promise_itself_something() -> None:
    scene = ourselves()

    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, why="We all worry.", promises=["time"], hopes="Calmer nights")

    assert "What we promise ourselves, to be looked at again on Monday 5 July:" in charter(scene)
    assert "We keep time free for it" in charter(scene)
    assert "A hope: Calmer nights" in charter(scene)
    assert not scene.has_post("expects")
    assert not scene.has_post("sign")


def test_what_it_promises_itself_no_longer_is_read_in_the_room() -> None:
    scene = ourselves()
    for promises in (["time", "help"], ["time"]):
        scene.press(ANN, "What we promise ourselves")
        scene.fill(ANN, promises=promises)

    assert "No longer promised:" in scene.posted[-1]
    assert "Promised from now on:" not in scene.posted[-1]


def test_it_need_not() -> None:
    scene = ourselves()

    assert "The group gives itself permission" in charter(scene)
    assert "promise" not in charter(scene)


def test_what_it_promised_itself_is_looked_at_again_too() -> None:
    scene = ourselves()
    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, promises=["time"])

    half_a_year_on(scene)
    scene.press(ANN, "It still stands")

    assert "Does what we promised ourselves still stand?" not in scene.sent_to(ANN)[-1]
    assert "to be looked at again on Monday 3 January" in charter(scene)


def test_after_a_sponsor_has_gone_the_group_can_permit_itself() -> None:
    scene = gathering()
    scene.command(FAY, "charter")
    scene.press(FAY, "Somebody else gives permission")

    scene.press(FAY, "We give ourselves permission")

    assert scene.community.self_authorised
    assert "The group gives itself permission" in charter(scene)
    assert "There is no sponsor any more." in scene.posted[-1]
    assert briefs(scene) == ()


def test_to_permit_ourselves_twice_tells_the_room_once() -> None:
    scene = gathering()
    for _ in range(2):
        scene.command(FAY, "charter")
        scene.press(FAY, "Somebody else gives permission")
        scene.press(FAY, "We give ourselves permission")

    assert sum("There is no sponsor any more." in one for one in scene.posted) == 1


def test_people_who_are_asked_to_join_read_that_the_group_permits_itself() -> None:
    scene = ourselves()

    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])

    assert "Permission: The group gives itself permission" in scene.sent_to(MIA)[-1]


def test_a_sponsor_can_be_named_while_nobody_looks_after_the_group() -> None:
    scene = begun()
    put(scene, facilitator=None)

    replaced(scene, DEV)

    assert "Your card in our direct messages" in scene.whispered
    assert scene.community.is_sponsor(ZOE)


def test_the_sponsor_asked_after_self_permission_is_asked_like_any_other() -> None:
    scene = ourselves()
    scene.press(ANN, "What we promise ourselves")
    scene.fill(ANN, promises=["time"])

    replaced(scene)
    brief(scene, ZOE)

    assert "What we promise ourselves" not in charter(scene)
    assert "Given by Zoe" in charter(scene)
