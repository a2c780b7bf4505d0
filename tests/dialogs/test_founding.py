"""Before people, permission."""

from tests.scene import ANN, DEV, FAY, MIA, ROOM, SID, Direct, Scene, founded, gathered


def test_nothing_is_kept_until_somebody_says_i_would() -> None:
    scene = Scene()

    scene.command(ANN, "start")
    scene.press(ANN, "Just looking")

    assert scene.offices.memory.records == {}
    assert "Nothing has been kept" in scene.whispered


def test_a_community_has_permission_once_a_sponsor_and_two_keepers_have_said_yes() -> None:
    scene = founded()

    assert scene.community.permitted
    assert "People wait too long in hospital." in scene.post("charter").card.body[0].pairs[3][1]
    assert scene.has_post("gather", Direct(ANN))
