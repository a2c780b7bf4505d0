"""What people take away, said by name only when they ask for it."""

from tests.dialogs.review_scenes import looking_back, review
from tests.scene import NED, PAM


def test_a_signed_take_away_is_kept_apart_from_the_unsigned_answers() -> None:
    scene = looking_back()
    scene.press(NED, "Look back")
    scene.fill(NED, with_us="the radio")

    assert not any("takes away" in one for one in scene.posted)
    assert [field.name for field in scene.form.fields] == ["take", "where"]


def test_a_take_away_is_said_by_name_only_when_asked_for() -> None:
    scene = looking_back()

    review(scene, NED, take="Ask twice.", where="say")
    review(scene, PAM, take="My own secret.", where="keep")

    assert "Ned takes away: Ask twice." in scene.posted[-1]
    assert "My own secret." not in repr(scene.offices.memory)


def test_what_becomes_of_a_take_away_is_asked_and_never_guessed() -> None:
    scene = looking_back()

    review(scene, PAM, take="Ask twice.")

    assert "choose what shall become of your words" in scene.errors["where"]


def test_a_take_away_said_again_is_changed_in_place() -> None:
    scene = looking_back()

    review(scene, NED, take="Ask twice.", where="say")
    review(scene, NED, take="Ask three times.", where="say")

    assert [one for one in scene.posted if "takes away" in one] == [
        "Ned takes away: Ask three times."
    ]
