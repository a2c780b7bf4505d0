"""Who looks after a community may answer without a name, and does not count towards the five: it is said."""

from datetime import UTC, datetime

from bot.boundary.views import Text
from tests.dialogs.codesign_scenes import answer, first_asked
from tests.dialogs.review_scenes import half_way, looking_back
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, Scene, begun, founded, words

DO_NOT_COUNT = "Those who look after us may answer too, and do not count."


def intro(scene: Scene) -> str:
    return " ".join(one.text for one in scene.form.intro if isinstance(one, Text))


def going_on_asked() -> Scene:
    """Two sessions have been silent, so everyone is asked whether it goes on."""
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    return scene


def test_three_members_and_both_who_look_after_them_are_not_five_and_it_is_said_why() -> None:
    scene = going_on_asked()
    assert DO_NOT_COUNT in words(scene.post("renewal:").card)
    for person in (*MEMBERS[:3], FAY, DEV):
        scene.press(person, "Answer without a name")
        assert "not counting those who look after us" in intro(scene)
        scene.fill(person, way="carry_on", only_here="zebra")
    scene.later(days=8)

    result = words(scene.post("renewed:").card)
    assert "fewer than five, not counting those who look after us" in result
    assert "zebra" not in "\n".join(scene.posted)


def test_whoever_looks_back_reads_who_counts() -> None:
    scene = looking_back()
    scene.press(MIA, "Look back")

    assert DO_NOT_COUNT in intro(scene)


def test_in_the_check_those_who_look_after_it_are_not_asked_and_it_is_said() -> None:
    scene = half_way()
    scene.press(MIA, "Answer in two presses")

    assert "at least five members answer; those who look after us are not asked" in intro(scene)


def test_whoever_asks_people_to_join_and_whoever_is_asked_read_it_before() -> None:
    scene = founded()
    scene.press(ANN, "Ask people to join")
    assert "those who look after the group may answer too, and do not count" in intro(scene).lower()
    scene.fill(ANN, people=[MIA])
    scene.press(MIA, "Join")

    joining = repr(scene.form.intro)
    assert "at least five members gave one; those who look after the group do not count" in joining


def test_a_question_about_what_we_need_says_it_on_the_card_and_in_the_form() -> None:
    scene = first_asked()
    asked = words(scene.post("needs:").card)
    answer(scene, FAY, "Add what I need", need_1="Time.")

    assert DO_NOT_COUNT in asked
