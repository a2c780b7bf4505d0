"""Whoever holds a session, and what counts as a sign from them."""

from bot.domain.ids import Direct
from tests.scene import DEV, FAY, NED, jan, opened


def test_two_working_days_without_a_sign_are_two_working_days() -> None:
    scene = opened()
    for day in (18, 19, 20, 21):
        scene.until(jan(day, 11))
        scene.press(FAY, "Slow down")
    scene.until(jan(22, 11))
    scene.says(FAY, "I am here.", "story")

    scene.until(jan(26, 10, 59))
    before = scene.has_post("step_in", Direct(DEV))
    scene.until(jan(26, 11))

    assert not before
    assert "for two working days" in scene.sent_to(DEV)[-1]


def test_whoever_holds_it_and_reads_along_has_given_a_sign() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(19, 11))

    scene.press(FAY, "I am reading along")
    scene.until(jan(20, 11))

    assert not scene.has_post("step_in")
    assert scene.offices.memory.boxes == {}
