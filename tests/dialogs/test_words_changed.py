"""Whoever changes or deletes their words in the thread changes or deletes what is kept of them."""

from dataclasses import replace

from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Hearing
from tests.dialogs.hearing_scenes import agree_on
from tests.scene import FAY, NED, OLI, Scene, jan, opened


def kept(scene: Scene) -> list[tuple[Part, str]]:
    return [(one.part, one.text) for one in scene.office.all(Contribution, scene.session.id)]


def thanked() -> Scene:
    """Under the story, in its first round."""
    scene = opened()
    scene.says(OLI, "Thank yuo.", "story", message="m7")
    return scene


def test_words_that_are_changed_in_a_later_round_stay_in_theirs() -> None:
    scene = thanked()
    scene.until(jan(19, 13))

    scene.says(OLI, "Thank you.", "story", message="m7")

    assert kept(scene) == [(Part.STRUCK, "Thank you.")]
    assert [one.replies for one in scene.session.rounds[:2]] == [1, 0]


def test_words_that_are_changed_when_the_session_is_over_are_changed() -> None:
    """Who takes a name out of what they wrote is heard, however late."""
    scene = thanked()
    story = scene.post("story").post.name
    scene.press(FAY, "Close this kindly")
    scene.press(FAY, "I am reading along")
    scene.until(jan(19, 12))
    scene.press(FAY, "I am reading along")
    scene.until(jan(20, 12))
    session = scene.sessions[0]
    (before,) = scene.office.all(Contribution, session.id)

    scene.says(OLI, "Thank you.", story, message="m7")

    (now,) = scene.office.all(Contribution, session.id)
    assert session.closed_at
    assert now == replace(before, text="Thank you.")
    assert now.forget_at


def test_words_that_are_deleted_are_forgotten_and_not_counted_any_more() -> None:
    scene = thanked()
    scene.says(NED, "And from me.", "story")

    scene.says(OLI, "", "story", message="m7")

    assert kept(scene) == [(Part.STRUCK, "And from me.")]
    assert scene.session.rounds[0].replies == 1
    assert "Thank yuo." not in repr(scene.offices.memory.records)


def test_what_was_deleted_before_it_was_heard_leaves_nothing() -> None:
    scene = opened()

    scene.says(OLI, "", "story", message="m7")

    assert kept(scene) == []
    assert scene.session.rounds[0].replies == 0


def test_nobody_changes_what_somebody_else_has_said() -> None:
    scene = thanked()

    scene.says(NED, "", "story", message="m7")
    scene.says(NED, "No thanks.", "story", message="m7")

    assert kept(scene) == [(Part.STRUCK, "Thank yuo.")]


def test_where_the_group_wants_nothing_heard_by_now_words_can_still_be_deleted() -> None:
    scene = thanked()
    agree_on(Hearing.LIGHT, scene)

    scene.says(OLI, "Thank you.", "story", message="m7")
    assert kept(scene) == [(Part.STRUCK, "Thank yuo.")]

    scene.says(OLI, "", "story", message="m7")
    assert kept(scene) == []
