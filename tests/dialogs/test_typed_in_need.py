"""Somebody types to the bot because they are not well: it reads nothing, and shows where a worry can go."""

from tests.scene import MIA, Scene, another_community, begun


def test_a_member_is_shown_the_way_for_what_worries_them() -> None:
    scene = begun()

    scene.types_to_bot(MIA)

    assert "If something worries you" in scene.whispered
    scene.press(MIA, "Something worries me")
    assert scene.form.title == "Something worries me"


def test_a_member_of_two_communities_chooses_which_it_is_about() -> None:
    scene = begun()
    another_community(scene, "Twin")

    scene.types_to_bot(MIA)
    scene.press(MIA, "Something worries me: Twin")

    assert scene.form.title == "Something worries me"


def test_nobody_else_is_offered_it() -> None:
    scene = Scene()

    scene.types_to_bot(MIA)

    assert "If something worries you" not in scene.whispered
