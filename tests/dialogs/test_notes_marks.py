"""What people would choose to stay with, marked without a name and looked at once."""

import pytest

from bot.domain.ids import PersonId
from tests.dialogs.notes_scenes import DOUBT, shown
from tests.dialogs.told_scenes import OTHER, on_offer, without_a_teller
from tests.scene import FAY, MEMBERS, MIA, NED, Scene


def test_the_group_marks_and_the_holder_reads_bands_once() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    _mark(scene, DOUBT, *MEMBERS[:5])

    scene.press(FAY, "See what people would choose")
    assert "nobody can mark a note any more" in shown(scene.form)
    assert not any("Most of us" in one for one in scene.sent_to(FAY))
    look = scene.form
    scene.fill(FAY)

    assert f"Most of us: {DOUBT}" in scene.sent_to(FAY)[-1]
    assert not any(digit in scene.sent_to(FAY)[-1] for digit in "0123456789")
    scene.submit(FAY, look)
    assert "they have been looked at" in scene.errors[""]
    assert len([one for one in scene.sent_to(FAY) if "Most of us" in one]) == 1


def test_before_it_is_looked_at_the_marks_go_on_and_after_it_a_held_form_says_so() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    scene.press(FAY, "See what people would choose")
    look = scene.form
    _mark(scene, DOUBT, MIA)
    assert "Your marks lie in a box" in scene.whispered
    scene.press(NED, "Say which one")
    late, doubt = scene.form, on_offer(scene)[DOUBT]

    scene.submit(FAY, look)
    scene.submit(NED, late, which=[doubt])

    assert "No more marks are taken" in scene.errors[""]
    assert "Say which one" not in repr(scene.post("notes:").card.buttons)


def test_four_marks_are_not_shown() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    _mark(scene, DOUBT, *MEMBERS[:4])

    scene.press(FAY, "See what people would choose")
    scene.fill(FAY)

    assert "Fewer than five have answered" in scene.sent_to(FAY)[-1]


@pytest.mark.parametrize("marked", [0, 4])
def test_nothing_or_too_much_marked_is_said_in_the_form(marked: int) -> None:
    scene, _ = without_a_teller(DOUBT, OTHER, "When do I ask?", "Whom do I ask?")
    scene.press(MIA, "Say which one")

    scene.fill(MIA, which=list(on_offer(scene).values())[:marked])

    assert scene.errors["which"] == "Choose at least one, and no more than 3."
    assert not _marks_kept(scene)


def test_once_they_are_looked_at_no_mark_is_left() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    _mark(scene, DOUBT, *MEMBERS[:5])
    assert _marks_kept(scene)

    scene.press(FAY, "See what people would choose")
    scene.fill(FAY)

    assert not _marks_kept(scene)


def test_once_one_is_chosen_no_mark_is_left_though_nobody_has_looked() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    _mark(scene, DOUBT, *MEMBERS[:5])

    scene.press(FAY, "Choose one")
    scene.fill(FAY, which=on_offer(scene)[OTHER])

    assert not _marks_kept(scene)


def test_once_one_is_chosen_a_held_form_says_that_no_more_marks_are_taken() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)
    scene.press(NED, "Say which one")
    late, doubt = scene.form, on_offer(scene)[DOUBT]
    scene.press(FAY, "Choose one")
    scene.fill(FAY, which=on_offer(scene)[OTHER])

    scene.submit(NED, late, which=[doubt])

    assert "No more marks are taken" in scene.errors[""]
    assert not _marks_kept(scene)


def test_those_who_look_after_it_are_not_asked_for_marks() -> None:
    scene, _ = without_a_teller(DOUBT, OTHER)

    scene.press_token(FAY, f"mark_notes.{scene.session.id}")

    assert "are not asked" in scene.whispered


def _marks_kept(scene: Scene) -> int:
    boxes = scene.offices.memory.boxes
    return sum(len(slips) for name, slips in boxes.items() if name.startswith("stay:"))


def _mark(scene: Scene, note: str, *people: PersonId) -> None:
    for person in people:
        scene.press(person, "Say which one")
        scene.fill(person, which=[on_offer(scene)[note]])
